"""What the pages of choosing, of asking and of the round show, split by noun."""

from linkage.brokering.presenters.asking import (
    USUAL_ALTERNATES,
    alternates,
    asked_next,
    first_mail,
    panels,
    promises,
    steps_of,
)
from linkage.brokering.presenters.choosing import LOOKS, choose_page, not_now, own_words, who
from linkage.brokering.presenters.navigation import navigation
from linkage.brokering.presenters.proofs import proof_page, why_page
from linkage.brokering.presenters.round_changes import changes
from linkage.brokering.presenters.rounds import RoundPage, round_page, sending

__all__ = [
    "LOOKS",
    "USUAL_ALTERNATES",
    "RoundPage",
    "alternates",
    "asked_next",
    "changes",
    "choose_page",
    "first_mail",
    "navigation",
    "not_now",
    "own_words",
    "panels",
    "promises",
    "proof_page",
    "round_page",
    "sending",
    "steps_of",
    "who",
    "why_page",
]
