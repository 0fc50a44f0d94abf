"""Visits: booked, written up in two minutes, agreed by the host; and the home school's word about who comes."""

from django.db import models
from django.urls import reverse

from linkage.database.constraints import TenantForeignKey, tenant_constraints
from linkage.engagements import enums
from linkage.engagements.models.engagements import Engagement, taking_part
from linkage.kernel.errors import Refused
from linkage.people.models import Person
from linkage.programmes.models import OwnedByProgramme


class UnableToMoveVisit(Refused):
    """Somebody else was quicker: the visit is no longer where this could be done."""


class VisitQuerySet(models.QuerySet["Visit"]):
    """Visits as several reads want them."""

    def that_count(self) -> "VisitQuerySet":
        """Those that use time or will: without what was cancelled in time."""
        return self.exclude(status=enums.VisitStatus.CANCELLED, counts_as_given=False)

    def whole(self) -> "VisitQuerySet":
        """With whoever comes, both schools and everybody who takes part, so that a page asks twice."""
        return self.select_related(
            "visitor",
            "agreed_by",
            "engagement__programme",
            "engagement__client_organisation",
            "engagement__home_organisation",
        ).prefetch_related(taking_part("engagement__participants"))


class Visit(OwnedByProgramme):
    """Somebody of the home school works at the client school for a day, a morning or an afternoon.

    The note (`done`, `so_far`, `next_step`) is a draft of its writer's alone until it is sent (`written_at`).
    """

    engagement = TenantForeignKey(Engagement, on_delete=models.CASCADE, related_name="visits")
    visitor = TenantForeignKey(Person, related_name="+")
    status = models.CharField(max_length=10, choices=enums.VisitStatus, default=enums.VisitStatus.PLANNED)
    visits_on = models.DateField()
    half_days = models.PositiveSmallIntegerField(default=2)
    # Which half of the day, where it is half a day.
    is_afternoon = models.BooleanField(default=False, db_default=False)
    about = models.CharField(max_length=120)
    done = models.CharField(max_length=600, blank=True)
    so_far = models.CharField(max_length=600, blank=True)
    next_step = models.CharField(max_length=600, blank=True)
    booked_by = TenantForeignKey(Person, related_name="+")
    booked_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    written_at = models.DateTimeField(null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = TenantForeignKey(Person, null=True, blank=True, related_name="+")
    # What the host would have put otherwise, when the note was sent back.
    sent_back = models.CharField(max_length=300, blank=True)
    cancel_reason = models.CharField(max_length=200, blank=True)
    # The school that is helped cancelled it too late: its time is used all the same. The visitor's day is free again.
    counts_as_given = models.BooleanField(default=False, db_default=False)
    # Counted up with each change, so that a calendar takes the newest.
    sequence = models.PositiveSmallIntegerField(default=0)

    objects = VisitQuerySet.as_manager()

    class Meta:
        constraints = [
            *tenant_constraints("engagements_visit", "engagement", "visitor", "booked_by", "agreed_by"),
            models.CheckConstraint(
                condition=models.Q(half_days__gte=1, half_days__lte=2), name="engagements_visit_half_days"
            ),
            models.UniqueConstraint(
                fields=["programme", "visitor", "visits_on"],
                condition=~models.Q(status=enums.VisitStatus.CANCELLED),
                name="engagements_visit_once_a_day",
            ),
        ]
        indexes = [models.Index(fields=["programme", "visitor", "visits_on"], name="engagements_visit_when")]

    @property
    def state(self) -> enums.VisitStatus:
        """Where it has got to, with its words."""
        return enums.VisitStatus(self.status)

    @property
    def is_lost(self) -> bool:
        """Whether it is not, and its time is not used either."""
        return self.state == enums.VisitStatus.CANCELLED and not self.counts_as_given

    @property
    def path(self) -> str:
        """The address of its page; read with `whole`."""
        return reverse("engagements:visit", args=[self.engagement.programme.slug, self.engagement_id, self.pk])

    def hold(self) -> None:
        """Lock its engagement and its row until the transaction ends, and read both afresh; read with `whole`."""
        engagement = self.engagement
        engagement.hold()
        rows = Visit.objects.select_related("visitor", "agreed_by").select_for_update(of=("self",))
        self.refresh_from_db(from_queryset=rows)
        self.engagement = engagement

    def move_to(self, status: enums.VisitStatus) -> None:
        """Set where it has got to (the caller saves); raises UnableToMoveVisit for a move that is not in the table."""
        if status not in enums.VISIT_MOVES[self.state]:
            raise UnableToMoveVisit(f"This visit is now “{self.state.label}”, so it cannot be done any more")
        self.status = status


class Assurance(OwnedByProgramme):
    """The home school says that its checks on one of its staff are in order, for these visits and no others.

    Who said it, when and of whom: never a certificate, its number or its date.
    """

    engagement = TenantForeignKey(Engagement, on_delete=models.CASCADE, related_name="assurances")
    person = TenantForeignKey(Person, related_name="+")
    said_by = TenantForeignKey(Person, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            *tenant_constraints("engagements_assurance", "engagement", "person", "said_by"),
            models.UniqueConstraint(fields=["programme", "engagement", "person"], name="engagements_assurance_once"),
        ]
