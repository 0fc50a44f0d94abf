"""PDFs made from plain data."""
