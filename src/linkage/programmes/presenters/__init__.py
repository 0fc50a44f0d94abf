"""What the pages of a programme show, by page."""
