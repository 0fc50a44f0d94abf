"""The pages about people, split by noun."""
