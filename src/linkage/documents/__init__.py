"""PDFs made from plain data: tagged for screen readers, in our own typeface, without the network."""
