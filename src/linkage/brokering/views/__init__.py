"""The pages of choosing, split by noun."""
