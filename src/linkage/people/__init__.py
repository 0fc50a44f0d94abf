"""Persons as one programme knows them, where they work, what they may do; builds the Actor of a request."""
