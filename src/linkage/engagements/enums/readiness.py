"""What each side is asked about being ready."""

from django.db import models


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
