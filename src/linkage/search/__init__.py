"""Folded words and spelling, for the apps that search."""
