"""Choices a programme makes about how it works."""

from django.db import models


class NominationCheck(models.TextChoices):
    """What happens between a nominee's yes and the directory."""

    NONE = "none", "Nothing: people are listed when they agree"
    COMPLETENESS = "completeness", "We check that the entry is complete, never the person"


class LawfulBasis(models.TextChoices):
    """Why the programme may hold people's names (UK GDPR article 6)."""

    PUBLIC_TASK = "public_task", "Public task"
    LEGITIMATE_INTERESTS = "legitimate_interests", "Legitimate interests"


class ClosureKind(models.TextChoices):
    """Why a school is closed on a weekday."""

    HOLIDAY = "holiday", "Holiday or half-term"
    INSET = "inset", "INSET or another single day"
    # Written when a paused programme starts again, so that no clock counts the days of the pause.
    PAUSE = "pause", "Pause of the programme"


class Weekday(models.IntegerChoices):
    """A day of the school week, as Python counts them."""

    MONDAY = 0, "Monday"
    TUESDAY = 1, "Tuesday"
    WEDNESDAY = 2, "Wednesday"
    THURSDAY = 3, "Thursday"
    FRIDAY = 4, "Friday"


class ConfirmTerms(models.IntegerChoices):
    """Every how many terms people are asked whether their entry is still right."""

    EVERY = 1, "Once a term"
    EVERY_SECOND = 2, "Every second term"
    EVERY_THIRD = 3, "Once a year"


class Introducing(models.TextChoices):
    """How two people come together once somebody is chosen."""

    AT_ONCE = "at_once", "Introduce them at once"
    ASK_FIRST = "ask_first", "Ask first whether they can help"


class AskingOrder(models.TextChoices):
    """Who is asked, and in which order."""

    HEAD_PERSON = "head_person", "Their head, then the person"
    PERSON_HEAD = "person_head", "The person, then their head"
    HEAD = "head", "Only their head"
    PERSON = "person", "Only the person"


class WhoChooses(models.TextChoices):
    """Who chooses among the people who could help with a request."""

    PROGRAMME = "programme", "We do"
    SCHOOL_UNNAMED = "school_unnamed", "The school may, from a few people we share with it, without their names"
    SCHOOL_NAMED = "school_named", "The school may, from a few people we share with it, with their names"
