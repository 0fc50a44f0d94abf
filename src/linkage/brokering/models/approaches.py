"""Asking somebody whether they can help: whom, in which order, what they said, and what they wanted to know first."""

from datetime import datetime

from django.db import models

from linkage.brokering import enums
from linkage.brokering.models.decisions import Decision
from linkage.database.constraints import TenantForeignKey, tenant_constraints
from linkage.directory.models import Entry
from linkage.links.models import Link
from linkage.people.models import Person
from linkage.programmes.models import OwnedByProgramme
from linkage.support_requests.models import SupportRequest


class ApproachQuerySet(models.QuerySet["Approach"]):
    """Approaches as several reads want them."""

    def whole(self) -> "ApproachQuerySet":
        """With the request, the entry and who chose, so that a page asks once."""
        return self.select_related(
            "programme",
            "support_request__organisation",
            "support_request__programme",
            "support_request__asked_by",
            "support_request__contact",
            "entry__person",
            "entry__organisation",
            "decision__decided_by",
        )


class Approach(OwnedByProgramme):
    """One entry asked, or prepared to be asked next, for one request.

    While it is out it holds the person's place in the ledger, by its own key; `link` is what came of a yes.
    """

    status = models.CharField(max_length=10, choices=enums.ApproachStatus, default=enums.ApproachStatus.PREPARED)
    support_request = TenantForeignKey(SupportRequest, related_name="approaches")
    entry = TenantForeignKey(Entry, related_name="+")
    decision = TenantForeignKey(Decision, related_name="approaches")
    # Who is asked first has the lowest; the prepared ones follow in this order.
    place = models.PositiveSmallIntegerField()
    # Their head should have agreed, is they themselves, and nobody was known who stands for the head.
    agrees_alone = models.BooleanField(default=False, db_default=False)
    prepared_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    link = TenantForeignKey(Link, null=True, blank=True, related_name="+")

    objects = ApproachQuerySet.as_manager()

    class Meta:
        constraints = [
            *tenant_constraints("brokering_approach", "support_request", "entry", "decision", "link"),
            models.UniqueConstraint(
                fields=["programme", "support_request", "entry"],
                condition=models.Q(status__in=enums.UNDER_WAY),
                name="brokering_approach_once",
            ),
        ]
        indexes = [models.Index(fields=["programme", "status"], name="brokering_approach_status")]

    @property
    def state(self) -> enums.ApproachStatus:
        """Where it has got to, with its words."""
        return enums.ApproachStatus(self.status)

    @property
    def is_out(self) -> bool:
        """Whether somebody is being asked now."""
        return self.state == enums.ApproachStatus.SENT

    def move_to(self, status: enums.ApproachStatus, at: datetime) -> None:
        """Set where it has got to (the caller saves); raises ValueError for a move that is not in the table."""
        if status not in enums.APPROACH_MOVES[self.state]:
            msg = f"an approach cannot go from {self.status} to {status}"
            raise ValueError(msg)
        self.status = status
        if status == enums.ApproachStatus.SENT:
            self.sent_at, self.ended_at = at, None
        else:
            self.ended_at = at

    def hold(self) -> None:
        """Lock its row until the transaction ends, and read where it is: of two at once the second sees."""
        kept = ["status", "sent_at", "ended_at", "link"]
        self.refresh_from_db(fields=kept, from_queryset=Approach.objects.select_for_update())


class AskedPerson(OwnedByProgramme):
    """One of those whose yes an approach needs, as their head or as the person, in the order of `number`.

    `counts_from` is when their own working days began: with the question, and anew when something they wanted to know
    was answered.
    """

    approach = TenantForeignKey(Approach, on_delete=models.CASCADE, related_name="asked")
    person = TenantForeignKey(Person, related_name="+")
    part = models.CharField(max_length=6, choices=enums.Part)
    number = models.PositiveSmallIntegerField()
    asked_at = models.DateTimeField(null=True, blank=True)
    counts_from = models.DateTimeField(null=True, blank=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    answered_at = models.DateTimeField(null=True, blank=True)
    # Who gave the answer: themselves, their deputy, or whoever answered on their behalf.
    answered_by = TenantForeignKey(Person, null=True, blank=True, related_name="+")
    is_on_behalf = models.BooleanField(default=False)
    # Until when an answer that was noted for them can be taken back.
    undo_by_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=8, choices=enums.ApproachAnswer, blank=True)
    reason = models.CharField(max_length=15, choices=enums.DeclineReason, blank=True)
    note = models.CharField(max_length=300, blank=True)
    # The colleague they suggest; forgotten when the request has ended.
    colleague_name = models.CharField(max_length=120, blank=True)
    colleague_email = models.CharField(max_length=254, blank=True)

    class Meta:
        constraints = [
            *tenant_constraints("brokering_asked", "approach", "person", "answered_by"),
            models.UniqueConstraint(fields=["programme", "approach", "part"], name="brokering_asked_once"),
        ]
        indexes = [
            models.Index(
                fields=["programme", "person"],
                condition=models.Q(asked_at__isnull=False, answered_at__isnull=True),
                name="brokering_asked_waits",
            )
        ]

    @property
    def state(self) -> str:
        """What an action link answers: "asked" until they answered or are asked no more; "later" before their turn."""
        if self.answered_at is not None:
            return "answered"
        if not self.approach.is_out:
            return "over"
        return "asked" if self.asked_at is not None else "later"

    @property
    def releases(self) -> bool:
        """Whether they are asked as who releases the person: the head, or whoever stands for the head."""
        return self.part != enums.Part.PERSON

    @property
    def is_chair(self) -> bool:
        """Whether they are asked because the person is the head."""
        return self.part == enums.Part.CHAIR


class CandidateQuestion(OwnedByProgramme):
    """What somebody who is asked wants to know first: the school answers, and everybody asked for it reads both.

    Nobody is named to the other side, nor to the others who are asked.
    """

    support_request = TenantForeignKey(SupportRequest, related_name="candidate_questions")
    asked = TenantForeignKey(AskedPerson, on_delete=models.CASCADE, related_name="questions")
    words = models.TextField()
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = TenantForeignKey(Person, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            *tenant_constraints("brokering_question", "support_request", "asked", "answered_by"),
            models.UniqueConstraint(
                fields=["programme", "asked"],
                condition=models.Q(answered_at__isnull=True),
                name="brokering_question_waits_once",
            ),
        ]

    @property
    def state(self) -> str:
        """What an action link answers."""
        if self.answered_at is not None:
            return "answered"
        return "asked" if self.asked.state == "asked" else "over"
