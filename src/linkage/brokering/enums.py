"""Choices of who plans a round."""

from django.db import models


class Says(models.TextChoices):
    """What a person knows better than the plan, about one person for one request."""

    KEEP = "keep", "Keep"
    RULE_OUT = "rule_out", "Rule out"


class Level(models.TextChoices):
    """How much one thing matters in a plan."""

    NOT_AT_ALL = "not_at_all", "Not at all"
    A_LITTLE = "a_little", "A little"
    SOME = "some", "Some"
    A_LOT = "a_lot", "A lot"


class Cause(models.TextChoices):
    """Why a plan was made anew."""

    PLANNED = "planned", "Planned"
    KEPT = "kept", "Kept"
    LET_GO = "let_go", "No longer kept"
    RULED_OUT = "ruled_out", "Ruled out"
    LET_IN = "let_in", "Let in again"
    WEIGHED = "weighed", "Weighed differently"
    WENT_BACK = "went_back", "Went back"
