"""The questions of rounds of visits."""
