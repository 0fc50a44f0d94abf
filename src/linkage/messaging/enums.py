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


class InboundStatus(models.TextChoices):
    """Where a mail that came in has got to."""

    NEW = "new", "To look at"
    HELD = "held", "Held back"
    FILED = "filed", "Filed"
    REQUEST = "request", "Became a request"
    AUTOMATIC = "automatic", "Automatic: nothing to do"
    THROWN_AWAY = "thrown_away", "Thrown away"


_I = InboundStatus
INBOUND_MOVES = {
    _I.NEW: {_I.REQUEST, _I.FILED, _I.THROWN_AWAY},
    _I.HELD: {_I.REQUEST, _I.FILED, _I.THROWN_AWAY},
    # Offices write through lists, and what those pass on is marked as a machine's.
    _I.AUTOMATIC: {_I.REQUEST, _I.FILED, _I.THROWN_AWAY},
    _I.FILED: {_I.THROWN_AWAY},
    # Whoever deletes the draft has the mail before them again.
    _I.REQUEST: {_I.NEW, _I.THROWN_AWAY},
    _I.THROWN_AWAY: set(),
}


class Proof(models.TextChoices):
    """Whether a mail comes from the address it says, as the trusted mail server found."""

    PROVEN = "proven", "It really comes from there"
    FAILED = "failed", "It may be forged"
    UNKNOWN = "unknown", "Nobody could check"


class Reason(models.TextChoices):
    """Why nothing was done with a mail by itself."""

    UNPROVEN = "unproven", "We could not check who sent it"
    FORGED = "forged", "It may not come from who it says"
    STRANGER = "stranger", "We do not know who wrote it"
    REPEATED = "repeated", "They answered the same e-mail before"
    NOT_THEIRS = "not_theirs", "It answers an e-mail that went to somebody else"
    OFTEN = "often", "Many came in a row about the same"
    EMPTY = "empty", "It has no words of its own"
    AUTO_REPLY = "auto_reply", "An automatic answer"
    REPORT = "report", "A message of a mail system"
    OURS = "ours", "An e-mail of our own"
