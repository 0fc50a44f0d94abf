"""The round: what people said of it, and each plan that was made."""

from typing import Any

from django.db import models

from linkage.brokering import enums
from linkage.database.constraints import TenantForeignKey, tenant_constraints
from linkage.directory.models import Entry
from linkage.people.models import Person
from linkage.programmes.models import OwnedByProgramme
from linkage.support_requests.models import SupportRequest


class Ruling(OwnedByProgramme):
    """What a person knows better than the plan: that somebody is kept for a request, or ruled out for it.

    It holds for as long as the request is open, in every plan; who is ruled out is not offered for it elsewhere either.
    """

    support_request = TenantForeignKey(SupportRequest, on_delete=models.CASCADE, related_name="rulings")
    entry = TenantForeignKey(Entry, on_delete=models.CASCADE, related_name="+")
    says = models.CharField(max_length=10, choices=enums.Says)
    ruled_by = TenantForeignKey(Person, related_name="+")
    ruled_at = models.DateTimeField()

    class Meta:
        constraints = [
            *tenant_constraints("brokering_ruling", "support_request", "entry", "ruled_by"),
            models.UniqueConstraint(fields=["programme", "support_request", "entry"], name="brokering_ruling_once"),
        ]


class Plan(OwnedByProgramme):
    """All open requests planned together once: what went in, what came out, and the proof; none of it is ever changed.

    Everything is kept by key; no names. `levels` say how much each thing mattered. `rulings` are
    (request, entry, says) as they stood. `outcome` is `rules.planning.outcome`, `certificate` its prices. `gap` is how
    much cheaper a plan could still be, in parts of a point: nought proves that none is.
    """

    # Counted within the programme: of two plans the later has the higher, and two people at once never the same.
    number = models.PositiveIntegerField()
    planned_by = TenantForeignKey(Person, related_name="+")
    planned_at = models.DateTimeField()
    cause = models.CharField(max_length=12, choices=enums.Cause)
    # Whom the cause is about, for the causes that are about somebody.
    cause_request_id = models.UUIDField(null=True, blank=True)
    cause_entry_id = models.UUIDField(null=True, blank=True)
    levels = models.JSONField()
    rulings = models.JSONField()
    input_hash = models.CharField(max_length=64)
    code_version = models.CharField(max_length=40)
    outcome = models.JSONField()
    certificate = models.JSONField()
    gap = models.BigIntegerField()
    seconds = models.FloatField()
    approved_by = TenantForeignKey(Person, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    # The requests that were introduced by it, or whose people are asked.
    approved = models.JSONField(default=list)

    class Meta:
        constraints = [
            *tenant_constraints("brokering_plan", "planned_by", "approved_by"),
            models.UniqueConstraint(fields=["programme", "number"], name="brokering_plan_number"),
            models.CheckConstraint(condition=models.Q(gap__gte=0), name="brokering_plan_gap"),
        ]

    @property
    def rows(self) -> list[dict[str, Any]]:
        """What each request gets, in the order they came."""
        found: list[dict[str, Any]] = self.outcome["rows"]
        return found

    def hold(self) -> None:
        """Lock its row until the transaction ends, and read it afresh: of two people at once the second sees."""
        self.refresh_from_db(from_queryset=Plan.objects.select_for_update())
