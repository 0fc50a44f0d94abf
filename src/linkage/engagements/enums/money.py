"""Prices, lines of money, and invoice sheets."""

from django.db import models


class PriceModel(models.TextChoices):
    """Who says what support costs in a programme."""

    NONE = "none", "Nobody charges for support"
    SUGGESTED = "suggested", "The programme suggests prices, and the two schools decide"
    AGREED = "agreed", "The two schools agree a price between them"
    FIXED = "fixed", "The prices of the programme hold"
    POOLED = "pooled", "It is paid from money that the schools share"


class ShareKind(models.TextChoices):
    """What the programme keeps of a day."""

    NONE = "none", "Nothing"
    PERCENT = "percent", "A part of its price"
    FIXED = "fixed", "The same sum for each day"


class LineKind(models.TextChoices):
    """What a line of money is for."""

    DAYS = "days", "Days of support"
    TRAVEL = "travel", "Travel"
    COVER = "cover", "Cover in class"
    OTHER = "other", "Something else"


class InvoiceBasis(models.TextChoices):
    """What an invoice sheet asks money for."""

    GIVEN = "given", "What was given in a period"
    ADVANCE = "advance", "Everything that was agreed, in advance"


class InvoiceStatus(models.TextChoices):
    """Where an invoice sheet has got to, as somebody says by hand."""

    MADE = "made", "Made"
    SENT = "sent", "Sent"
    PAID = "paid", "Paid"
    VOID = "void", "Taken back"


_I = InvoiceStatus
INVOICE_MOVES: dict[InvoiceStatus, set[InvoiceStatus]] = {
    _I.MADE: {_I.SENT, _I.PAID, _I.VOID},
    _I.SENT: {_I.PAID, _I.VOID},
    _I.PAID: set(),
    _I.VOID: set(),
}
