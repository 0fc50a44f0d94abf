"""The words of a programme's own."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from linkage.database.constraints import tenant_constraints
from linkage.programmes.models import OwnedByProgramme


class Word(OwnedByProgramme):
    """A word of the programme's own (names, what people wrote), by which a misspelt one is put right.

    Written by a job; `uses` counts the entries it stands in, `nearby` are its `search.spelling.keys`.
    """

    word = models.CharField(max_length=30)
    uses = models.PositiveIntegerField()
    nearby = ArrayField(models.CharField(max_length=30))

    class Meta:
        constraints = [
            *tenant_constraints("directory_word"),
            models.UniqueConstraint(fields=["programme", "word"], name="directory_word_once"),
        ]
        indexes = [GinIndex(fields=["nearby"], name="directory_word_nearby")]
