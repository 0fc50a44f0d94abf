"""Support that is bought: the money it comes from, the package, what it should change, and who decided."""

from django.db import models
from django.db.models import ExpressionWrapper, F, Q
from django.urls import reverse

from linkage.database.constraints import TenantForeignKey, tenant_constraints
from linkage.directory.models import Entry
from linkage.kernel.errors import Refused
from linkage.links import enums
from linkage.organisations.models import Organisation
from linkage.people.models import Person
from linkage.programmes.models import OwnedByProgramme
from linkage.support_requests.enums import RequestStatus
from linkage.support_requests.models import SupportRequest

_ORDERED = (enums.CommissionStatus.ORDERED, enums.CommissionStatus.ENGAGED, enums.CommissionStatus.CLOSED)

_TOTAL = ExpressionWrapper(
    F("half_days") * F("day_price_pence") / 2 + F("other_pence"), output_field=models.BigIntegerField()
)


class UnableToMoveCommission(Refused):
    """Somebody else was quicker: it is no longer where this could be done."""


class FundingSource(OwnedByProgramme):
    """Money that buys support between two days. `taken_pence` is what is set aside or paid of it.

    The check constraint is the limit: nobody approves beyond it, however many approve at once.
    """

    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=10, choices=enums.FundKind)
    starts_on = models.DateField()
    ends_on = models.DateField()
    budget_pence = models.PositiveBigIntegerField()
    taken_pence = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            *tenant_constraints("links_fund"),
            models.UniqueConstraint(fields=["programme", "name"], name="links_fund_name"),
            models.CheckConstraint(condition=Q(taken_pence__lte=F("budget_pence")), name="links_fund_not_overspent"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="links_fund_in_order"),
        ]

    @property
    def left_pence(self) -> int:
        """What may still be approved from it."""
        return self.budget_pence - self.taken_pence

    def hold(self) -> None:
        """Lock its row until the transaction ends, and read it afresh: of two who approve at once the second sees."""
        self.refresh_from_db(from_queryset=FundingSource.objects.select_for_update())


class CommissionQuerySet(models.QuerySet["Commission"]):
    """Commissions as several reads want them."""

    def whole(self) -> "CommissionQuerySet":
        """With the request, the money and everybody named, so that a page asks once."""
        return self.select_related(
            "programme",
            "support_request__organisation",
            "support_request__asked_by",
            "support_request__contact",
            "support_request__owner",
            "funding",
            "entry__person",
            "entry__organisation",
            "organisation",
            "prepared_by",
            "saved_by",
            "sent_by",
        )


class Commission(OwnedByProgramme):
    """Days of support that are bought for a request. `amount_pence` is always the sum of its lines.

    `half_days` counts halves, so three days and a half are 7. `sent_count` tells one sending for approval from the
    next: a link in a mail answers only its own.
    """

    status = models.CharField(
        max_length=20, choices=enums.CommissionStatus, default=enums.CommissionStatus.DRAFT, db_index=True
    )
    support_request = TenantForeignKey(SupportRequest, related_name="commissions")
    title = models.CharField(max_length=100)
    need = models.TextField()
    half_days = models.PositiveSmallIntegerField()
    day_price_pence = models.PositiveIntegerField()
    other_pence = models.PositiveIntegerField(default=0)
    other_for = models.CharField(max_length=120, blank=True)
    amount_pence = models.PositiveBigIntegerField()
    provider_kind = models.CharField(max_length=12, choices=enums.Provider, default=enums.Provider.OPEN)
    entry = TenantForeignKey(Entry, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField()
    funding = TenantForeignKey(FundingSource, related_name="commissions")
    note = models.TextField(blank=True)
    prepared_by = TenantForeignKey(Person, related_name="+")
    saved_by = TenantForeignKey(Person, related_name="+")
    sent_by = TenantForeignKey(Person, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_count = models.PositiveSmallIntegerField(default=0)
    reminders = models.PositiveSmallIntegerField(default=0)
    approved_at = models.DateTimeField(null=True, blank=True)
    purchase_reference = models.CharField(max_length=60, blank=True)
    ordered_at = models.DateTimeField(null=True, blank=True)
    paid_pence = models.PositiveBigIntegerField(default=0)
    engaged_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    cancel_reason = models.CharField(max_length=200, blank=True)

    objects = CommissionQuerySet.as_manager()

    class Meta:
        constraints = [
            *tenant_constraints(
                "links_commission", "support_request", "entry", "funding", "prepared_by", "saved_by", "sent_by"
            ),
            models.UniqueConstraint(
                fields=["programme", "support_request"],
                condition=Q(status__in=enums.LIVE),
                name="links_commission_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(amount_pence=_TOTAL),
                name="links_commission_total",
            ),
            models.CheckConstraint(condition=Q(half_days__gte=1), name="links_commission_days"),
            models.CheckConstraint(condition=Q(paid_pence__lte=F("amount_pence")), name="links_commission_paid"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="links_commission_in_order"),
            models.CheckConstraint(
                condition=Q(provider_kind=enums.Provider.OPEN, entry=None, organisation=None)
                | Q(provider_kind=enums.Provider.ENTRY, entry__isnull=False, organisation=None)
                | Q(provider_kind=enums.Provider.ORGANISATION, entry=None, organisation__isnull=False),
                name="links_commission_provider",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=_ORDERED) | ~Q(purchase_reference=""), name="links_commission_reference"
            ),
        ]

    @property
    def state(self) -> enums.CommissionStatus:
        """Where it has got to, with its words."""
        return enums.CommissionStatus(self.status)

    @property
    def path(self) -> str:
        """The address of its page; read with `whole`."""
        return reverse("commissions:commission", args=[self.programme.slug, self.pk])

    @property
    def is_overtaken(self) -> bool:
        """Whether its request has ended or came to something else, so that it is not brought on any more.

        What is ordered comes also where the request was closed meanwhile, but not where the school withdrew it.
        """
        request = self.support_request
        if self.state in enums.SHOWN_TO_SCHOOL:
            return bool(request.state == RequestStatus.WITHDRAWN)
        return not request.awaits_help and request.state != RequestStatus.COMMISSIONED

    @property
    def link_state(self) -> str:
        """What an action link answers: "awaiting-2" while the second sending waits, else where it has got to."""
        if self.state == enums.CommissionStatus.AWAITING_APPROVAL:
            return f"awaiting-{self.sent_count}"
        return self.status

    def refuse_overtaken(self) -> None:
        """Raise UnableToMoveCommission where its request does not want it any more."""
        if self.is_overtaken:
            now = self.support_request.state.label
            raise UnableToMoveCommission(f"The request is now “{now}”, so nothing is bought for it any more")

    def move_to(self, status: enums.CommissionStatus) -> None:
        """Set where it has got to (the caller saves); raises UnableToMoveCommission for a move not in the table.

        Whatever its request has come to, it may end.
        """
        if status not in enums.COMMISSION_MOVES[self.state]:
            raise UnableToMoveCommission(f"This is now “{self.state.label}”, so it cannot be done any more")
        if status in enums.LIVE:
            self.refuse_overtaken()
        self.status = status

    def hold(self) -> None:
        """Lock its request's row and its own until the transaction ends, and read both afresh."""
        self.support_request.hold()
        self.refresh_from_db(from_queryset=Commission.objects.whole().select_for_update(of=("self",)))


class CommissionOutcome(OwnedByProgramme):
    """What should be different afterwards, how it is measured, where it stands now and where it should."""

    commission = TenantForeignKey(Commission, on_delete=models.CASCADE, related_name="outcomes")
    place = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=200)
    measure = models.CharField(max_length=200, blank=True)
    baseline = models.CharField(max_length=120, blank=True)
    target = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            *tenant_constraints("links_commission_outcome", "commission"),
            models.UniqueConstraint(fields=["programme", "commission", "place"], name="links_commission_outcome_place"),
        ]


class CommissionDecision(OwnedByProgramme):
    """What somebody decided about the money, of how much, and why: kept also when it is changed and sent again."""

    commission = TenantForeignKey(Commission, on_delete=models.CASCADE, related_name="decisions")
    decided_by = TenantForeignKey(Person, related_name="+")
    decided_at = models.DateTimeField()
    is_approved = models.BooleanField()
    amount_pence = models.PositiveBigIntegerField()
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = tenant_constraints("links_commission_decision", "commission", "decided_by")
        indexes = [models.Index(fields=["programme", "commission"], name="links_commission_decided")]
