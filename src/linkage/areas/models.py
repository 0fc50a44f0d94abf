"""Support areas: what help can be about, in two levels; and what askers confirmed that their words were about."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from linkage.database.constraints import NotesChanges, SameProgramme, TenantForeignKey, tenant_constraints
from linkage.people.models import Person
from linkage.programmes.models import OwnedByProgramme


class Area(OwnedByProgramme):
    """One area of support as a programme names it; `code` is stable, the name and synonyms are the programme's.

    A finer area has a `parent`, which stands for it wherever few areas are listed. `is_own` says that the programme
    added it. `sle_area`, `ofsted_area` and the programme's own `priority` are the other headings it is counted under;
    a finer area without one of them has its parent's.
    """

    code = models.SlugField(max_length=40)
    # A few hundred rows a programme, always read together: an index would only be kept up.
    parent = TenantForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children", db_index=False
    )
    name = models.CharField(max_length=100)
    synonyms = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    sle_area = models.CharField(max_length=100, blank=True)
    ofsted_area = models.CharField(max_length=60, blank=True, default="", db_default="")
    priority = models.CharField(max_length=100, blank=True, default="", db_default="")
    is_own = models.BooleanField(default=False, db_default=False)
    is_in_use = models.BooleanField(default=True)

    class Meta:
        constraints = [
            *tenant_constraints("areas_area"),
            NotesChanges(name="areas_area_changes"),
            models.UniqueConstraint(fields=["programme", "code"], name="areas_area_code"),
            SameProgramme(name="areas_area_same_parent", field="parent"),
        ]

    @property
    def is_listed(self) -> bool:
        """Whether it is among those to choose from: the first level, and all of the programme's own."""
        return self.parent_id is None or self.is_own

    def __str__(self) -> str:
        return self.name


class Confirmation(OwnedByProgramme):
    """That somebody who asked said which areas their words were about; the words themselves are not kept.

    `marks` are numbers of words and pairs of words, many words to a number: enough to know a like text by, not
    enough to read it.
    """

    person = TenantForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    codes = ArrayField(models.CharField(max_length=40))
    marks = ArrayField(models.IntegerField())
    confirmed_at = models.DateTimeField()

    class Meta:
        constraints = [
            *tenant_constraints("areas_confirmation", "person"),
            NotesChanges(name="areas_confirmation_changes"),
        ]
