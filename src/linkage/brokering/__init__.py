"""Turns an open request and the people listed into candidates with reasons, and a decision into a link."""
