"""The tenant: its name, brand, settings, service levels and school calendar."""
