"""Reads of the outbox: for the worker, for a record's page, for the coordinator and for the operator."""

from linkage.messaging.queries.deliveries import Delivery, address_that_returns, delivery, message, next_actions
from linkage.messaging.queries.mailbox import mailbox, mailbox_message
from linkage.messaging.queries.sending import sender, sending
from linkage.messaging.queries.waiting import Case, Cases, due, open_cases
from linkage.messaging.queries.wording import kind, versions, worded, wordings, words

__all__ = [
    "Case",
    "Cases",
    "Delivery",
    "address_that_returns",
    "delivery",
    "due",
    "kind",
    "mailbox",
    "mailbox_message",
    "message",
    "next_actions",
    "open_cases",
    "sender",
    "sending",
    "versions",
    "worded",
    "wordings",
    "words",
]
