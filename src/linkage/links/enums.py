"""States of a link and its pulses."""

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
