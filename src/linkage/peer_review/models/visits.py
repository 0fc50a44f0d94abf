"""A visit of a round, and each person's part in it."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import models
from django.urls import reverse

from linkage.database.constraints import TenantForeignKey, tenant_constraints
from linkage.kernel.errors import Refused
from linkage.organisations.models import Organisation
from linkage.peer_review import enums
from linkage.peer_review.models.rounds import Organiser, Round
from linkage.people.models import Person
from linkage.programmes.models import OwnedByProgramme

if TYPE_CHECKING:
    from linkage.peer_review.models.reports import ReportVersion


class UnableToMoveVisit(Refused):
    """Somebody else was quicker: the visit is no longer where this could be done."""


class VisitQuerySet(models.QuerySet["Visit"]):
    """Visits as several reads want them."""

    def whole(self) -> "VisitQuerySet":
        """With the round, the host and who comes, so that a page asks a few times however many they are."""
        goes = Visiting.objects.select_related("person", "organisation").order_by("organisation__name", "pk")
        organisers = models.Prefetch("round__organisers", queryset=Organiser.objects.select_related("person"))
        related = self.select_related("round__programme", "host")
        return related.prefetch_related(models.Prefetch("visitings", queryset=goes), organisers, "round__schools")

    def standing(self) -> "VisitQuerySet":
        """Those that are not cancelled."""
        return self.exclude(status=enums.VisitStatus.CANCELLED)


class Visit(OwnedByProgramme):
    """A school is visited in a week; the host chooses the day. It is one event in a calendar for ever."""

    round = TenantForeignKey(Round, on_delete=models.CASCADE, related_name="visits")
    host = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=9, choices=enums.VisitStatus, default=enums.VisitStatus.PLANNED)
    # The Monday of its week; the day itself once the host has chosen it.
    week_on = models.DateField()
    visits_on = models.DateField(null=True, blank=True)
    # Counted up with each change, so that a calendar takes the newest.
    sequence = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    moved_from_on = models.DateField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    # Beside its focus: what visitors should ask, in the host's words.
    questions = models.CharField(max_length=600, blank=True, db_default="")
    briefed_at = models.DateTimeField(null=True, blank=True)
    # Since when the next step of its report waits for whoever it waits for, and how often they were reminded.
    waits_since = models.DateTimeField(null=True, blank=True)
    reminders = models.PositiveSmallIntegerField(default=0, db_default=0)
    agreed_at = models.DateTimeField(null=True, blank=True)

    objects = VisitQuerySet.as_manager()

    class Meta:
        constraints = [
            *tenant_constraints("peer_review_visit", "round"),
            models.UniqueConstraint(
                fields=["programme", "round", "host"],
                condition=~models.Q(status=enums.VisitStatus.CANCELLED),
                name="peer_review_visit_one_a_host",
            ),
        ]
        indexes = [models.Index(fields=["programme", "week_on"], name="peer_review_visit_week")]

    @property
    def state(self) -> enums.VisitStatus:
        """Where it has got to, with its words."""
        return enums.VisitStatus(self.status)

    @property
    def is_cancelled(self) -> bool:
        """Whether it is not."""
        return self.state == enums.VisitStatus.CANCELLED

    @property
    def path(self) -> str:
        """The address of its page; read with `whole`."""
        return reverse("peer_review:visit", args=[self.round.programme.slug, self.pk])

    @property
    def starts_on(self) -> date:
        """The day, or while it is not chosen the Monday of the week."""
        return self.visits_on or self.week_on

    @property
    def going(self) -> list["Visiting"]:
        """Who goes, as far as anybody knows, by the names of their schools; read with `whole`."""
        return [each for each in self.visitings.all() if each.status in enums.GOES]

    @property
    def writer(self) -> "Visiting | None":
        """Who writes the report; read with `whole`."""
        return next((each for each in self.going if each.is_writer), None)

    @property
    def newest_report(self) -> "ReportVersion | None":
        """The newest version of its report, a draft too; None before the first."""
        return self.versions.order_by("-number").first()

    @property
    def lead(self) -> "Visiting | None":
        """Who leads the visit, where the round asks for a lead; read with `whole`."""
        return next((each for each in self.going if each.is_lead), None)

    def hold(self) -> None:
        """Lock the round and this row until the transaction ends, and read both afresh; read with `whole`."""
        self.round.hold()
        held = self.round
        self.refresh_from_db(from_queryset=Visit.objects.select_related("host").select_for_update(of=("self",)))
        self.round = held
        goes = Visiting.objects.select_related("person", "organisation").order_by("organisation__name", "pk")
        models.prefetch_related_objects([self], models.Prefetch("visitings", queryset=goes))

    def wait(self, status: enums.VisitStatus, at: datetime) -> None:
        """Move on to the next step of its report, which waits from now; the caller saves. Raises UnableToMoveVisit."""
        self.move_to(status)
        self.waits_since, self.reminders = at, 0

    def cancel(self, at: datetime) -> None:
        """Take it out of diaries, counted up for calendars; the caller saves. Raises UnableToMoveVisit."""
        self.move_to(enums.VisitStatus.CANCELLED)
        self.cancelled_at = self.changed_at = at
        self.sequence += 1

    def move_to(self, status: enums.VisitStatus) -> None:
        """Set where it has got to (the caller saves); raises UnableToMoveVisit for a move that is not in the table."""
        if status not in enums.VISIT_MOVES[self.state]:
            raise UnableToMoveVisit(f"This visit is now “{self.state.label}”, so it cannot be done any more")
        self.status = status


class Visiting(OwnedByProgramme):
    """Somebody goes to a visit for their school; whoever leads it, and whoever writes the report, is one of them."""

    visit = TenantForeignKey(Visit, on_delete=models.CASCADE, related_name="visitings")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = TenantForeignKey(Person, related_name="+")
    is_writer = models.BooleanField(default=False)
    is_lead = models.BooleanField(default=False, db_default=False)
    status = models.CharField(max_length=10, choices=enums.VisitingStatus, default=enums.VisitingStatus.ASKED)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            *tenant_constraints("peer_review_visiting", "visit", "person"),
            models.UniqueConstraint(
                fields=["programme", "visit", "organisation"],
                condition=models.Q(status__in=enums.GOES),
                name="peer_review_visiting_once",
            ),
        ]

    @property
    def goes(self) -> bool:
        """Whether they go, as far as anybody knows."""
        return self.status in enums.GOES
