"""Reads of the directory, split by noun; other apps call `queries.entry(…)` and never a module of this package."""

from linkage.directory.queries.actions import Given, given, next_actions
from linkage.directory.queries.capacity import (
    HalfTermCapacity,
    StaffPromises,
    Standing,
    capacity,
    promised_of_staff,
    standings,
)
from linkage.directory.queries.entries import (
    Contact,
    areas_of,
    contact,
    entry,
    has_left,
    home_school,
    is_broker,
    own_entry,
    staff_entries,
)
from linkage.directory.queries.index import Meaning, Suggested
from linkage.directory.queries.matches import Choices
from linkage.directory.queries.nominations import (
    area_choices,
    area_names,
    ceiling,
    drafts,
    is_open,
    is_waiting,
    led_school,
    led_schools,
    nominating_schools,
    nomination,
    nominations_of,
    to_answer,
)
from linkage.directory.queries.pool import Pooled, how_many, pool
from linkage.directory.queries.search import Found, Search, Searched, search

__all__ = [
    "Choices",
    "Contact",
    "Found",
    "Given",
    "HalfTermCapacity",
    "Meaning",
    "Pooled",
    "Search",
    "Searched",
    "StaffPromises",
    "Standing",
    "Suggested",
    "area_choices",
    "area_names",
    "areas_of",
    "capacity",
    "ceiling",
    "contact",
    "drafts",
    "entry",
    "given",
    "has_left",
    "home_school",
    "how_many",
    "is_broker",
    "is_open",
    "is_waiting",
    "led_school",
    "led_schools",
    "next_actions",
    "nominating_schools",
    "nomination",
    "nominations_of",
    "own_entry",
    "pool",
    "promised_of_staff",
    "search",
    "staff_entries",
    "standings",
    "to_answer",
]
