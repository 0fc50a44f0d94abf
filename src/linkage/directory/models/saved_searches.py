"""Searches somebody keeps, and who is new since they last looked."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from linkage.database.constraints import TenantForeignKey, tenant_constraints
from linkage.people.models import Person
from linkage.programmes.models import OwnedByProgramme


class SavedSearch(OwnedByProgramme):
    """A search its person keeps, under a name of theirs; nobody else reads it.

    `choices` are those of the search as its address carries them, without the words. Who was listed after `seen_at` and
    fits is new: `new_ids` are their entries, found once a day (`checked_on`), and `new_since` when the first was found.
    """

    person = TenantForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    words = models.CharField(max_length=200, blank=True)
    choices = models.CharField(max_length=2000, blank=True)
    kept_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    checked_on = models.DateField(null=True, blank=True)
    new_ids = ArrayField(models.UUIDField(), default=list, blank=True)
    new_since = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [*tenant_constraints("directory_savedsearch", "person")]
