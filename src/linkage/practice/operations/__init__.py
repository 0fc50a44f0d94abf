"""What schools do well: written, agreed to, kept right, taken down."""

from linkage.practice.operations.agreeing import UnableToAgree, agree, send_back, take_back
from linkage.practice.operations.ending import UnableToTakeDown, hide_leaver, take_down
from linkage.practice.operations.freshness import UnableToConfirm, confirm, have_ticked, tick
from linkage.practice.operations.writing import UnableToShare, Written, begin_case, begin_line, change, write

__all__ = [
    "UnableToAgree",
    "UnableToConfirm",
    "UnableToShare",
    "UnableToTakeDown",
    "Written",
    "agree",
    "begin_case",
    "begin_line",
    "change",
    "confirm",
    "have_ticked",
    "hide_leaver",
    "send_back",
    "take_back",
    "take_down",
    "tick",
    "write",
]
