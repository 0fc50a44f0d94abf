"""Support areas: what help can be about, in everyday words."""
