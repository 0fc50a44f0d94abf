"""Support areas: what help can be about."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from linkage.database.constraints import tenant_constraints
from linkage.programmes.models import OwnedByProgramme


class Area(OwnedByProgramme):
    """One area of support as a programme names it; `code` is stable, the name and synonyms are the programme's."""

    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=100)
    synonyms = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    sle_area = models.CharField(max_length=100, blank=True)
    is_in_use = models.BooleanField(default=True)

    class Meta:
        constraints = [
            *tenant_constraints("areas_area"),
            models.UniqueConstraint(fields=["programme", "code"], name="areas_area_code"),
        ]

    def __str__(self) -> str:
        return self.name
