"""What it changed: each side is asked at the end and four times afterwards, and what it says is kept with its day."""

from datetime import date

from django.db import models

from linkage.database.constraints import TenantForeignKey, tenant_constraints
from linkage.engagements import enums
from linkage.engagements.models.engagements import Engagement, taking_part
from linkage.engagements.models.plans import Objective
from linkage.links.enums import Side
from linkage.people.models import Person
from linkage.programmes.models import OwnedByProgramme


class ImpactPulseQuerySet(models.QuerySet["ImpactPulse"]):
    """Questions as several reads want them."""

    def whole(self) -> "ImpactPulseQuerySet":
        """With both schools and everybody who takes part."""
        return self.select_related(
            "person",
            "engagement__programme",
            "engagement__client_organisation",
            "engagement__home_organisation",
            "engagement__begun_by",
        ).prefetch_related(taking_part("engagement__participants"))


class ImpactPulse(OwnedByProgramme):
    """One side is asked what it changed, so many `days` after the end, by one mail and a page to confirm.

    `person` is who was asked last. It can be answered until `lapses_on`, the day on which the next one is due; then no
    answer counts as no answer.
    """

    engagement = TenantForeignKey(Engagement, on_delete=models.CASCADE, related_name="pulses")
    side = models.CharField(max_length=6, choices=Side)
    days = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    lapses_on = models.DateField()
    person = TenantForeignKey(Person, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = TenantForeignKey(Person, null=True, blank=True, related_name="+")

    objects = ImpactPulseQuerySet.as_manager()

    class Meta:
        constraints = [
            *tenant_constraints("engagements_impactpulse", "engagement", "person", "answered_by"),
            models.UniqueConstraint(
                fields=["programme", "engagement", "side", "days"], name="engagements_impactpulse_once"
            ),
            models.CheckConstraint(
                condition=models.Q(lapses_on__gt=models.F("due_on")), name="engagements_impactpulse_in_order"
            ),
        ]
        indexes = [models.Index(fields=["programme", "due_on"], name="engagements_impactpulse_due")]

    def state_on(self, day: date) -> str:
        """What an action link answers: "asked" while it is due, "answered", or "over" once the next one is due."""
        if self.answered_at is not None:
            return "answered"
        return "asked" if self.due_on <= day < self.lapses_on else "over"

    def hold(self) -> None:
        """Lock its engagement and its row until the transaction ends, and read both afresh; read with `whole`."""
        engagement = self.engagement
        engagement.hold()
        self.refresh_from_db(from_queryset=ImpactPulse.objects.select_related("person").select_for_update(of=("self",)))
        self.engagement = engagement


class LevelAnswer(OwnedByProgramme):
    """What a side says of one level, and where it can be seen."""

    pulse = TenantForeignKey(ImpactPulse, on_delete=models.CASCADE, related_name="levels")
    level = models.CharField(max_length=8, choices=enums.Level)
    answer = models.CharField(max_length=9, choices=enums.Change)
    evidence = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            *tenant_constraints("engagements_levelanswer", "pulse"),
            models.UniqueConstraint(fields=["programme", "pulse", "level"], name="engagements_levelanswer_once"),
        ]


class AimReading(OwnedByProgramme):
    """Where an aim stands on that day, as one side says it: read beside where it stood, and where it should be."""

    pulse = TenantForeignKey(ImpactPulse, on_delete=models.CASCADE, related_name="readings")
    objective = TenantForeignKey(Objective, on_delete=models.CASCADE, related_name="readings")
    standing = models.CharField(max_length=120)

    class Meta:
        constraints = [
            *tenant_constraints("engagements_aimreading", "pulse", "objective"),
            models.UniqueConstraint(fields=["programme", "pulse", "objective"], name="engagements_aimreading_once"),
        ]
