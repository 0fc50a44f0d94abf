"""The pages of links, split by who answers."""
