"""Pages of `imports`."""
