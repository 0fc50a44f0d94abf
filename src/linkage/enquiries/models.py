"""Enquiries, and what was written back and forth about them."""

from datetime import datetime

from django.db import models

from linkage.database.constraints import TenantForeignKey, tenant_constraints
from linkage.directory.models import Nomination
from linkage.enquiries import enums, rules
from linkage.kernel.errors import Refused
from linkage.organisations.models import Organisation
from linkage.people.models import Person
from linkage.programmes.models import OwnedByProgramme
from linkage.support_requests.models import SupportRequest

S = enums.EnquiryStatus


class UnableToMoveEnquiry(Refused):
    """Somebody else was quicker: the enquiry is no longer where this could be done."""


class EnquiryQuerySet(models.QuerySet["Enquiry"]):
    """Enquiries as several reads want them."""

    def whole(self) -> "EnquiryQuerySet":
        """With the people, the school and what it became, so that a page asks once."""
        return self.select_related("programme", "organisation", "sender", "owner", "passed_to", "nomination")

    def confirmed(self) -> "EnquiryQuerySet":
        """Those whose sender has said that it was they: nobody sees the others."""
        return self.exclude(status=S.UNCONFIRMED)

    def open(self) -> "EnquiryQuerySet":
        """Those somebody still has to do something about; also where the draft it became was thrown away."""
        lost = models.Q(status=S.NOMINATION, nomination=None) | models.Q(status=S.REQUEST, support_request=None)
        return self.filter(models.Q(status__in=enums.WAITING) | lost)


class Enquiry(OwnedByProgramme):
    """What somebody wrote to the programme, with an owner and a clock.

    `name` and `email` are what was typed; once its sender has confirmed, they are a person who holds them, and these
    are empty. `passed_to` is the head who was asked to nominate the sender.
    """

    kind = models.CharField(max_length=10, choices=enums.EnquiryKind)
    status = models.CharField(max_length=12, choices=S, default=S.UNCONFIRMED)
    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    sender = TenantForeignKey(Person, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # Where the sender works, in their own words: of who chose no school from the register.
    organisation_name = models.CharField(max_length=160, blank=True)
    job_title = models.CharField(max_length=80, blank=True)
    words = models.TextField(blank=True)
    head_name = models.CharField(max_length=120, blank=True)
    owner = TenantForeignKey(Person, null=True, blank=True, related_name="+")
    filed_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    # Since when the sender waits for a word of ours: they confirmed it then, or wrote back.
    waiting_since = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    passed_to = TenantForeignKey(Person, null=True, blank=True, related_name="+")
    passed_at = models.DateTimeField(null=True, blank=True)
    nomination = TenantForeignKey(Nomination, models.SET_NULL, null=True, blank=True, related_name="+")
    support_request = TenantForeignKey(SupportRequest, models.SET_NULL, null=True, blank=True, related_name="+")
    closing_reason = models.CharField(max_length=200, blank=True)

    objects = EnquiryQuerySet.as_manager()

    class Meta:
        constraints = [
            *tenant_constraints("enquiries_enquiry", "sender", "owner", "passed_to", "nomination", "support_request"),
            models.CheckConstraint(
                condition=models.Q(status=S.UNCONFIRMED, sender__isnull=True)
                | (~models.Q(status=S.UNCONFIRMED) & models.Q(sender__isnull=False, waiting_since__isnull=False)),
                name="enquiries_enquiry_whole",
            ),
        ]
        indexes = [models.Index(fields=["programme", "status"], name="enquiries_enquiry_status")]

    @property
    def state(self) -> enums.EnquiryStatus:
        """Where it has got to, with its words."""
        return S(self.status)

    @property
    def what(self) -> enums.EnquiryKind:
        """What it is about, with its words."""
        return enums.EnquiryKind(self.kind)

    @property
    def sender_name(self) -> str:
        """Who wrote: as they have it, or as it was typed."""
        return self.sender.name if self.sender else self.name

    @property
    def place(self) -> str:
        """Where they work, from the register or in their words."""
        return self.organisation.name if self.organisation else self.organisation_name

    @property
    def is_lost(self) -> bool:
        """Whether the draft that it became was thrown away."""
        lost = {S.NOMINATION: self.nomination_id, S.REQUEST: self.support_request_id}
        return self.state in lost and lost[self.state] is None

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something about it."""
        return self.state in enums.WAITING or self.is_lost

    @property
    def is_with_head(self) -> bool:
        """Whether a head was asked and has not answered."""
        return self.state == S.OWNED and self.passed_to_id is not None

    @property
    def question(self) -> str:
        """What an action link of this enquiry answers: this asking of the head, or that it has not ended."""
        if self.is_with_head and self.passed_at:
            return f"passed-{self.passed_at:%Y%m%d%H%M%S}"
        return "ended" if self.state == S.CLOSED else "open"

    def move_to(self, status: enums.EnquiryStatus, at: datetime) -> None:
        """Set where it has got to (the caller saves); raises UnableToMoveEnquiry for a move not in the table."""
        UnableToMoveEnquiry.unless_none(rules.can_move(status, enums.ENQUIRY_MOVES[self.state]))
        self.status = status
        self.ended_at = None if status in enums.WAITING else at

    def hold(self) -> None:
        """Lock its row until the transaction ends, and read it afresh: of two people at once the second sees."""
        self.refresh_from_db(from_queryset=Enquiry.objects.select_for_update())


class Reply(OwnedByProgramme):
    """One thing written about an enquiry: by the programme to its sender, or by the sender back."""

    enquiry = TenantForeignKey(Enquiry, models.CASCADE, related_name="replies")
    words = models.TextField()
    written_by = TenantForeignKey(Person, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints = tenant_constraints("enquiries_reply", "enquiry", "written_by")
