"""Reads of choosing, split by noun; other files call `queries.choice(…)`."""

from linkage.brokering.queries.choosing import Choice, Chosen, NotNow, choice, chosen, next_actions
from linkage.brokering.queries.shortlists import (
    may_share,
    people_of,
    shortlist,
    shortlist_of,
    shown_elsewhere,
    waiting_shortlists,
)

__all__ = [
    "Choice",
    "Chosen",
    "NotNow",
    "choice",
    "chosen",
    "may_share",
    "next_actions",
    "people_of",
    "shortlist",
    "shortlist_of",
    "shown_elsewhere",
    "waiting_shortlists",
]
