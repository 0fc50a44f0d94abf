"""What a request leads to: the link of two people in two schools, and what became of it."""
