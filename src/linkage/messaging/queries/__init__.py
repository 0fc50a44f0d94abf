"""Reads of the outbox and of what came in: for the worker, a record's page, the coordinator and the operator."""

from linkage.messaging.queries.actions import WAITING, next_actions
from linkage.messaging.queries.deliveries import Delivery, address_that_returns, delivery, message
from linkage.messaging.queries.inbound import (
    FiledUnder,
    MailedAnswer,
    answers,
    could_be_filed_under,
    files_of,
    inbound_file,
    inbound_mail,
    inbound_mails,
)
from linkage.messaging.queries.mailbox import mailbox, mailbox_message
from linkage.messaging.queries.receiving import answered, is_known, lately, programme_for, was_answered_before
from linkage.messaging.queries.sending import sender, sending
from linkage.messaging.queries.waiting import Case, Cases, due, open_cases
from linkage.messaging.queries.wording import kind, versions, worded, wordings, words

__all__ = [
    "WAITING",
    "Case",
    "Cases",
    "Delivery",
    "FiledUnder",
    "MailedAnswer",
    "address_that_returns",
    "answered",
    "answers",
    "could_be_filed_under",
    "delivery",
    "due",
    "files_of",
    "inbound_file",
    "inbound_mail",
    "inbound_mails",
    "is_known",
    "kind",
    "lately",
    "mailbox",
    "mailbox_message",
    "message",
    "next_actions",
    "open_cases",
    "programme_for",
    "sender",
    "sending",
    "versions",
    "was_answered_before",
    "worded",
    "wordings",
    "words",
]
