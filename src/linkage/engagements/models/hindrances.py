"""What is in the way of an engagement: questions to settle, blocks and setbacks, each somebody's until a day."""

from django.db import models
from django.db.models import Q

from linkage.database.constraints import TenantForeignKey, tenant_constraints
from linkage.engagements import enums
from linkage.engagements.models.engagements import Engagement
from linkage.people.models import Person
from linkage.programmes.models import OwnedByProgramme


class Hindrance(OwnedByProgramme):
    """One thing in the way; both schools see it. `outcome` says what came of it, and stays when it comes back."""

    engagement = TenantForeignKey(Engagement, on_delete=models.CASCADE, related_name="hindrances")
    kind = models.CharField(max_length=10, choices=enums.HindranceKind)
    text = models.CharField(max_length=300)
    owner = TenantForeignKey(Person, related_name="+")
    due_on = models.DateField()
    raised_by = TenantForeignKey(Person, related_name="+")
    raised_at = models.DateTimeField()
    outcome = models.CharField(max_length=300, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            *tenant_constraints("engagements_hindrance", "engagement", "owner", "raised_by"),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True) | ~Q(outcome=""), name="engagements_hindrance_says_what_came"
            ),
        ]
        indexes = [models.Index(fields=["programme", "owner"], name="engagements_hindrance_owner")]
