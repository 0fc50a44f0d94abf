"""Kinds and states of imports."""

from django.db import models


class ImportKind(models.TextChoices):
    """What a spreadsheet holds."""

    NOMINATIONS = "nominations", "People"
    PAST_LINKS = "past_links", "Links from before Linkage"


class ImportStatus(models.TextChoices):
    """Where an import has got to."""

    CHECKING = "checking", "Being checked"
    DONE = "done", "Added"
    UNDONE = "undone", "Undone"


IMPORT_MOVES = {
    ImportStatus.CHECKING: {ImportStatus.DONE},
    ImportStatus.DONE: {ImportStatus.UNDONE},
    ImportStatus.UNDONE: set(),
}
