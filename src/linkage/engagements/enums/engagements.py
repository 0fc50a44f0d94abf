"""Kinds, states and steps of what two schools do together."""

from django.db import models


class Kind(models.TextChoices):
    """What two schools do together over time; each has a list of steps."""

    PEER = "peer", "Learning from each other"
    DEPLOYMENT = "deployment", "Days of support"
    SPONSORSHIP = "sponsorship", "Sponsorship"


class Together(models.TextChoices):
    """What two schools may choose to do together: a kind, and of the first whether both learn or one of the two."""

    PEER = Kind.PEER.value, Kind.PEER.label
    ONE_WAY = "one_way", "One colleague helping another"
    DEPLOYMENT = Kind.DEPLOYMENT.value, Kind.DEPLOYMENT.label
    SPONSORSHIP = Kind.SPONSORSHIP.value, Kind.SPONSORSHIP.label

    @property
    def kind(self) -> Kind:
        """The kind whose steps it has."""
        return Kind.PEER if self == Together.ONE_WAY else Kind(self.value)


def together(kind: str, *, is_one_way: bool) -> Together:
    """Return what was chosen of a kind."""
    return Together.ONE_WAY if is_one_way and kind == Kind.PEER else Together(kind)


class EngagementStatus(models.TextChoices):
    """Where it has got to."""

    PREPARING = "preparing", "Getting ready"
    READY = "ready", "Ready to agree"
    AGREED = "agreed", "Agreed"
    ACTIVE = "active", "Under way"
    PAUSED = "paused", "Paused"
    EXITING = "exiting", "Coming to an end"
    CLOSED = "closed", "Ended"
    FOLLOWED_UP = "followed_up", "Ended and looked back on"
    STOPPED = "stopped", "Stopped"


_E = EngagementStatus
ENGAGEMENT_MOVES: dict[EngagementStatus, set[EngagementStatus]] = {
    _E.PREPARING: {_E.READY, _E.STOPPED},
    # What was said to be done may be taken back until both have agreed.
    _E.READY: {_E.PREPARING, _E.AGREED, _E.STOPPED},
    _E.AGREED: {_E.READY, _E.PREPARING, _E.ACTIVE, _E.STOPPED},
    _E.ACTIVE: {_E.PAUSED, _E.EXITING, _E.STOPPED},
    _E.PAUSED: {_E.ACTIVE, _E.STOPPED},
    _E.EXITING: {_E.ACTIVE, _E.CLOSED, _E.STOPPED},
    _E.CLOSED: {_E.FOLLOWED_UP},
    _E.FOLLOWED_UP: set(),
    _E.STOPPED: set(),
}
BEFORE_START = (_E.PREPARING, _E.READY, _E.AGREED)
# Visits are booked and notes written.
AT_WORK = (_E.ACTIVE, _E.EXITING)
# While it is paused it can be read, and nothing but the pause changed.
OPEN = (*BEFORE_START, *AT_WORK, _E.PAUSED)
# When there is something to tell others.
WITH_CASE = (_E.EXITING, _E.CLOSED, _E.FOLLOWED_UP)
OVER = (_E.CLOSED, _E.FOLLOWED_UP, _E.STOPPED)


class Gate(models.TextChoices):
    """What a step has to be done before."""

    AGREE = "agree", "Before you agree"
    START = "start", "Before it starts"
    END = "end", "Before it ends"
    AFTER = "after", "Afterwards"


class Doer(models.TextChoices):
    """Who does a step."""

    CLIENT = "client", "The school that is helped"
    HOME = "home", "The school that helps"
    BOTH = "both", "Both schools"
    PROGRAMME = "programme", "Whoever runs the programme"
