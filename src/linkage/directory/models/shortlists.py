"""What somebody keeps of the directory to come back to: theirs alone."""

from django.db import models

from linkage.database.constraints import NotesChanges, TenantForeignKey, tenant_constraints
from linkage.directory.models.entries import Entry
from linkage.people.models import Person
from linkage.programmes.models import OwnedByProgramme


class ShortlistPlace(OwnedByProgramme):
    """An entry in somebody's shortlist; `gone_on` is since when it cannot be asked for any more: it goes after a while.

    A shortlist is its person's: no head, no coordinator and nobody it names learns of it.
    """

    person = TenantForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    entry = TenantForeignKey(Entry, on_delete=models.CASCADE, related_name="+")
    kept_at = models.DateTimeField()
    gone_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            *tenant_constraints("directory_shortlistplace", "person", "entry"),
            NotesChanges(name="directory_shortlistplace_changes"),
            models.UniqueConstraint(fields=["programme", "person", "entry"], name="directory_shortlistplace_once"),
        ]
