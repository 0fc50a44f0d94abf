"""What is done with mails: written with the change they tell of, delivered, and settled by hand."""

from linkage.messaging.operations.delivery import UnableToKeep, begin, keep_in_mailbox, reconcile, recover, settle
from linkage.messaging.operations.readdressing import readdress
from linkage.messaging.operations.sending import look_up
from linkage.messaging.operations.settling import mark_arrived, mark_dealt_with, mark_returned, send_again
from linkage.messaging.operations.wording import UnableToReword, reset_words, reword, send_test
from linkage.messaging.operations.writing import UnableToSend, send, send_code, take_back

__all__ = [
    "UnableToKeep",
    "UnableToReword",
    "UnableToSend",
    "begin",
    "keep_in_mailbox",
    "look_up",
    "mark_arrived",
    "mark_dealt_with",
    "mark_returned",
    "readdress",
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
]
