"""What should change, what is done for it, and how each side sees it."""

from django.db import models

from linkage.database.constraints import TenantForeignKey, tenant_constraints
from linkage.engagements import enums
from linkage.engagements.models.engagements import Engagement
from linkage.links.enums import Side
from linkage.people.models import Person
from linkage.programmes.models import OwnedByProgramme


class Objective(OwnedByProgramme):
    """What should change: how it is measured, where it stood, where it should stand, where it stands now."""

    engagement = TenantForeignKey(Engagement, on_delete=models.CASCADE, related_name="objectives")
    place = models.PositiveSmallIntegerField()
    # Which area of the request it is about, by its code, where that is about several.
    area = models.SlugField(max_length=40, blank=True, default="", db_default="", db_index=False)
    text = models.CharField(max_length=200)
    measure = models.CharField(max_length=200, blank=True)
    baseline = models.CharField(max_length=120, blank=True)
    target = models.CharField(max_length=120, blank=True)
    standing = models.CharField(max_length=120, blank=True)
    due_on = models.DateField(null=True, blank=True)
    client_owner = TenantForeignKey(Person, null=True, blank=True, related_name="+")
    home_owner = TenantForeignKey(Person, null=True, blank=True, related_name="+")
    # Who looked after it and takes part no more, where it fell to whoever leads.
    taken_over_from = models.CharField(max_length=120, blank=True, default="", db_default="")
    # What was rated stays readable, so it is taken off and not deleted.
    dropped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            *tenant_constraints("engagements_objective", "engagement", "client_owner", "home_owner"),
            models.UniqueConstraint(fields=["programme", "engagement", "place"], name="engagements_objective_place"),
        ]

    @property
    def doing(self) -> list["PlanAction"]:
        """What is done for it; read with `queries.objectives`."""
        return list(self.actions.all())


class PlanAction(OwnedByProgramme):
    """One thing somebody does for an objective, by a day."""

    objective = TenantForeignKey(Objective, on_delete=models.CASCADE, related_name="actions")
    text = models.CharField(max_length=200)
    owner = TenantForeignKey(Person, related_name="+")
    # Whose it was, where they take part no more and it fell to whoever leads.
    taken_over_from = models.CharField(max_length=120, blank=True, default="", db_default="")
    due_on = models.DateField()
    added_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = tenant_constraints("engagements_planaction", "objective", "owner")
        indexes = [models.Index(fields=["programme", "owner"], name="engagements_action_owner")]


class Review(OwnedByProgramme):
    """A day on which both sides say how each objective stands. The half-way one is set by itself."""

    engagement = TenantForeignKey(Engagement, on_delete=models.CASCADE, related_name="reviews")
    due_on = models.DateField()
    is_half_way = models.BooleanField(default=False)
    next_steps = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            *tenant_constraints("engagements_review", "engagement"),
            models.UniqueConstraint(
                fields=["programme", "engagement"],
                condition=models.Q(closed_at=None),
                name="engagements_review_one_open",
            ),
        ]


class Rating(OwnedByProgramme):
    """How one side says an objective stands."""

    review = TenantForeignKey(Review, on_delete=models.CASCADE, related_name="ratings")
    objective = TenantForeignKey(Objective, on_delete=models.CASCADE, related_name="ratings")
    side = models.CharField(max_length=6, choices=Side)
    colour = models.CharField(max_length=6, choices=enums.Colour)
    note = models.CharField(max_length=300, blank=True)
    rated_by = TenantForeignKey(Person, related_name="+")
    rated_at = models.DateTimeField()

    class Meta:
        constraints = [
            *tenant_constraints("engagements_rating", "review", "objective", "rated_by"),
            models.UniqueConstraint(
                fields=["programme", "review", "objective", "side"], name="engagements_rating_once"
            ),
        ]
