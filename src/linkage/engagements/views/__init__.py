"""Pages of support over time."""
