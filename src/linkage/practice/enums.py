"""States and choices of what schools do well."""

from django.db import models

from linkage.directory.enums import Way


class PracticeStatus(models.TextChoices):
    """Where something a school does well has got to."""

    DRAFT = "draft", "Not finished"
    AWAITING_HEAD = "awaiting_head", "Waiting for a headteacher’s yes"
    SHARED = "shared", "Shared"
    DUE = "due", "Shared: needs a look"
    LAPSED = "lapsed", "Not found any more: nobody has said that it is still right"
    HIDDEN = "hidden", "Not found: nobody shows it now"
    TAKEN_DOWN = "taken_down", "Taken down"


# Everybody in the programme finds these.
FOUND = (PracticeStatus.SHARED, PracticeStatus.DUE)
# Whoever runs the programme reads these beside them: they were shared once.
WERE_FOUND = (PracticeStatus.LAPSED, PracticeStatus.HIDDEN)

PRACTICE_MOVES = {
    PracticeStatus.DRAFT: {PracticeStatus.AWAITING_HEAD, PracticeStatus.SHARED, PracticeStatus.TAKEN_DOWN},
    # What is missing is written into it first; whoever says yes may take it back again.
    PracticeStatus.AWAITING_HEAD: {PracticeStatus.DRAFT, PracticeStatus.SHARED, PracticeStatus.TAKEN_DOWN},
    PracticeStatus.SHARED: {
        PracticeStatus.AWAITING_HEAD,
        PracticeStatus.DUE,
        PracticeStatus.HIDDEN,
        PracticeStatus.TAKEN_DOWN,
    },
    PracticeStatus.DUE: {
        PracticeStatus.AWAITING_HEAD,
        PracticeStatus.SHARED,
        PracticeStatus.LAPSED,
        PracticeStatus.HIDDEN,
        PracticeStatus.TAKEN_DOWN,
    },
    PracticeStatus.LAPSED: {
        PracticeStatus.AWAITING_HEAD,
        PracticeStatus.SHARED,
        PracticeStatus.HIDDEN,
        PracticeStatus.TAKEN_DOWN,
    },
    PracticeStatus.HIDDEN: {PracticeStatus.AWAITING_HEAD, PracticeStatus.SHARED, PracticeStatus.TAKEN_DOWN},
    PracticeStatus.TAKEN_DOWN: set(),
}


class Source(models.TextChoices):
    """Where it comes from."""

    DIRECT = "direct", "Written by the school"
    ENGAGEMENT = "engagement", "What two schools did together"
    VISIT = "visit", "Seen by visitors of a round of visits"


class Audience(models.TextChoices):
    """Who finds it once its school agrees; which group or round says `Practice.audience_id`."""

    PROGRAMME = "programme", "Everybody in the programme"
    GROUP = "group", "The schools of one group"
    ROUND = "round", "The schools of one round of visits"
    NEIGHBOURS = "neighbour", "Everybody in the programme and in its neighbours"


# Whoever runs the programme reads these, as everybody in it does.
FOR_ALL = (Audience.PROGRAMME, Audience.NEIGHBOURS)


# How others can see it: some of the ways of the directory, so that a request takes them over.
SHOWN_BY = (Way.VISIT_US, Way.CALL, Way.RESOURCES)
