"""What schools do well, as far as the actor may see it."""

from linkage.practice.queries.at_home import WAITING, next_actions
from linkage.practice.queries.library import Found, Searched, search
from linkage.practice.queries.neighbours import names as neighbour_names
from linkage.practice.queries.neighbours import of_neighbour
from linkage.practice.queries.practices import (
    area_choices,
    area_names,
    case_of,
    of_sources,
    own,
    practice,
    practice_to_ask,
    schools_to_write_for,
    to_confirm,
    who_may_show,
)

__all__ = [
    "WAITING",
    "Found",
    "Searched",
    "area_choices",
    "area_names",
    "case_of",
    "neighbour_names",
    "next_actions",
    "of_neighbour",
    "of_sources",
    "own",
    "practice",
    "practice_to_ask",
    "schools_to_write_for",
    "search",
    "to_confirm",
    "who_may_show",
]
