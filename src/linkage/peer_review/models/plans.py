"""Plans of a round, and what its organisers know better."""

from typing import Any

from django.db import models

from linkage.database.constraints import TenantForeignKey, tenant_constraints
from linkage.organisations.models import Organisation
from linkage.peer_review import enums
from linkage.peer_review.models.rounds import Round
from linkage.people.models import Person
from linkage.programmes.models import OwnedByProgramme


class RotaRuling(OwnedByProgramme):
    """That a visitor is kept for a host or ruled out, or that a host is visited in one week.

    It belongs to the round and holds in every plan of it (ADR 15).
    """

    round = TenantForeignKey(Round, on_delete=models.CASCADE, related_name="rulings")
    host = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    visitor = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    says = models.CharField(max_length=8, choices=enums.Says)
    week_on = models.DateField(null=True, blank=True)
    ruled_by = TenantForeignKey(Person, related_name="+")
    ruled_at = models.DateTimeField()

    class Meta:
        constraints = [
            *tenant_constraints("peer_review_rotaruling", "round", "ruled_by"),
            models.UniqueConstraint(
                fields=["programme", "round", "host", "visitor"],
                nulls_distinct=False,
                name="peer_review_rotaruling_once",
            ),
            models.CheckConstraint(
                condition=models.Q(says=enums.Says.WEEK, week_on__isnull=False, visitor__isnull=True)
                | (~models.Q(says=enums.Says.WEEK) & models.Q(week_on__isnull=True, visitor__isnull=False)),
                name="peer_review_rotaruling_whole",
            ),
        ]


class RotaPlan(OwnedByProgramme):
    """The round planned once: what went in, what came out, and how good it is; none of it is ever changed.

    Everything is kept by key, and nobody is named; the sentences of what is impossible name schools.
    `outcome` is `rules.planning.written`, `costs` what each rule costs in
    kilometres by its code. Where no plan keeps all rules, `outcome` says which are in the way. `cost` and `bound` are
    weighed kilometres: none can cost less than `bound`.
    """

    round = TenantForeignKey(Round, on_delete=models.CASCADE, related_name="plans")
    # Counted within the round: of two plans the later has the higher, and two people at once never the same.
    number = models.PositiveIntegerField()
    planned_by = TenantForeignKey(Person, null=True, blank=True, related_name="+")
    planned_at = models.DateTimeField()
    cause = models.CharField(max_length=9, choices=enums.Cause)
    rulings = models.JSONField()
    settings = models.JSONField()
    input_hash = models.CharField(max_length=64)
    code_version = models.CharField(max_length=40)
    outcome = models.JSONField()
    costs = models.JSONField(default=dict)
    cost = models.FloatField(null=True, blank=True)
    bound = models.FloatField(null=True, blank=True)
    is_proven = models.BooleanField(default=False)
    seconds = models.FloatField()
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = TenantForeignKey(Person, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            *tenant_constraints("peer_review_rotaplan", "round", "planned_by", "published_by"),
            models.UniqueConstraint(fields=["programme", "round", "number"], name="peer_review_rotaplan_number"),
        ]

    @property
    def is_possible(self) -> bool:
        """Whether there is a rota that keeps all rules."""
        return "visits" in self.outcome

    @property
    def visits(self) -> list[dict[str, Any]]:
        """Who visits whom, by key and in the order of weeks; empty where no rota is possible."""
        found: list[dict[str, Any]] = self.outcome.get("visits", [])
        return found

    @property
    def changed(self) -> set[str]:
        """The schools whose visits are others than in the plan before."""
        return set(self.outcome.get("changed", ()))
