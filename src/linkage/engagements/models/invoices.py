"""Invoice sheets: what the school that helps asks money for, frozen when it is made. Linkage pays nothing."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from linkage.database.constraints import TenantForeignKey, tenant_constraints
from linkage.engagements import enums
from linkage.engagements.models.engagements import Engagement
from linkage.engagements.models.money import Claim, MoneyLine
from linkage.engagements.models.visits import Visit
from linkage.kernel.errors import Refused
from linkage.people.models import Person
from linkage.programmes.models import OwnedByProgramme


class UnableToMoveInvoice(Refused):
    """Somebody else was quicker: the invoice sheet is no longer where this could be done."""


class InvoiceQuerySet(models.QuerySet["Invoice"]):
    """Invoice sheets as several reads want them."""

    def whole(self) -> "InvoiceQuerySet":
        """With its lines and who made it, so that a page asks twice."""
        lines = models.Prefetch("lines", queryset=InvoiceLine.objects.order_by("place"))
        return self.select_related("made_by").prefetch_related(lines)


class Invoice(OwnedByProgramme):
    """One invoice sheet: from whom, to whom, for what. Nothing of it but where it has got to is ever changed.

    One that is wrong is taken back and made anew; its number is used up.
    """

    engagement = TenantForeignKey(Engagement, on_delete=models.CASCADE, related_name="invoices")
    number = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=8, choices=enums.InvoiceStatus, default=enums.InvoiceStatus.MADE)
    basis = models.CharField(max_length=8, choices=enums.InvoiceBasis)
    from_on = models.DateField()
    until_on = models.DateField()
    # The names of that day.
    from_name = models.CharField(max_length=200)
    to_name = models.CharField(max_length=200)
    programme_name = models.CharField(max_length=200)
    about = models.CharField(max_length=100)
    reference = models.CharField(max_length=60, blank=True)
    vat = models.CharField(max_length=200, blank=True)
    made_by = TenantForeignKey(Person, related_name="+")
    made_at = models.DateTimeField()
    sent_on = models.DateField(null=True, blank=True)
    paid_on = models.DateField(null=True, blank=True)
    void_reason = models.CharField(max_length=200, blank=True)

    objects = InvoiceQuerySet.as_manager()

    class Meta:
        constraints = [
            *tenant_constraints("engagements_invoice", "engagement", "made_by"),
            models.UniqueConstraint(fields=["programme", "engagement", "number"], name="engagements_invoice_once"),
            models.CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="engagements_invoice_in_order"),
            models.CheckConstraint(
                condition=~Q(status=enums.InvoiceStatus.PAID) | Q(paid_on__isnull=False),
                name="engagements_invoice_paid_on",
            ),
        ]

    @property
    def state(self) -> enums.InvoiceStatus:
        """Where it has got to, with its words."""
        return enums.InvoiceStatus(self.status)

    @property
    def listed(self) -> list["InvoiceLine"]:
        """Its lines in their order; read with `whole`."""
        return list(self.lines.all())

    @property
    def total_pence(self) -> int:
        """The sum of its lines; read with `whole`."""
        return sum(each.amount_pence for each in self.listed)

    @property
    def programme_pence(self) -> int:
        """What of it is the programme's; read with `whole`."""
        return sum(each.programme_pence for each in self.listed)

    @property
    def path(self) -> str:
        """The address of its page; read with its engagement, whole."""
        return reverse("engagements:invoice", args=[self.engagement.programme.slug, self.engagement_id, self.number])

    def hold(self) -> None:
        """Lock its engagement and its row until the transaction ends, and read both afresh."""
        engagement = self.engagement
        engagement.hold()
        self.refresh_from_db(from_queryset=Invoice.objects.whole().select_for_update(of=("self",)))
        self.engagement = engagement

    def move_to(self, status: enums.InvoiceStatus) -> None:
        """Set where it has got to (the caller saves); raises UnableToMoveInvoice for a move not in the table."""
        if status not in enums.INVOICE_MOVES[self.state]:
            now = self.state.label.lower()
            raise UnableToMoveInvoice(f"This invoice sheet is “{now}” by now, so this cannot be done any more")
        self.status = status


class InvoiceLine(MoneyLine):
    """One frozen line, and what of it is the programme's. No visit and no cost stands on two sheets."""

    invoice = TenantForeignKey(Invoice, on_delete=models.CASCADE, related_name="lines")
    place = models.PositiveSmallIntegerField()
    on = models.DateField(null=True, blank=True)
    programme_pence = models.PositiveIntegerField(default=0)
    # What it is for; nothing once its sheet was taken back, so that it can stand on another.
    visit = TenantForeignKey(Visit, null=True, blank=True, related_name="+")
    claim = TenantForeignKey(Claim, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            *tenant_constraints("engagements_invoiceline", "invoice", "visit", "claim"),
            models.UniqueConstraint(fields=["programme", "invoice", "place"], name="engagements_invoiceline_once"),
            models.UniqueConstraint(fields=["programme", "visit"], name="engagements_invoiceline_visit_once"),
            models.UniqueConstraint(fields=["programme", "claim"], name="engagements_invoiceline_claim_once"),
            # No share is more than its line: half days at the price of a day, half a penny up.
            models.CheckConstraint(
                condition=Q(programme_pence=0)
                | Q(kind=enums.LineKind.DAYS, programme_pence__lte=(F("count") * F("unit_pence") + 1) / 2),
                name="engagements_invoiceline_share",
            ),
        ]
