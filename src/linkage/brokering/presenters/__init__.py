"""What the pages of choosing and of the round show, split by noun."""

from linkage.brokering.presenters.choosing import LOOKS, choose_page, not_now, own_words, who
from linkage.brokering.presenters.navigation import navigation
from linkage.brokering.presenters.proofs import proof_page, why_page
from linkage.brokering.presenters.round_changes import changes
from linkage.brokering.presenters.rounds import RoundPage, round_page, sending

__all__ = [
    "LOOKS",
    "RoundPage",
    "changes",
    "choose_page",
    "navigation",
    "not_now",
    "own_words",
    "proof_page",
    "round_page",
    "sending",
    "who",
    "why_page",
]
