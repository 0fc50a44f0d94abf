"""Reads of the directory, split by noun; other apps call `queries.entry(…)` and never a module of this package."""

from linkage.directory.queries.capacity import HalfTermCapacity, Standing, capacity, standings
from linkage.directory.queries.entries import Contact, areas_of, contact, entry, own_entry, staff_entries
from linkage.directory.queries.index import Meaning, Suggested
from linkage.directory.queries.pool import Pooled, how_many, pool
from linkage.directory.queries.search import Choices, Found, Search, Searched, search

__all__ = [
    "Choices",
    "Contact",
    "Found",
    "HalfTermCapacity",
    "Meaning",
    "Pooled",
    "Search",
    "Searched",
    "Standing",
    "Suggested",
    "areas_of",
    "capacity",
    "contact",
    "entry",
    "how_many",
    "own_entry",
    "pool",
    "search",
    "staff_entries",
    "standings",
]
