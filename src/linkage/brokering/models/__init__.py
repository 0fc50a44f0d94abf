"""What choosing keeps, split by noun; other files import from here."""

from linkage.brokering.models.approaches import Approach, AskedPerson, CandidateQuestion
from linkage.brokering.models.decisions import Decision
from linkage.brokering.models.rounds import Plan, Ruling
from linkage.brokering.models.shortlists import SharedPerson, SharedShortlist

__all__ = [
    "Approach",
    "AskedPerson",
    "CandidateQuestion",
    "Decision",
    "Plan",
    "Ruling",
    "SharedPerson",
    "SharedShortlist",
]
