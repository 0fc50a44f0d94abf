"""What an enquiry is about, and its states."""

from django.db import models


class EnquiryKind(models.TextChoices):
    """What somebody wants of the programme."""

    INTEREST = "interest", "Would like to help"
    QUESTION = "question", "A question"
    SCHOOL = "school", "A school would like to take part"
    PARTNER = "partner", "An organisation offers help"


class EnquiryStatus(models.TextChoices):
    """Where an enquiry has got to."""

    UNCONFIRMED = "unconfirmed", "Waiting for the sender to confirm"
    NEW = "new", "New"
    OWNED = "owned", "Being looked at"
    ANSWERED = "answered", "Answered"
    NOMINATION = "nomination", "Became a nomination"
    REQUEST = "request", "Became a request"
    MEMBER = "member", "The school takes part"
    CLOSED = "closed", "Closed"


S = EnquiryStatus
_BECAME = {S.NOMINATION, S.REQUEST, S.MEMBER}
ENQUIRY_MOVES = {
    S.UNCONFIRMED: {S.NEW},
    S.NEW: {S.OWNED, S.ANSWERED, S.CLOSED, *_BECAME},
    S.OWNED: {S.ANSWERED, S.CLOSED, *_BECAME},
    # The sender wrote back, or something came of it after all.
    S.ANSWERED: {S.OWNED, S.ANSWERED, S.CLOSED, *_BECAME},
    # The draft it became was thrown away.
    S.NOMINATION: {S.OWNED, S.CLOSED},
    S.REQUEST: {S.OWNED, S.CLOSED},
    S.MEMBER: set(),
    S.CLOSED: set(),
}
WAITING = (S.NEW, S.OWNED)
