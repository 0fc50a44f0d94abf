"""What it changed, and how it was."""

from django.db import models


class Level(models.TextChoices):
    """What may have come of it, from how it was received to what pupils have of it; each can be known a while later."""

    REACTION = "reaction", "People found it helpful"
    LEARNING = "learning", "People learned from it"
    SUPPORT = "support", "The school made room for it"
    USE = "use", "What was learned is used"
    OUTCOME = "outcome", "Pupils are better off for it"


class Change(models.TextChoices):
    """What a side says of one level; no change is as good an answer as any."""

    YES = "yes", "Yes"
    PARTLY = "partly", "Partly"
    NO_CHANGE = "no_change", "No change"
    TOO_EARLY = "too_early", "Too early to say"


class Holds(models.TextChoices):
    """Whether what was planned for the time afterwards still holds."""

    YES = "yes", "Yes, it holds"
    PARTLY = "partly", "Only in part"
    NO = "no", "No, it has to be planned anew"


class Again(models.TextChoices):
    """Whether somebody would do it again."""

    YES = "yes", "Yes"
    NOT_SURE = "not_sure", "Not sure"
    NO = "no", "No"
