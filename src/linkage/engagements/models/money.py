"""Money of support over time: a programme's card of prices, what was quoted, and what was spent beside visits."""

from django.db import models

from linkage.database.constraints import TenantForeignKey, tenant_constraints
from linkage.engagements import enums, rules
from linkage.engagements.models.engagements import Engagement
from linkage.links.enums import Side
from linkage.people.models import Person
from linkage.programmes.models import OwnedByProgramme


class RateCard(OwnedByProgramme):
    """What a programme charges and keeps, in one version. A version is never changed: a quote keeps the one it has.

    `share_parts` and `share_most_parts` are hundredths of one in a hundred: 15 in a hundred are 1,500.
    """

    number = models.PositiveSmallIntegerField()
    price_model = models.CharField(max_length=10, choices=enums.PriceModel, default=enums.PriceModel.AGREED)
    share_kind = models.CharField(max_length=8, choices=enums.ShareKind, default=enums.ShareKind.NONE)
    share_parts = models.PositiveSmallIntegerField(default=0)
    share_day_pence = models.PositiveIntegerField(default=0)
    share_most_parts = models.PositiveSmallIntegerField(default=0)
    share_most_pence = models.PositiveIntegerField(default=0)
    mile_pence = models.PositiveSmallIntegerField(default=0)
    cover_day_pence = models.PositiveIntegerField(default=0)
    # A line of text for the invoice sheet: what is due is for a finance office to know.
    vat = models.CharField(max_length=200, blank=True)
    saved_by = TenantForeignKey(Person, null=True, blank=True, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            *tenant_constraints("engagements_ratecard", "saved_by"),
            models.UniqueConstraint(fields=["programme", "number"], name="engagements_ratecard_once"),
            models.CheckConstraint(
                condition=models.Q(share_parts__lte=rules.WHOLE, share_most_parts__lte=rules.WHOLE),
                name="engagements_ratecard_parts",
            ),
        ]

    @property
    def plain(self) -> rules.Card:
        """The card as the rules look at it; read with its rates, in their order."""
        return rules.Card(
            price_model=self.price_model,
            rates=tuple(rules.Rate(each.name, each.day_pence, each.note) for each in self.rates.all()),
            share=rules.Share(
                kind=self.share_kind,
                parts=self.share_parts,
                a_day_pence=self.share_day_pence,
                most_parts=self.share_most_parts,
                most_pence=self.share_most_pence,
            ),
            mile_pence=self.mile_pence,
            cover_day_pence=self.cover_day_pence,
            vat=self.vat,
        )


class Rate(OwnedByProgramme):
    """What a day of somebody costs: a name, a price, and what is in it."""

    card = TenantForeignKey(RateCard, on_delete=models.CASCADE, related_name="rates")
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=60)
    day_pence = models.PositiveIntegerField()
    note = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            *tenant_constraints("engagements_rate", "card"),
            models.UniqueConstraint(fields=["programme", "card", "place"], name="engagements_rate_once"),
        ]


class Quote(OwnedByProgramme):
    """What the two schools want to pay, in one version; each saving is a new one. Its total is the sum of its lines.

    The version that counts is the one that stood when the agreement was offered which everybody signed.
    """

    engagement = TenantForeignKey(Engagement, on_delete=models.CASCADE, related_name="quotes")
    number = models.PositiveSmallIntegerField()
    card = TenantForeignKey(RateCard, related_name="+")
    saved_by = TenantForeignKey(Person, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            *tenant_constraints("engagements_quote", "engagement", "card", "saved_by"),
            models.UniqueConstraint(fields=["programme", "engagement", "number"], name="engagements_quote_once"),
        ]

    @property
    def plain(self) -> tuple[rules.Line, ...]:
        """Its lines as the rules look at them; read with its lines, in their order."""
        return tuple(each.plain for each in self.lines.all())


class MoneyLine(OwnedByProgramme):
    """A line of money: `count` half days at a price for a day, miles at a price for one, or one sum."""

    kind = models.CharField(max_length=8, choices=enums.LineKind)
    text = models.CharField(max_length=160)
    count = models.PositiveIntegerField()
    unit_pence = models.PositiveIntegerField()

    class Meta:
        abstract = True

    @property
    def plain(self) -> rules.Line:
        """The line as the rules look at it."""
        return rules.Line(self.kind, self.text, self.count, self.unit_pence, getattr(self, "person_id", None))

    @property
    def amount_pence(self) -> int:
        """What the line comes to."""
        return self.plain.amount_pence


class QuoteLine(MoneyLine):
    """One line of a quote; days may be those of one person, where people differ in price."""

    quote = TenantForeignKey(Quote, on_delete=models.CASCADE, related_name="lines")
    place = models.PositiveSmallIntegerField()
    person = TenantForeignKey(Person, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            *tenant_constraints("engagements_quoteline", "quote", "person"),
            models.UniqueConstraint(fields=["programme", "quote", "place"], name="engagements_quoteline_once"),
        ]


class Claim(MoneyLine):
    """What one side gave or spent beside visits: days of preparation, miles, cover. `side` is who gave it."""

    engagement = TenantForeignKey(Engagement, on_delete=models.CASCADE, related_name="claims")
    side = models.CharField(max_length=6, choices=Side)
    spent_on = models.DateField()
    noted_by = TenantForeignKey(Person, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        constraints = tenant_constraints("engagements_claim", "engagement", "noted_by")
        indexes = [models.Index(fields=["programme", "engagement"], name="engagements_claim_of")]
