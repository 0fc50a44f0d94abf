"""Money of support: the programme's prices, what two schools agreed, what they gave, and the sheets they made of it."""

from datetime import timedelta

from linkage.demo.stage import Stage
from linkage.demo.stories.readying import Play
from linkage.engagements import operations, queries, rules
from linkage.engagements.enums import InvoiceBasis, LineKind, PriceModel, ShareKind
from linkage.engagements.models import Invoice
from linkage.kernel.days import day_of
from linkage.links.enums import Side

_RATES = (
    rules.Rate("A teacher", 35_000, "Preparing and writing are in it"),
    rules.Rate("A senior leader", 45_000, "Preparing and writing are in it"),
    rules.Rate("A headteacher", 55_000),
)
_KEPT = rules.Share(ShareKind.PERCENT, parts=1_500)
_FIFTY = rules.Share(ShareKind.FIXED, a_day_pence=5_000, most_pence=60_000)
_VAT = "No VAT is charged on this supply."
# How each programme came to the prices it has: the last one holds.
CARDS = {
    "ribble": (
        rules.Card(PriceModel.NONE),
        rules.Card(PriceModel.POOLED, _RATES[:1]),
        rules.Card(PriceModel.SUGGESTED, _RATES, _KEPT, mile_pence=45, cover_day_pence=21_000, vat=_VAT),
    ),
    "mersewater": (
        rules.Card(PriceModel.AGREED),
        rules.Card(PriceModel.FIXED, _RATES[:2], _FIFTY, mile_pence=45, cover_day_pence=21_000, vat=_VAT),
    ),
}
DAYS_AGO = 30


def cards(stage: Stage, slug: str) -> None:
    """The programme settles what support costs here, and thinks better of it."""
    for number, card in enumerate(CARDS[slug]):
        operations.save_rate_card(actor=stage.coordinator, at=stage.diary.ago(DAYS_AGO - number), card=card)


def quoted(play: Play, days_ago: int) -> None:
    """The helping school writes what it costs."""
    lines = (
        rules.Line(LineKind.DAYS, _RATES[0].name, play.found.half_days or 8, _RATES[0].day_pence),
        rules.Line(LineKind.TRAVEL, "Travel", 240, 45),
        rules.Line(LineKind.COVER, "Cover in class", 4, 21_000),
        rules.Line(LineKind.OTHER, "Books for two classes", 1, 18_550),
    )
    at = play.on(days_ago)
    operations.save_quote(actor=play.lead(Side.HOME), at=at, engagement=play.found, lines=lines, seen=0)


def noted(play: Play, days_ago: int) -> None:
    """The helping school notes what came beside the visits."""
    _note(play, days_ago, Side.HOME, LineKind.DAYS, "Writing the plan for the year", 1)
    _note(play, days_ago, Side.HOME, LineKind.TRAVEL, "There and back", 36)
    _note(play, days_ago, Side.HOME, LineKind.COVER, "Two lessons that others took", 1)
    _note(play, days_ago, Side.HOME, LineKind.OTHER, "Books for two classes", 1, pence=18_550)


def each_other(play: Play, days_ago: int) -> None:
    """Where two schools learn from each other, both give days."""
    _note(play, days_ago, Side.HOME, LineKind.DAYS, "Showed the reading hour to three of you", 2)
    _note(play, days_ago, Side.CLIENT, LineKind.DAYS, "Showed our library to two of you", 1)


def asked_for(play: Play, days_ago: int) -> None:
    """A sheet with a wrong reference is taken back, the next is sent; what was given since is on one more."""
    wrong = _sheet(play, days_ago, InvoiceBasis.GIVEN, "PO 1407")
    home, at = play.lead(Side.HOME), play.on(days_ago)
    operations.void_invoice(actor=home, at=at, invoice=wrong, reason="It has the reference of another order")
    sent = _sheet(play, days_ago, InvoiceBasis.GIVEN, "PO 1470")
    operations.note_sent(actor=home, at=at, invoice=sent, on=day_of(at))
    _note(play, days_ago - 1, Side.HOME, LineKind.TRAVEL, "There and back once more", 36)
    _sheet(play, days_ago - 1, InvoiceBasis.GIVEN, "PO 1470")


def paid_in_advance(play: Play, days_ago: int) -> None:
    """Everything is asked for in advance, and paid."""
    made = _sheet(play, days_ago, InvoiceBasis.ADVANCE, "PO 1388")
    at = play.on(days_ago - 1)
    operations.note_paid(actor=play.lead(Side.CLIENT), at=at, invoice=made, on=day_of(at))


def _note(play: Play, days_ago: int, side: Side, kind: str, text: str, count: int, pence: int | None = None) -> None:
    at = play.on(days_ago)
    spent = operations.Spent(kind, text, count, day_of(at), pence)
    operations.add_claim(actor=play.lead(side), at=at, engagement=play.found, spent=spent)


def _sheet(play: Play, days_ago: int, basis: str, reference: str) -> Invoice:
    at = play.on(days_ago)
    actor = play.lead(Side.HOME)
    wanted = operations.Wanted(basis, day_of(at) - timedelta(days=60), day_of(at), reference)
    made = operations.make_invoice(actor=actor, at=at, engagement=play.found, wanted=wanted)
    return queries.invoice(actor=actor, engagement=play.found, number=made.number)
