"""Pages of the register, the schools taking part, and school groups."""
