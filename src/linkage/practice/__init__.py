"""What schools do well, where, and who will show it."""
