"""What the search reads of whoever stands in the directory."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from linkage.database.constraints import TenantForeignKey, tenant_constraints
from linkage.directory.models.entries import Entry
from linkage.programmes.models import OwnedByProgramme


class Listing(OwnedByProgramme):
    """One narrow row for each entry that is listed at a school taking part; kept by triggers alone.

    Entries are wide, so that those whom a word finds lie on a page each: here some twenty share one. `tokens` stand for
    the words, areas, stages, ways and map squares by which somebody is found (`rules.facts.token_of`); `facts` are what
    narrows, counts and sorts, in bytes of fixed width (`rules.facts.ROW`).
    """

    # The trigger of the entry takes its listing along: the application may only read here.
    entry = TenantForeignKey(Entry, on_delete=models.DO_NOTHING, related_name="+", db_index=False)
    is_for_everybody = models.BooleanField()
    tokens = ArrayField(models.IntegerField())
    facts = models.BinaryField()

    class Meta:
        constraints = [
            *tenant_constraints("directory_listing", "entry"),
            models.UniqueConstraint(fields=["programme", "entry"], name="directory_listing_once"),
        ]
        indexes = [GinIndex(fields=["tokens"], name="directory_listing_tokens")]
