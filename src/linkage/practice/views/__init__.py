"""Pages of what schools do well."""
