"""Reads of the outbox: for the worker, for a record's page, for the coordinator and for the operator."""

from linkage.messaging.queries.deliveries import Delivery, delivery, message, next_actions
from linkage.messaging.queries.mailbox import mailbox, mailbox_message
from linkage.messaging.queries.waiting import Case, Cases, due, open_cases

__all__ = [
    "Case",
    "Cases",
    "Delivery",
    "delivery",
    "due",
    "mailbox",
    "mailbox_message",
    "message",
    "next_actions",
    "open_cases",
]
