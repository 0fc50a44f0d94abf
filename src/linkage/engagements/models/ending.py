"""Ending well: whether the plan for afterwards holds, what each side says of the work, and the letter of thanks."""

from django.db import models
from django.db.models import Q

from linkage.database.constraints import TenantForeignKey, tenant_constraints
from linkage.engagements import enums
from linkage.engagements.models.engagements import Engagement
from linkage.engagements.models.impact import ImpactPulse
from linkage.engagements.models.plans import Review
from linkage.links.enums import Side
from linkage.people.models import Person
from linkage.programmes.models import OwnedByProgramme


class CarryOnCheck(OwnedByProgramme):
    """Whether who carries on still holds, as one side says it: at the look half-way, or a while after the end."""

    engagement = TenantForeignKey(Engagement, on_delete=models.CASCADE, related_name="carry_on_checks")
    review = TenantForeignKey(Review, on_delete=models.CASCADE, null=True, blank=True, related_name="carry_on_checks")
    pulse = TenantForeignKey(
        ImpactPulse, on_delete=models.CASCADE, null=True, blank=True, related_name="carry_on_checks"
    )
    side = models.CharField(max_length=6, choices=Side)
    # Who carried on, as it was written when the side was asked: the plan can be written anew afterwards.
    plan = models.TextField(blank=True, default="", db_default="")
    holds = models.CharField(max_length=6, choices=enums.Holds)
    note = models.CharField(max_length=300, blank=True)
    said_by = TenantForeignKey(Person, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            *tenant_constraints("engagements_carryoncheck", "engagement", "review", "pulse", "said_by"),
            models.UniqueConstraint(fields=["programme", "review", "side"], name="engagements_carryoncheck_review"),
            models.UniqueConstraint(fields=["programme", "pulse"], name="engagements_carryoncheck_pulse"),
            models.CheckConstraint(
                condition=Q(review__isnull=False, pulse=None) | Q(review=None, pulse__isnull=False),
                name="engagements_carryoncheck_when",
            ),
        ]


class Feedback(OwnedByProgramme):
    """How it was for somebody who took part: read by their own side, and by the other once its writer shows it.

    It is about the work and never about a person.
    """

    engagement = TenantForeignKey(Engagement, on_delete=models.CASCADE, related_name="feedbacks")
    side = models.CharField(max_length=6, choices=Side)
    helped = models.CharField(max_length=600)
    more = models.CharField(max_length=600, blank=True)
    again = models.CharField(max_length=8, choices=enums.Again)
    written_by = TenantForeignKey(Person, related_name="+")
    written_at = models.DateTimeField()
    shared_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = tenant_constraints("engagements_feedback", "engagement", "written_by")


class ThanksLetter(OwnedByProgramme):
    """What the school that was helped wrote to whoever gave the days, and to their head."""

    engagement = TenantForeignKey(Engagement, on_delete=models.CASCADE, related_name="thanks")
    text = models.TextField()
    written_by = TenantForeignKey(Person, related_name="+")
    # As the letter is signed: a name can change, and a letter does not.
    signed_name = models.CharField(max_length=120)
    signed_for = models.CharField(max_length=200)
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [
            *tenant_constraints("engagements_thanksletter", "engagement", "written_by"),
            models.UniqueConstraint(fields=["programme", "engagement"], name="engagements_thanksletter_once"),
        ]
