"""What is said in confidence: its states, what is wished, and what came of it."""

from django.db import models


class ConcernStatus(models.TextChoices):
    """Where it has got to what somebody told the programme in confidence."""

    WAITING = "waiting", "Not seen yet"
    OPEN = "open", "Being looked at"
    CLOSED = "closed", "Closed"
    WITHDRAWN = "withdrawn", "Taken back"


CONCERN_OPEN = (ConcernStatus.WAITING, ConcernStatus.OPEN)
CONCERN_MOVES: dict[ConcernStatus, set[ConcernStatus]] = {
    ConcernStatus.WAITING: {ConcernStatus.OPEN, ConcernStatus.CLOSED, ConcernStatus.WITHDRAWN},
    # Handed on, it is to be seen by somebody else.
    ConcernStatus.OPEN: {ConcernStatus.WAITING, ConcernStatus.CLOSED, ConcernStatus.WITHDRAWN},
    ConcernStatus.CLOSED: set(),
    ConcernStatus.WITHDRAWN: set(),
}


class ConcernWish(models.TextChoices):
    """What whoever tells of a concern would like to come of it."""

    TALK = "talk", "Talk to me about it"
    MEDIATE = "mediate", "Help the two schools to talk about it"
    KNOW = "know", "Only know about it"


class ConcernOutcome(models.TextChoices):
    """What came of a concern."""

    RESOLVED = "resolved", "The two schools have settled it"
    CHANGED = "changed", "The support was changed"
    PAUSED = "paused", "The support was paused"
    STOPPED = "stopped", "The support was stopped"
    PASSED_ON = "passed_on", "It was passed on to those whose task it is"
    NOTHING = "nothing", "Nothing was needed"


class OpenedPart(models.TextChoices):
    """What of an engagement somebody may be given to read for a while: never how ready a side feels."""

    PLAN = "plan", "The plan, and how each aim stands"
    VISITS = "visits", "The notes of visits"
