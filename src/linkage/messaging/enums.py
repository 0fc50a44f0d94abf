"""States of a mail, and what a relay can answer."""

from enum import Enum

from django.db import models


class MessageStatus(models.TextChoices):
    """Where a mail has got to.

    `uncertain`: the relay's answer was lost after the mail was handed over; it is settled by asking, never guessed.
    """

    QUEUED = "queued", "Waiting to be sent"
    SENDING = "sending", "Being sent"
    SENT = "sent", "Sent"
    UNCERTAIN = "uncertain", "We do not know whether it arrived"
    FAILED = "failed", "Could not be sent"
    BOUNCED = "bounced", "Came back"


MESSAGE_MOVES = {
    MessageStatus.QUEUED: {MessageStatus.SENDING, MessageStatus.FAILED},
    MessageStatus.SENDING: {
        MessageStatus.SENT,
        MessageStatus.UNCERTAIN,
        MessageStatus.FAILED,
        MessageStatus.QUEUED,
    },
    MessageStatus.UNCERTAIN: {MessageStatus.SENT, MessageStatus.QUEUED, MessageStatus.FAILED},
    MessageStatus.SENT: {MessageStatus.BOUNCED},
    MessageStatus.FAILED: {MessageStatus.QUEUED},
    MessageStatus.BOUNCED: set(),
}


class Answer(Enum):
    """What became of handing a mail over to the relay."""

    ACCEPTED = "accepted"
    REFUSED = "refused for good"
    NOT_NOW = "refused for now, or never reached"
    UNKNOWN = "the answer was lost after the mail was handed over"
