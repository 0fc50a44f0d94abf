"""What a school asks for."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from linkage.areas.models import Area
from linkage.database.constraints import TenantForeignKey, tenant_constraints
from linkage.directory.enums import Way
from linkage.directory.models import Entry
from linkage.kernel.errors import Refused
from linkage.organisations.models import Organisation
from linkage.people.models import Person
from linkage.practice.models import Practice
from linkage.programmes.models import OwnedByProgramme
from linkage.support_requests import enums


class UnableToMoveRequest(Refused):
    """Somebody else was quicker: the request is no longer where this could be done."""


class SupportRequestQuerySet(models.QuerySet["SupportRequest"]):
    """Requests as several reads want them."""

    def whole(self) -> "SupportRequestQuerySet":
        """With the school and the people, so that a page asks once."""
        related = self.select_related("programme", "organisation", "asked_by", "contact", "owner", "wanted_entry")
        # Since when the school has a question to answer, as every list tells for whom a request waits.
        waiting = Question.objects.open().filter(support_request=models.OuterRef("pk"))
        return related.annotate(school_asked_at=models.Subquery(waiting.values("asked_at")[:1]))

    def open(self) -> "SupportRequestQuerySet":
        """Those somebody still works on."""
        return self.filter(status__in=enums.OPEN)


class SupportRequest(OwnedByProgramme):
    """A school's need in its own words, with an owner, a clock and a status.

    The six fields: school, need (words or areas), what would help, when, who it is for, consent. `waited_days` are
    the working days the clock has stood still for the school.
    """

    status = models.CharField(
        max_length=20, choices=enums.RequestStatus, default=enums.RequestStatus.DRAFT, db_index=True
    )
    # R-0412: counted within the programme, given at submission.
    number = models.PositiveIntegerField(null=True, blank=True)
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    asked_by = TenantForeignKey(Person, related_name="+")
    # The person at the school for whom an officer asks; empty when the asker asks for themselves.
    contact = TenantForeignKey(Person, null=True, blank=True, related_name="+")
    # What was typed about the contact while it is not whole: of a draft only, and only until somebody is named.
    contact_name = models.CharField(max_length=120, blank=True, default="", db_default="")
    contact_email = models.CharField(max_length=254, blank=True, default="", db_default="")
    contact_job_title = models.CharField(max_length=80, blank=True, default="", db_default="")
    route = models.CharField(max_length=12, choices=enums.Route, default=enums.Route.WEB)
    # The entry the asker began from ("ask for this person"); a wish, which the programme weighs with everything else.
    wanted_entry = TenantForeignKey(Entry, null=True, blank=True, related_name="+")
    # The further ones of a shortlist that was asked about as a whole, by key: one that is gone is wished for no more.
    also_wanted = ArrayField(models.UUIDField(), default=list, db_default=[], blank=True)
    # What a school does well that the asker would like to see; its owner is wished for where they are listed.
    wanted_practice = TenantForeignKey(
        Practice, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    words = models.TextField(blank=True)
    title = models.CharField(max_length=100, blank=True)
    ways = ArrayField(models.CharField(max_length=20, choices=Way), default=list, blank=True)
    window = models.CharField(max_length=20, choices=enums.Window, blank=True)
    window_note = models.CharField(max_length=200, blank=True)
    # Why it cannot wait, in the school's words; what says nothing here is not urgent.
    urgent_reason = models.CharField(max_length=200, blank=True, default="", db_default="")
    who_for = models.CharField(max_length=200, blank=True)
    is_name_hidden = models.BooleanField(default=False)
    has_consent = models.BooleanField(default=False)
    # The words that were agreed to, and which of the programme's versions they were.
    consent_text = models.TextField(blank=True, default="", db_default="")
    consent_version = models.PositiveSmallIntegerField(null=True, blank=True)
    # What a school may add and need not.
    evidence = models.TextField(blank=True, default="", db_default="")
    outcomes = models.TextField(blank=True, default="", db_default="")
    measures = models.TextField(blank=True, default="", db_default="")
    key_stages = ArrayField(
        models.CharField(max_length=12, choices=enums.KeyStage), default=list, db_default=[], blank=True
    )
    days_imagined = models.PositiveSmallIntegerField(null=True, blank=True)
    budget = models.CharField(max_length=10, choices=enums.Budget, blank=True, default="", db_default="")
    travel_miles = models.PositiveSmallIntegerField(null=True, blank=True)
    is_online_ok = models.BooleanField(null=True, blank=True)
    prompted_by = models.CharField(max_length=15, choices=enums.PromptedBy, blank=True, default="", db_default="")
    # So many people may say yes; then the others are asked no more.
    people_wanted = models.PositiveSmallIntegerField(default=1, db_default=1)
    from_different_schools = models.BooleanField(default=False, db_default=False)
    owner = TenantForeignKey(Person, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    routed_at = models.DateTimeField(null=True, blank=True)
    introduced_at = models.DateTimeField(null=True, blank=True)
    # From when the introduction can no longer be taken back.
    stands_at = models.DateTimeField(null=True, blank=True)
    # When it was pointed to something; empty again once that did not help.
    signposted_at = models.DateTimeField(null=True, blank=True)
    # When it was helped in another way: support is bought, or it joins something; empty again once that is given up.
    helped_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    waiting_since = models.DateTimeField(null=True, blank=True)
    waited_days = models.PositiveSmallIntegerField(default=0)
    closing_reason = models.CharField(max_length=200, blank=True)
    # Why nobody could help, as it is counted; empty again as soon as something else comes of it.
    unmet_reason = models.CharField(max_length=15, choices=enums.UnmetReason, blank=True, default="", db_default="")
    # What the school joined instead, its name and first day, and a line of the programme's to the school.
    joined_kind = models.CharField(max_length=10, choices=enums.JoinedKind, blank=True, default="", db_default="")
    joined_name = models.CharField(max_length=120, blank=True, default="", db_default="")
    joined_on = models.DateField(null=True, blank=True)
    joined_note = models.CharField(max_length=300, blank=True, default="", db_default="")
    # When the other coordinators were told, once, that a step of it is late.
    late_told_at = models.DateTimeField(null=True, blank=True)

    objects = SupportRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            *tenant_constraints(
                "support_requests_request", "asked_by", "contact", "owner", "wanted_entry", "wanted_practice"
            ),
            models.UniqueConstraint(fields=["programme", "number"], name="support_requests_request_number"),
            models.CheckConstraint(
                condition=models.Q(status__in=[enums.RequestStatus.DRAFT, enums.RequestStatus.WITHDRAWN])
                | models.Q(
                    organisation__isnull=False, has_consent=True, submitted_at__isnull=False, number__isnull=False
                ),
                name="support_requests_request_whole",
            ),
        ]
        indexes = [models.Index(fields=["programme", "status"], name="support_requests_status")]

    @property
    def reference(self) -> str:
        """What people call it: "R-0412"; empty for a draft."""
        return f"R-{self.number:04d}" if self.number else ""

    @property
    def state(self) -> enums.RequestStatus:
        """Where it has got to, with its words."""
        return enums.RequestStatus(self.status)

    @property
    def is_open(self) -> bool:
        """Whether somebody still works on it."""
        return self.state in enums.OPEN

    @property
    def awaits_help(self) -> bool:
        """Whether something may still come of it: support is bought, or its school is pointed to something."""
        return self.state in enums.AWAITS_HELP

    @property
    def awaits_more(self) -> bool:
        """Whether another app may show its next step: it is chosen for, or waits for its school without a question."""
        if self.state == enums.RequestStatus.WAITING_FOR_SCHOOL:
            return getattr(self, "school_asked_at", None) is None
        return self.state in (enums.RequestStatus.MATCHING, enums.RequestStatus.APPROACHING)

    @property
    def is_urgent(self) -> bool:
        """Whether the school says that it cannot wait."""
        return bool(self.urgent_reason)

    @property
    def has_contact_apart(self) -> bool:
        """Whether somebody asks for a school that is not theirs, so that a person there has to be named."""
        return self.route in (enums.Route.ON_BEHALF, enums.Route.EMAIL)

    def move_to(self, status: enums.RequestStatus) -> None:
        """Set where it has got to (the caller saves); raises UnableToMoveRequest for a move not in the table.

        Why nobody could help holds until something else comes of it, and what came of it until somebody chooses again.
        """
        if status not in enums.REQUEST_MOVES[self.state]:
            raise UnableToMoveRequest(f"The request is now “{self.state.label}”, so this cannot be done any more")
        self.status = status
        if status not in enums.ENDED:
            self.closing_reason = self.unmet_reason = ""
        if status == enums.RequestStatus.MATCHING:
            self._come_to_nothing()

    def _come_to_nothing(self) -> None:
        self.introduced_at = self.stands_at = self.signposted_at = self.helped_at = self.joined_on = None
        self.joined_kind = self.joined_name = self.joined_note = ""

    def hold(self) -> None:
        """Lock its row until the transaction ends, and read it afresh: of two people at once the second sees."""
        self.refresh_from_db(from_queryset=SupportRequest.objects.select_for_update())


class RequestArea(OwnedByProgramme):
    """An area a request is about; the asker ticked it."""

    support_request = TenantForeignKey(SupportRequest, on_delete=models.CASCADE, related_name="request_areas")
    area = TenantForeignKey(Area, related_name="+")

    class Meta:
        constraints = [
            *tenant_constraints("support_requests_area", "support_request", "area"),
            models.UniqueConstraint(fields=["programme", "support_request", "area"], name="support_requests_area_once"),
        ]


class AvoidedSchool(OwnedByProgramme):
    """A school the asker wants left out; only the asker can change it."""

    support_request = TenantForeignKey(SupportRequest, on_delete=models.CASCADE, related_name="avoided")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            *tenant_constraints("support_requests_avoided", "support_request"),
            models.UniqueConstraint(
                fields=["programme", "support_request", "organisation"], name="support_requests_avoided_once"
            ),
        ]


class QuestionQuerySet(models.QuerySet["Question"]):
    """Questions as several reads want them."""

    def open(self) -> "QuestionQuerySet":
        """Those that still wait for an answer."""
        return self.filter(answered_at=None, ended_at=None)


class Question(OwnedByProgramme):
    """What the programme asked the school about its request; the clock stands still until it is answered.

    A question whose request went on without the answer has ended, and nobody is asked for it any more.
    """

    support_request = TenantForeignKey(SupportRequest, on_delete=models.CASCADE, related_name="questions")
    words = models.TextField()
    asked_by = TenantForeignKey(Person, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = TenantForeignKey(Person, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    # How many times the school was reminded of it.
    reminded = models.PositiveSmallIntegerField(default=0, db_default=0)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        constraints = [
            *tenant_constraints("support_requests_question", "support_request", "asked_by", "answered_by"),
            models.UniqueConstraint(
                fields=["programme", "support_request"],
                condition=models.Q(answered_at__isnull=True, ended_at__isnull=True),
                name="support_requests_question_waits_once",
            ),
        ]
