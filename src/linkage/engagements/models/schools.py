"""A school closes while something goes on: what was found in the register, and what has become of it."""

from django.db import models
from django.db.models import Q

from linkage.database.constraints import TenantForeignKey, tenant_constraints
from linkage.engagements.models.engagements import Engagement
from linkage.links.enums import Side
from linkage.organisations.models import Organisation
from linkage.people.models import Person
from linkage.programmes.models import OwnedByProgramme


class SchoolChange(OwnedByProgramme):
    """One of the two schools has closed. It waits for whoever runs the programme until it is settled.

    Settled with a school that took its place (`now`) it goes on with that; without one it was stopped.
    """

    engagement = TenantForeignKey(Engagement, on_delete=models.CASCADE, related_name="school_changes")
    side = models.CharField(max_length=6, choices=Side)
    was = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    now = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    found_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = TenantForeignKey(Person, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            *tenant_constraints("engagements_schoolchange", "engagement", "settled_by"),
            models.UniqueConstraint(
                fields=["programme", "engagement", "side", "was"], name="engagements_schoolchange_once"
            ),
            models.CheckConstraint(
                condition=Q(now__isnull=True) | Q(settled_at__isnull=False), name="engagements_schoolchange_settled"
            ),
        ]
