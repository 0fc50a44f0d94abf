"""How an aim stands, and what is in the way of it."""

from django.db import models


class Colour(models.TextChoices):
    """How an objective stands: never how a person does."""

    GREEN = "green", "Green: going well"
    AMBER = "amber", "Amber: slipping"
    RED = "red", "Red: stuck"


class HindranceKind(models.TextChoices):
    """What is in the way of an engagement."""

    QUESTION = "question", "A question to settle"
    BLOCK = "block", "Something in the way"
    SETBACK = "setback", "A setback"
