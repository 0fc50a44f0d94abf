"""What the pages and mails about what schools do well show."""

from linkage.practice.presenters.listing import Library, library, more_pages, own_rows
from linkage.practice.presenters.pages import (
    PracticePage,
    answered,
    begun,
    initial,
    neighbour_page,
    practice_page,
    tag_of,
    wide_audiences,
)

__all__ = [
    "Library",
    "PracticePage",
    "answered",
    "begun",
    "initial",
    "library",
    "more_pages",
    "neighbour_page",
    "own_rows",
    "practice_page",
    "tag_of",
    "wide_audiences",
]
