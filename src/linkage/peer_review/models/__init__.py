"""Rounds of visits, their plans, the visits themselves, and what is prepared and written for them."""

from linkage.peer_review.models.apart import KeptApart
from linkage.peer_review.models.days import Session, VisitPaper
from linkage.peer_review.models.plans import RotaPlan, RotaRuling
from linkage.peer_review.models.reports import LineCheck, Note, ReportLine, ReportVersion
from linkage.peer_review.models.rounds import Organiser, Round, RoundSchool, UnableToMoveRound
from linkage.peer_review.models.visits import UnableToMoveVisit, Visit, Visiting

__all__ = [
    "KeptApart",
    "LineCheck",
    "Note",
    "Organiser",
    "ReportLine",
    "ReportVersion",
    "RotaPlan",
    "RotaRuling",
    "Round",
    "RoundSchool",
    "Session",
    "UnableToMoveRound",
    "UnableToMoveVisit",
    "Visit",
    "VisitPaper",
    "Visiting",
]
