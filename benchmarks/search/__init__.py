"""The directory's search beside what Django's documentation would build, on the same people under the same role."""
