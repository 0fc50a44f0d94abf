"""What the search reads of whoever stands in the directory."""

from django.db import models

from linkage.database.constraints import tenant_constraints
from linkage.programmes.models import OwnedByProgramme


class Listing(OwnedByProgramme):
    """One narrow row for each entry that has ever been listed at a school taking part; kept by triggers alone.

    `tokens` stand for the words and areas by which somebody is found, four bytes each; `facts` are what narrows, counts
    and sorts, in bytes of fixed width (`rules.facts.ROW`). Of who is listed no more only the key is left, so that a
    process which knew them learns of it: the entry itself may be gone. `changed_in` is the transaction that wrote it.
    """

    entry_id = models.UUIDField()
    changed_in = models.BigIntegerField()
    tokens = models.BinaryField()
    facts = models.BinaryField()

    class Meta:
        constraints = [
            *tenant_constraints("directory_listing"),
            models.UniqueConstraint(fields=["programme", "entry_id"], name="directory_listing_once"),
        ]
        indexes = [models.Index(fields=["programme", "changed_in"], name="directory_listing_changed")]
