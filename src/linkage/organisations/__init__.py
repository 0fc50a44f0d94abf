"""The register of schools and other bodies, who belongs to a programme, and school groups."""
