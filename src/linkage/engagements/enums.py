"""Kinds and states of an engagement, its steps, its visits and how its objectives stand."""

from django.db import models


class Kind(models.TextChoices):
    """What two schools do together over time; each has a list of steps."""

    PEER = "peer", "Learning from each other"
    DEPLOYMENT = "deployment", "Days of support"
    SPONSORSHIP = "sponsorship", "Sponsorship"


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


class VisitStatus(models.TextChoices):
    """Where one visit has got to."""

    PLANNED = "planned", "Planned"
    WRITTEN = "written", "Waiting to be agreed"
    AGREED = "agreed", "Agreed"
    CANCELLED = "cancelled", "Cancelled"


VISIT_MOVES: dict[VisitStatus, set[VisitStatus]] = {
    VisitStatus.PLANNED: {VisitStatus.WRITTEN, VisitStatus.CANCELLED},
    # A note can be sent back to whoever wrote it.
    VisitStatus.WRITTEN: {VisitStatus.AGREED, VisitStatus.PLANNED},
    VisitStatus.AGREED: set(),
    VisitStatus.CANCELLED: set(),
}


class Colour(models.TextChoices):
    """How an objective stands: never how a person does."""

    GREEN = "green", "Green: going well"
    AMBER = "amber", "Amber: slipping"
    RED = "red", "Red: stuck"


class AgreementStatus(models.TextChoices):
    """Where one version of an agreement has got to."""

    DRAFT = "draft", "Being written"
    OFFERED = "offered", "Waiting to be signed"
    PARTLY_SIGNED = "partly_signed", "Signed by some"
    SIGNED = "signed", "Signed by all"
    AMENDED = "amended", "Replaced by a newer one"
    ENDED = "ended", "Over"


_A = AgreementStatus
AGREEMENT_MOVES: dict[AgreementStatus, set[AgreementStatus]] = {
    _A.DRAFT: {_A.OFFERED, _A.ENDED},
    # Nobody has signed yet, so it may be taken back; one person may stand for every side.
    _A.OFFERED: {_A.DRAFT, _A.PARTLY_SIGNED, _A.SIGNED, _A.ENDED},
    # What only some have signed never held: a newer text takes its place.
    _A.PARTLY_SIGNED: {_A.SIGNED, _A.AMENDED, _A.ENDED},
    _A.SIGNED: {_A.AMENDED, _A.ENDED},
    _A.AMENDED: set(),
    _A.ENDED: set(),
}
TO_BE_SIGNED = (_A.OFFERED, _A.PARTLY_SIGNED)
AGREEMENT_OPEN = (_A.DRAFT, *TO_BE_SIGNED)


class Party(models.TextChoices):
    """For whom somebody signs."""

    CLIENT_HEAD = "client_head", "The school that is helped"
    HOME_HEAD = "home_head", "The school that helps"
    LEAD = "lead", "Who gives the days"
    PROGRAMME = "programme", "Whoever runs the programme"


class ClauseUse(models.TextChoices):
    """Whether a clause stands in each agreement of the programme."""

    REQUIRED = "required", "It is in every agreement"
    OPTIONAL = "optional", "The schools choose whether it is in"
    UNUSED = "unused", "It is in none"


class Theme(models.TextChoices):
    """What each side says how ready it is for; three of them are enough for a lighter look."""

    PURPOSE = "purpose", "Purpose and trust"
    TIME = "time", "Time we can give"
    PEOPLE = "people", "The right people"
    CLEAR = "clear", "Clear about what was agreed"
    PRIORITIES = "priorities", "Sticking to the priorities"
    FEEDBACK = "feedback", "Feedback both ways"
    ENDING = "ending", "Ending well"


LIGHT_THEMES = (Theme.PURPOSE, Theme.TIME, Theme.CLEAR)


class Ready(models.IntegerChoices):
    """How ready a side feels, from 1 to 4."""

    NOT_YET = 1, "Not yet"
    PARTLY = 2, "Only partly"
    NEARLY = 3, "Nearly"
    FULLY = 4, "Fully"
