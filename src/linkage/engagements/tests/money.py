"""Money in tests: Harrowgill asks £350 for a day of Priya, and Thistlebank pays."""

from dataclasses import replace

from linkage.engagements import operations, queries, rules
from linkage.engagements.enums import InvoiceBasis, LineKind, PriceModel, ShareKind
from linkage.engagements.models import Invoice, RateCard
from linkage.engagements.tests.factories import ENDS_ON, STARTS_ON, World
from linkage.engagements.tests.visits import on
from linkage.people.tests.factories import actor
from linkage.programmes.tests.factories import NOW

CARD = rules.Card(
    PriceModel.SUGGESTED,
    rates=(rules.Rate("A teacher", 35_000, "Travel is in it"), rules.Rate("A leader", 45_000)),
    share=rules.Share(ShareKind.PERCENT, parts=1_500),
    mile_pence=45,
    cover_day_pence=20_000,
    vat="No VAT is charged.",
)
FIXED = replace(CARD, price_model=PriceModel.FIXED)


def days(half_days=24, day_pence=35_000, text="A teacher", person_id=None):
    return rules.Line(LineKind.DAYS, text, half_days, day_pence, person_id)


MILES = rules.Line(LineKind.TRAVEL, "Travel", 200, 45)
COVER = rules.Line(LineKind.COVER, "Cover in class", 3, 20_000)
BOOKS = rules.Line(LineKind.OTHER, "Books", 1, 12_550)


def card(coordinator, at=NOW, **fields) -> RateCard:
    return operations.save_rate_card(actor=actor(coordinator), at=at, card=replace(CARD, **fields))


def quoted(made: World, *lines, by=None, at=NOW, seen=None):
    if seen is None:
        seen = queries.costs_of(actor=actor(made.daniel), engagement=made.engagement).number
    return operations.save_quote(
        actor=actor(by or made.daniel), at=at, engagement=made.engagement, lines=lines or (days(),), seen=seen
    )


def costs(made: World):
    return queries.costs_of(actor=actor(made.daniel), engagement=made.engagement)


def claimed(made: World, by=None, at=None, **fields):
    known = {"kind": LineKind.TRAVEL, "text": "To Thistlebank and back", "count": 40, "spent_on": STARTS_ON, **fields}
    return operations.add_claim(
        actor=actor(by or made.priya),
        at=at or on(known["spent_on"], 18),
        engagement=made.engagement,
        spent=operations.Spent(**known),
    )


def invoiced(made: World, by=None, at=NOW, **fields) -> Invoice:
    wanted = {"basis": InvoiceBasis.GIVEN, "from_on": STARTS_ON, "until_on": ENDS_ON, **fields}
    return operations.make_invoice(
        actor=actor(by or made.priya), at=at, engagement=made.engagement, wanted=operations.Wanted(**wanted)
    )


def read(found: Invoice) -> Invoice:
    made = Invoice.objects.whole().get(pk=found.pk)
    made.engagement = found.engagement
    return made


def amounts(found: Invoice) -> list[tuple[str, int, int]]:
    return [(each.text, each.amount_pence, each.programme_pence) for each in read(found).listed]


def given(made: World):
    return queries.given(actor=actor(made.daniel), engagement=made.engagement, costs=costs(made))


def budget(made: World):
    found = costs(made)
    booked = queries.booked(actor=actor(made.daniel), engagement=made.engagement, costs=found)
    return found.budget(given(made), booked)
