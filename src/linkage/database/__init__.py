"""The embedded PostgreSQL, its roles, and the walls between programmes."""
