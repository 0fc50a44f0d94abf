"""A round of visits: its rules and dates, who runs it, and what each school answered."""

from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse

from linkage.database.constraints import TenantForeignKey, tenant_constraints
from linkage.kernel.errors import Refused
from linkage.organisations.models import Organisation, SchoolGroup
from linkage.peer_review import enums
from linkage.people.models import Person
from linkage.programmes.models import OwnedByProgramme


class UnableToMoveRound(Refused):
    """Somebody else was quicker: the round is no longer where this could be done."""


class RoundQuerySet(models.QuerySet["Round"]):
    """Rounds as several reads want them."""

    def whole(self) -> "RoundQuerySet":
        """With the programme and who runs each, so that a page asks twice."""
        runs = models.Prefetch("organisers", queryset=Organiser.objects.select_related("person").order_by("added_at"))
        return self.select_related("programme", "group").prefetch_related(runs)


class Round(OwnedByProgramme):
    """Schools visit each other within some weeks, by rules that its organisers choose.

    Weeks are named by their Monday. `distance_limit_miles` is as the crow flies. `follows` is the round whose pairs do
    not meet again where `avoids_earlier`.
    """

    name = models.CharField(max_length=80)
    status = models.CharField(max_length=9, choices=enums.RoundStatus, default=enums.RoundStatus.DRAFT)
    preset = models.CharField(max_length=5, choices=enums.Preset, default=enums.Preset.PANEL)
    # Who goes, where it is not the heads: "Senior teaching assistants".
    strand = models.CharField(max_length=60, blank=True)
    group = TenantForeignKey(SchoolGroup, null=True, blank=True, related_name="+")
    visitors = models.PositiveSmallIntegerField(default=3)
    at_least = models.PositiveSmallIntegerField(default=2)
    at_most = models.PositiveSmallIntegerField(default=4)
    allows_mutual = models.BooleanField(default=False)
    other_trust = models.BooleanField(default=True)
    distance_limit_miles = models.PositiveSmallIntegerField(null=True, blank=True)
    mixes_phases = models.BooleanField(default=False)
    needs_writer = models.BooleanField(default=True)
    needs_lead = models.BooleanField(default=False, db_default=False)
    follows = TenantForeignKey("self", null=True, blank=True, related_name="followed_by")
    avoids_earlier = models.BooleanField(default=True)
    first_week_on = models.DateField()
    last_week_on = models.DateField()
    # Until when schools can answer.
    answers_by_on = models.DateField()
    created_by = TenantForeignKey(Person, related_name="+")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    solving_since = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    # When whoever runs the programme was told that nobody runs the round.
    vacancy_told_at = models.DateTimeField(null=True, blank=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        constraints = [
            *tenant_constraints("peer_review_round", "group", "follows", "created_by"),
            models.CheckConstraint(
                condition=models.Q(first_week_on__lte=models.F("last_week_on")), name="peer_review_round_weeks"
            ),
            models.CheckConstraint(
                condition=models.Q(at_least__lte=models.F("at_most")), name="peer_review_round_numbers"
            ),
            # A round is proposed once as the next of another.
            models.UniqueConstraint(
                fields=["programme", "follows"],
                condition=models.Q(follows__isnull=False),
                name="peer_review_round_one_next",
            ),
        ]
        indexes = [models.Index(fields=["programme", "status"], name="peer_review_round_status")]

    @property
    def state(self) -> enums.RoundStatus:
        """Where it has got to, with its words."""
        return enums.RoundStatus(self.status)

    @property
    def path(self) -> str:
        """The address of its page; read with `whole`."""
        return reverse("peer_review:round", args=[self.programme.slug, self.pk])

    @property
    def who_go(self) -> str:
        """Who goes to see other schools, in lower-case words: "heads"."""
        return self.strand[:1].lower() + self.strand[1:] if self.strand else "heads"

    @property
    def who_runs_it(self) -> list[str]:
        """The names of its organisers; read with `whole`."""
        return [each.person.name for each in self.organisers.all()]

    def is_run_by(self, person_id: object) -> bool:
        """Return whether this person is one of its organisers; read with `whole`."""
        return any(each.person_id == person_id for each in self.organisers.all())

    def hold(self) -> None:
        """Lock its row until the transaction ends, and read it afresh: of two people at once the second sees."""
        self.refresh_from_db(from_queryset=Round.objects.select_related("programme").select_for_update(of=("self",)))
        models.prefetch_related_objects([self], "organisers__person")

    def move_to(self, status: enums.RoundStatus) -> None:
        """Set where it has got to (the caller saves); raises UnableToMoveRound for a move that is not in the table."""
        if status not in enums.ROUND_MOVES[self.state]:
            raise UnableToMoveRound(f"This round is now “{self.state.label}”, so it cannot be done any more")
        self.status = status


class Organiser(OwnedByProgramme):
    """Somebody who runs a round; there may be several, so that it does not end with one."""

    round = TenantForeignKey(Round, on_delete=models.CASCADE, related_name="organisers")
    person = TenantForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            *tenant_constraints("peer_review_organiser", "round", "person"),
            models.UniqueConstraint(fields=["programme", "round", "person"], name="peer_review_organiser_once"),
        ]


class RoundSchoolQuerySet(models.QuerySet["RoundSchool"]):
    """Schools of a round as several reads want them."""

    def whole(self) -> "RoundSchoolQuerySet":
        """With the round, the school and who goes for it, so that a page asks twice."""
        organisers = models.Prefetch("round__organisers", queryset=Organiser.objects.select_related("person"))
        related = self.select_related("round__programme", "organisation", "person", "answered_by")
        return related.prefetch_related(organisers)

    def taking_part(self) -> "RoundSchoolQuerySet":
        """Those that said yes and are still in it."""
        return self.filter(answer=enums.Answer.YES)


class RoundSchool(OwnedByProgramme):
    """What a school answered to a round: whether it takes part, who goes for it, and what its visitors should know.

    `focus`, `who_joins` and `needs` are read by the school itself and by its visitors, and by nobody else. Weeks are
    Mondays. `asked` counts the askings: a link in a mail answers one of them.
    """

    round = TenantForeignKey(Round, on_delete=models.CASCADE, related_name="schools")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=4, choices=enums.Answer, default=enums.Answer.NONE)
    person = TenantForeignKey(Person, null=True, blank=True, related_name="+")
    focus = models.CharField(max_length=600, blank=True)
    area_codes = ArrayField(models.SlugField(max_length=40), default=list, blank=True)
    who_joins = models.CharField(max_length=200, blank=True)
    needs = models.CharField(max_length=300, blank=True)
    host_weeks = ArrayField(models.DateField(), default=list, blank=True)
    visit_weeks = ArrayField(models.DateField(), default=list, blank=True)
    can_write = models.BooleanField(default=True)
    can_lead = models.BooleanField(default=True, db_default=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = TenantForeignKey(Person, null=True, blank=True, related_name="+")
    left_at = models.DateTimeField(null=True, blank=True)

    objects = RoundSchoolQuerySet.as_manager()

    class Meta:
        constraints = [
            *tenant_constraints("peer_review_roundschool", "round", "person", "answered_by"),
            models.UniqueConstraint(fields=["programme", "round", "organisation"], name="peer_review_roundschool_once"),
            models.CheckConstraint(
                condition=~models.Q(answer=enums.Answer.YES) | models.Q(person__isnull=False),
                name="peer_review_roundschool_somebody_goes",
            ),
        ]

    @property
    def has_answered(self) -> bool:
        """Whether the school has said yes or no."""
        return self.answer != enums.Answer.NONE

    def hold(self) -> None:
        """Lock the round and this row until the transaction ends, and read both afresh; read with `whole`."""
        self.round.hold()
        held = self.round
        rows = RoundSchool.objects.select_related("organisation", "person").select_for_update(of=("self",))
        self.refresh_from_db(from_queryset=rows)
        self.round = held

    def note_answer(self, answer: enums.Answer, by: Person | None, at: datetime) -> None:
        """Note what was said, by whom and when; the caller saves."""
        self.answer, self.answered_by, self.answered_at = answer, by, at
