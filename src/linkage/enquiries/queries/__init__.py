"""Reads of enquiries, split by noun; other apps call `queries.enquiry(…)` and never a module of this package."""

from linkage.enquiries.queries.clocks import Clocks, days_promised, promise_of
from linkage.enquiries.queries.history import history
from linkage.enquiries.queries.owners import Owners, owner_for, owner_of, possible_owners
from linkage.enquiries.queries.records import (
    enquiry,
    enquiry_of_sender,
    enquiry_passed_on,
    head_for,
    is_member,
    replies,
    same_as,
    school,
    schools,
    unconfirmed,
    visible,
)
from linkage.enquiries.queries.waiting import WAITING, next_actions

__all__ = [
    "WAITING",
    "Clocks",
    "Owners",
    "days_promised",
    "enquiry",
    "enquiry_of_sender",
    "enquiry_passed_on",
    "head_for",
    "history",
    "is_member",
    "next_actions",
    "owner_for",
    "owner_of",
    "possible_owners",
    "promise_of",
    "replies",
    "same_as",
    "school",
    "schools",
    "unconfirmed",
    "visible",
]
