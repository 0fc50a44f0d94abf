"""Pages of rounds of visits."""
