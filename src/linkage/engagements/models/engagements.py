"""What two schools do together over time, and who takes part."""

from datetime import datetime
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from linkage.database.constraints import TenantForeignKey, tenant_constraints
from linkage.directory.models import Entry
from linkage.engagements import enums
from linkage.engagements.models.steps import StepList
from linkage.kernel.errors import Refused
from linkage.links.enums import Side
from linkage.links.models import Commission, Link
from linkage.organisations.models import Organisation
from linkage.people.models import Person
from linkage.programmes.models import OwnedByProgramme
from linkage.support_requests.models import SupportRequest


class UnableToMove(Refused):
    """Somebody else was quicker: it is no longer where this could be done."""


class EngagementQuerySet(models.QuerySet["Engagement"]):
    """Engagements as several reads want them."""

    def whole(self) -> "EngagementQuerySet":
        """With both schools and everybody who takes part, so that a page asks twice."""
        return self.select_related(
            "programme",
            "support_request__organisation",
            "support_request__owner",
            "commission__funding",
            "client_organisation",
            "home_organisation",
            "begun_by",
        ).prefetch_related(taking_part("participants"))


class Engagement(OwnedByProgramme):
    """Support over time: the client school is helped, the home school helps, and both own it.

    `half_days` are those agreed (three days and a half are 7; nought where nobody counts). It comes of a link, or of a
    commission. `carries_on` says who goes on with it at the client school when it has ended.
    """

    kind = models.CharField(max_length=12, choices=enums.Kind)
    status = models.CharField(
        max_length=12, choices=enums.EngagementStatus, default=enums.EngagementStatus.PREPARING, db_index=True
    )
    title = models.CharField(max_length=100)
    need = models.TextField()
    support_request = TenantForeignKey(SupportRequest, related_name="engagements")
    link = TenantForeignKey(Link, null=True, blank=True, related_name="engagements")
    commission = TenantForeignKey(Commission, null=True, blank=True, related_name="engagements")
    entry = TenantForeignKey(Entry, null=True, blank=True, related_name="+")
    client_organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    home_organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    half_days = models.PositiveSmallIntegerField(default=0)
    # Of learning from each other: whether only one of the two learns, as from a mentor.
    is_one_way = models.BooleanField(default=False, db_default=False)
    starts_on = models.DateField()
    ends_on = models.DateField()
    step_list = TenantForeignKey(StepList, related_name="+")
    begun_by = TenantForeignKey(Person, related_name="+")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    carries_on = models.TextField(blank=True)
    # The first required step that is not done, kept by `operations.settle`, so that a list need not look at all steps.
    next_code = models.SlugField(max_length=30, blank=True)
    next_title = models.CharField(max_length=100, blank=True)
    next_doer = models.CharField(max_length=10, choices=enums.Doer, blank=True)
    # What the client school wants whoever visits it to know; its own words, shown to visitors and in the letter.
    visitor_rules = models.CharField(max_length=600, blank=True, default="", db_default="")
    # Why it was paused or stopped, by which side, and from when that holds.
    halt_reason = models.CharField(max_length=300, blank=True)
    halt_side = models.CharField(max_length=6, choices=Side, blank=True)
    halt_on = models.DateField(null=True, blank=True)
    resume_on = models.DateField(null=True, blank=True)

    objects = EngagementQuerySet.as_manager()

    class Meta:
        constraints = [
            *tenant_constraints(
                "engagements_engagement", "support_request", "link", "commission", "entry", "step_list", "begun_by"
            ),
            models.UniqueConstraint(
                fields=["programme", "link"], condition=Q(status__in=enums.OPEN), name="engagements_engagement_link"
            ),
            models.UniqueConstraint(
                fields=["programme", "commission"],
                condition=Q(status__in=enums.OPEN),
                name="engagements_engagement_bought",
            ),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="engagements_engagement_in_order"),
            models.CheckConstraint(
                condition=Q(link__isnull=False) | Q(commission__isnull=False), name="engagements_engagement_whence"
            ),
        ]
        indexes = [
            models.Index(fields=["programme", "client_organisation"], name="engagements_client"),
            models.Index(fields=["programme", "home_organisation"], name="engagements_home"),
        ]

    @property
    def state(self) -> enums.EngagementStatus:
        """Where it has got to, with its words."""
        return enums.EngagementStatus(self.status)

    @property
    def is_changeable(self) -> bool:
        """Whether anything of it may be written or signed: not while it is paused, and not once it is over."""
        return self.state in (*enums.BEFORE_START, *enums.AT_WORK)

    @property
    def kind_words(self) -> str:
        """What the two schools do together, within a sentence."""
        return enums.together(self.kind, is_one_way=self.is_one_way).label.lower()

    @property
    def is_reciprocal(self) -> bool:
        """Whether both schools give and both learn."""
        return self.kind == enums.Kind.PEER and not self.is_one_way

    @property
    def path(self) -> str:
        """The address of its page; read with `whole`."""
        return reverse("engagements:engagement", args=[self.programme.slug, self.pk])

    def of_side(self, side: str) -> list["Participant"]:
        """Who takes part on one side, whoever leads first; read with `whole`."""
        return [each for each in self.participants.all() if each.side == side]

    @property
    def everybody(self) -> list["Participant"]:
        """Who takes part on either side; read with `whole`."""
        return list(self.participants.all())

    def lead(self, side: str) -> Person:
        """Who leads on one side; whoever began it where nobody of that side is left. Read with `whole`."""
        of_side = self.of_side(side)
        found: Person = of_side[0].person if of_side else self.begun_by
        return found

    def side_of(self, person_id: UUID | None) -> str:
        """On which side somebody takes part, "" for nobody of it; read with `whole`."""
        return next((each.side for each in self.participants.all() if each.person_id == person_id), "")

    def move_to(self, status: enums.EngagementStatus, at: datetime) -> None:
        """Set where it has got to (the caller saves); raises UnableToMove for a move that is not in the table."""
        if status not in enums.ENGAGEMENT_MOVES[self.state]:
            raise UnableToMove(f"This is now “{self.state.label}”, so it cannot be done any more")
        self.status = status
        self.changed_at = at

    def hold(self) -> None:
        """Lock its row until the transaction ends, and read it afresh: of two people at once the second sees."""
        self.refresh_from_db(from_queryset=Engagement.objects.whole().select_for_update(of=("self",)))
        # Refreshing forgets who was read as taking part; asked anew it would find those who have left too.
        models.prefetch_related_objects([self], taking_part("participants"))

    def refuse_unless(self, *states: enums.EngagementStatus) -> None:
        """Raise UnableToMove where it is in none of these states."""
        if self.state not in states:
            raise UnableToMove(f"This is now “{self.state.label}”, so it cannot be done any more")


class Participant(OwnedByProgramme):
    """Somebody who takes part for one of the two schools. One leads on each side; at home they give the days."""

    engagement = TenantForeignKey(Engagement, on_delete=models.CASCADE, related_name="participants")
    person = TenantForeignKey(Person, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=6, choices=Side)
    is_lead = models.BooleanField(default=False)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            *tenant_constraints("engagements_participant", "engagement", "person"),
            models.UniqueConstraint(
                fields=["programme", "engagement", "person"],
                condition=Q(left_at=None),
                name="engagements_participant_once",
            ),
            models.UniqueConstraint(
                fields=["programme", "engagement", "side"],
                condition=Q(left_at=None, is_lead=True),
                name="engagements_participant_one_lead",
            ),
        ]


def taking_part(name: str) -> "models.Prefetch[str, models.QuerySet[Participant]]":
    """Return how to read along who takes part, under this name: whoever leads first, and nobody who has left."""
    now = Participant.objects.filter(left_at=None).select_related("person", "organisation")
    return models.Prefetch(name, queryset=now.order_by("side", "-is_lead", "person__name", "pk"))
