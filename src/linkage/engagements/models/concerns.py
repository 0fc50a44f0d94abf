"""What somebody who takes part tells the programme in confidence, what is said of it, and what they let it read."""

from datetime import datetime
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from linkage.database.constraints import TenantForeignKey, tenant_constraints
from linkage.engagements import enums
from linkage.engagements.models.engagements import Engagement, taking_part
from linkage.kernel.errors import Refused
from linkage.links.enums import Side
from linkage.people.models import Person
from linkage.programmes.models import OwnedByProgramme


class UnableToMoveConcern(Refused):
    """Somebody else was quicker: the concern is no longer where this could be done."""


class ConcernQuerySet(models.QuerySet["Concern"]):
    """Concerns as several reads want them."""

    def whole(self) -> "ConcernQuerySet":
        """With who is in it, its schools and who takes part there now, so that a page asks twice."""
        return self.select_related(
            "raised_by",
            "handler",
            "engagement__programme",
            "engagement__client_organisation",
            "engagement__home_organisation",
            "engagement__support_request__organisation",
            "engagement__support_request__owner",
        ).prefetch_related(taking_part("engagement__participants"))


class Concern(OwnedByProgramme):
    """A concern: read by who raised it and by who handles it, and by nobody else.

    `handler_since` says since when the next word is the handler's, `raiser_since` since when it is the raiser's.
    """

    engagement = TenantForeignKey(Engagement, on_delete=models.CASCADE, related_name="concerns")
    status = models.CharField(
        max_length=10, choices=enums.ConcernStatus, default=enums.ConcernStatus.WAITING, db_index=True
    )
    raised_by = TenantForeignKey(Person, related_name="+")
    side = models.CharField(max_length=6, choices=Side)
    # Nobody while it waits for somebody of the programme to take it up.
    handler = TenantForeignKey(Person, null=True, blank=True, related_name="+")
    words = models.TextField()
    wish = models.CharField(max_length=10, choices=enums.ConcernWish)
    # Whether the other school may know that there is one: never what it says, nor of whom it is.
    may_tell = models.BooleanField(default=False)
    raised_at = models.DateTimeField()
    due_on = models.DateField()
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    late_told_at = models.DateTimeField(null=True, blank=True)
    handler_since = models.DateTimeField(null=True, blank=True)
    raiser_since = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=enums.ConcernOutcome, blank=True)
    closing = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ConcernQuerySet.as_manager()

    class Meta:
        constraints = [
            *tenant_constraints("engagements_concern", "engagement", "raised_by", "handler"),
            models.CheckConstraint(
                condition=~Q(status=enums.ConcernStatus.CLOSED) | (~Q(outcome="") & ~Q(closing="")),
                name="engagements_concern_says_what_came",
            ),
        ]
        indexes = [models.Index(fields=["programme", "handler"], name="engagements_concern_handler")]

    @property
    def state(self) -> enums.ConcernStatus:
        """Where it has got to, with its words."""
        return enums.ConcernStatus(self.status)

    @property
    def is_open(self) -> bool:
        """Whether anything of it may still be said or done."""
        return self.state in enums.CONCERN_OPEN

    @property
    def is_to_be_taken(self) -> bool:
        """Whether it waits for somebody else of the programme: nobody handles it, or nobody has looked for too long."""
        is_late = self.state == enums.ConcernStatus.WAITING and self.late_told_at is not None
        return self.is_open and (self.handler_id is None or is_late)

    @property
    def path(self) -> str:
        """The address of its page; read with `whole`."""
        return reverse("engagements:concern", args=[self.engagement.programme.slug, self.pk])

    def move_to(self, status: enums.ConcernStatus) -> None:
        """Set where it has got to (the caller saves); raises UnableToMoveConcern for a move not in the table."""
        if status not in enums.CONCERN_MOVES[self.state]:
            raise UnableToMoveConcern(f"This is now “{self.state.label}”, so it cannot be done any more")
        self.status = status

    def hold(self) -> None:
        """Lock its row until the transaction ends, and read it afresh: of two people at once the second sees."""
        self.refresh_from_db(from_queryset=Concern.objects.whole().select_for_update(of=("self",)))

    def refuse_unless_open(self) -> None:
        """Raise UnableToMoveConcern where it is closed or taken back."""
        if not self.is_open:
            raise UnableToMoveConcern(f"This is now “{self.state.label}”, so it cannot be done any more")


class ConcernMessage(OwnedByProgramme):
    """One word in the thread between who raised a concern and who handles it."""

    concern = TenantForeignKey(Concern, on_delete=models.CASCADE, related_name="messages")
    written_by = TenantForeignKey(Person, related_name="+")
    words = models.TextField()
    written_at = models.DateTimeField()

    class Meta:
        constraints = tenant_constraints("engagements_concernmessage", "concern", "written_by")


class ConcernAccess(OwnedByProgramme):
    """That who raised a concern lets its handler read the plan and the notes of visits, until a moment."""

    concern = TenantForeignKey(Concern, on_delete=models.CASCADE, related_name="accesses")
    given_to = TenantForeignKey(Person, related_name="+")
    given_at = models.DateTimeField()
    # Whatever ends it earlier (it is taken back, the concern is closed) moves this.
    ends_at = models.DateTimeField()

    class Meta:
        constraints = [
            *tenant_constraints("engagements_concernaccess", "concern", "given_to"),
            models.CheckConstraint(condition=Q(ends_at__gte=F("given_at")), name="engagements_concernaccess_in_order"),
        ]

    def is_open(self, at: datetime) -> bool:
        """Whether it holds at this moment: to the minute it was given until, and no longer."""
        return self.given_at <= at < self.ends_at

    def is_for(self, person_id: UUID | None) -> bool:
        """Whether it was given to this person, who handles the concern still."""
        return person_id is not None and person_id == self.given_to_id == self.concern.handler_id


class ConcernReading(OwnedByProgramme):
    """That a part was read under an access, for who gave it to see."""

    access = TenantForeignKey(ConcernAccess, on_delete=models.CASCADE, related_name="readings")
    part = models.CharField(max_length=10, choices=enums.OpenedPart)
    read_by = TenantForeignKey(Person, related_name="+")
    read_at = models.DateTimeField()

    class Meta:
        constraints = tenant_constraints("engagements_concernreading", "access", "read_by")
