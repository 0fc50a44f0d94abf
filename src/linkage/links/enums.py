"""States of a link, its pulses, and support that is bought."""

from django.db import models


class LinkStatus(models.TextChoices):
    """What became of an introduction."""

    INTRODUCED = "introduced", "Introduced"
    IN_TOUCH = "in_touch", "In touch"
    DONE = "done", "Done"
    DID_NOT_HAPPEN = "did_not_happen", "Did not happen"
    UNDONE = "undone", "Undone"


LINK_MOVES = {
    LinkStatus.INTRODUCED: {LinkStatus.IN_TOUCH, LinkStatus.DONE, LinkStatus.DID_NOT_HAPPEN, LinkStatus.UNDONE},
    LinkStatus.IN_TOUCH: {LinkStatus.DONE, LinkStatus.DID_NOT_HAPPEN},
    LinkStatus.DONE: set(),
    LinkStatus.DID_NOT_HAPPEN: set(),
    LinkStatus.UNDONE: set(),
}


# The links after which we still ask: those that happened, or may.
ASKED_AFTER = (LinkStatus.INTRODUCED, LinkStatus.IN_TOUCH, LinkStatus.DONE)


class Side(models.TextChoices):
    """Which school of a link."""

    CLIENT = "client", "Asking"
    HOME = "home", "Helping"


class PulseAnswer(models.TextChoices):
    """The one-click answer."""

    YES = "yes", "Yes"
    NOT_YET = "not_yet", "Not yet"
    NO = "no", "No, and we will not"


class DestinationKind(models.TextChoices):
    """What an asker can be pointed to."""

    RESOURCE = "resource", "Resource"
    SERVICE = "service", "Service"
    PARTNER = "partner", "Partner"
    OFFICER = "officer", "Officer"
    EVENT = "event", "Event"


class SignpostStatus(models.TextChoices):
    """What became of pointing a school to something."""

    SENT = "sent", "Sent"
    HELPED = "helped", "It helped"
    DID_NOT_HELP = "did_not_help", "It did not help"
    NO_ANSWER = "no_answer", "No answer"


SIGNPOST_MOVES = {
    SignpostStatus.SENT: {SignpostStatus.HELPED, SignpostStatus.DID_NOT_HELP, SignpostStatus.NO_ANSWER},
    SignpostStatus.HELPED: set(),
    SignpostStatus.DID_NOT_HELP: set(),
    SignpostStatus.NO_ANSWER: set(),
}


class FundKind(models.TextChoices):
    """Whose money it is that buys support."""

    OWN = "own", "The school’s own"
    PROGRAMME = "programme", "Our programme’s fund"
    AUTHORITY = "authority", "The local authority"
    DIOCESE = "diocese", "The diocese"
    TRUST = "trust", "A trust"
    GRANT = "grant", "A grant"


class Provider(models.TextChoices):
    """Who gives support that is bought."""

    OPEN = "open", "Not chosen yet"
    ENTRY = "entry", "Somebody in the directory"
    ORGANISATION = "organisation", "A school or another body"


class CommissionStatus(models.TextChoices):
    """Where support that is to be bought has got to."""

    DRAFT = "draft", "Draft"
    AWAITING_APPROVAL = "awaiting_approval", "Waiting for approval"
    APPROVED = "approved", "Approved"
    REFUSED = "refused", "Refused"
    ORDERED = "ordered", "Ordered"
    ENGAGED = "engaged", "Under way"
    CLOSED = "closed", "Closed"
    CANCELLED = "cancelled", "Cancelled"


_C = CommissionStatus
COMMISSION_MOVES: dict[CommissionStatus, set[CommissionStatus]] = {
    _C.DRAFT: {_C.AWAITING_APPROVAL, _C.CANCELLED},
    _C.AWAITING_APPROVAL: {_C.APPROVED, _C.REFUSED, _C.CANCELLED},
    # What was refused is changed and sent again.
    _C.REFUSED: {_C.AWAITING_APPROVAL, _C.CANCELLED},
    _C.APPROVED: {_C.ORDERED, _C.CANCELLED},
    # Nobody need say that it began before it is said to have been given.
    _C.ORDERED: {_C.ENGAGED, _C.CLOSED, _C.CANCELLED},
    _C.ENGAGED: {_C.CLOSED},
    _C.CLOSED: set(),
    _C.CANCELLED: set(),
}
# As long as one of these is there, nothing else is bought for the same request.
LIVE = (_C.DRAFT, _C.AWAITING_APPROVAL, _C.REFUSED, _C.APPROVED, _C.ORDERED, _C.ENGAGED)
CHANGEABLE = (_C.DRAFT, _C.REFUSED)
TO_BE_GIVEN = (_C.ORDERED, _C.ENGAGED)
# From here on the school may read what is bought for it.
SHOWN_TO_SCHOOL = (_C.ORDERED, _C.ENGAGED, _C.CLOSED)
