"""Reads of the areas, split by noun; other apps call `queries.suggest(…)` and never a module of this package."""

from linkage.areas.queries.levels import (
    all_areas,
    area,
    areas,
    by_codes,
    children,
    codes_under,
    everything,
    known,
    listed_for,
    parents,
    rolled_up,
)
from linkage.areas.queries.reading import (
    Reading,
    Suggestion,
    confirmed_by,
    is_concern,
    is_everyday_word,
    read,
    read_as_shipped,
    suggest,
)

__all__ = [
    "Reading",
    "Suggestion",
    "all_areas",
    "area",
    "areas",
    "by_codes",
    "children",
    "codes_under",
    "confirmed_by",
    "everything",
    "is_concern",
    "is_everyday_word",
    "known",
    "listed_for",
    "parents",
    "read",
    "read_as_shipped",
    "rolled_up",
    "suggest",
]
