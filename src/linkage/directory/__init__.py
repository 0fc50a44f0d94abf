"""Nominations, entries, the capacity ledger and search."""
