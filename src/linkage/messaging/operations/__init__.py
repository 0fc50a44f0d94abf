"""What is done with mails: written with the change they tell of, delivered, settled by hand; and those that come in."""

from linkage.messaging.operations.delivery import UnableToKeep, begin, keep_in_mailbox, reconcile, recover, settle
from linkage.messaging.operations.handling import (
    became_request,
    file_to,
    forget_inbound,
    give_back,
    have_inbound_forgotten,
    mark_read,
    throw_away,
)
from linkage.messaging.operations.readdressing import readdress
from linkage.messaging.operations.receiving import note_returned, receive, take_in
from linkage.messaging.operations.sending import look_up
from linkage.messaging.operations.settling import mark_arrived, mark_dealt_with, mark_returned, send_again
from linkage.messaging.operations.wording import UnableToReword, reset_words, reword, send_test
from linkage.messaging.operations.writing import UnableToSend, send, send_code, take_back

__all__ = [
    "UnableToKeep",
    "UnableToReword",
    "UnableToSend",
    "became_request",
    "begin",
    "file_to",
    "forget_inbound",
    "give_back",
    "have_inbound_forgotten",
    "keep_in_mailbox",
    "look_up",
    "mark_arrived",
    "mark_dealt_with",
    "mark_read",
    "mark_returned",
    "note_returned",
    "readdress",
    "receive",
    "reconcile",
    "recover",
    "reset_words",
    "reword",
    "send",
    "send_again",
    "send_code",
    "send_test",
    "settle",
    "take_back",
    "take_in",
    "throw_away",
]
