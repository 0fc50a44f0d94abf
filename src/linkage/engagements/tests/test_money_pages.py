"""The pages of money: what each of the two schools sees and does on them, and what nobody else does."""

import csv
import io

import pytest

from linkage.database.tenancy import acting_in
from linkage.engagements import queries
from linkage.engagements.enums import InvoiceStatus, Kind, PriceModel
from linkage.engagements.models import Invoice, RateCard
from linkage.engagements.tests import agreements, factories, visits
from linkage.engagements.tests.money import MILES, card, claimed, costs, days, invoiced, quoted
from linkage.people.tests.factories import actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(here):
    with acting_in(here.pk):
        made = visits.at_work(here)
        card(made.farah)
        quoted(made, days(4), MILES)
        visits.written(made)
        yield made


def text(response):
    assert response.status_code in (200, 422), response.status_code
    return " ".join(response.content.decode().split())


QUOTE = {
    "seen": "1",
    "half_days_1": "2.5",
    "day_pence_1": "350",
    "miles": "40",
    "mile_pence": "0.45",
    "other_1": "Books",
    "other_pence_1": "£1,125.50",
}


def test_both_schools_see_what_was_agreed_who_gets_what_and_what_is_left(world, see):
    for someone in (world.daniel, world.grace, world.priya, world.helen):
        shown = text(see(someone, "money", world.engagement.pk))
        for part in ("£790.00", "£350.00", "£595.00", "£105.00", "15% of the price of a day", "Visit by Priya Raman"):
            assert part in shown
    assert "Make an invoice sheet" in text(see(world.priya, "money", world.engagement.pk))
    assert "Make an invoice sheet" not in text(see(world.daniel, "money", world.engagement.pk))


def test_whoever_runs_the_programme_reads_it_only_where_it_was_bought(here, world, see):
    assert see(world.farah, "money", world.engagement.pk).status_code == 403
    bought = agreements.bought(here)
    shown = text(see(bought.farah, "money", bought.engagement.pk))
    assert "What was agreed" in shown
    assert "Write what it costs" not in shown
    assert f"/engagements/{bought.engagement.pk}/money/" in text(see(bought.farah, "engagement", bought.engagement.pk))
    assert "/money/" not in text(see(world.farah, "engagement", world.engagement.pk))


def test_a_lead_writes_what_it_costs(world, see):
    answer = see(world.daniel, "quote", world.engagement.pk, data=QUOTE)
    assert answer.status_code == 302
    assert [(each.text, each.amount_pence) for each in costs(world).lines] == [
        ("A teacher", 87_500),
        ("Travel", 1_800),
        ("Books", 112_550),
    ]


def test_a_lead_says_whose_days_cost_more(world, see):
    given = {**QUOTE, "half_days_2": "1", "day_pence_2": "450", "person_2": str(world.priya.pk)}
    assert see(world.daniel, "quote", world.engagement.pk, data=given).status_code == 302
    assert [(each.text, each.person_id) for each in costs(world).lines][1] == ("A leader", world.priya.pk)


def test_what_is_counted_has_a_price_and_what_was_typed_stays(world, see):
    wrong = {**QUOTE, "day_pence_1": "", "other_1": "", "mile_pence": "much"}
    shown = text(see(world.daniel, "quote", world.engagement.pk, data=wrong))
    for sentence in ("Say what a day costs", "Say what it is for", "Enter an amount in pounds, like 350 or 350.50"):
        assert sentence in shown
    assert "£1,125.50" in shown


def test_where_the_prices_hold_they_are_chosen(here, see):
    with acting_in(here.pk):
        made = factories.world(here)
        card(made.farah, price_model=PriceModel.FIXED)
        assert "A leader: £450.00" in text(see(made.daniel, "quote", made.engagement.pk))
        given = {"seen": "0", "half_days_1": "2", "day_pence_1": "45000"}
        assert see(made.daniel, "quote", made.engagement.pk, data=given).status_code == 302
        assert costs(made).lines[0].text == "A leader"


def test_nobody_charges_where_the_programme_says_so(here, see):
    with acting_in(here.pk):
        made = factories.world(here)
        card(made.farah, price_model=PriceModel.NONE)
        shown = text(see(made.daniel, "money", made.engagement.pk))
    assert "Nobody charges here" in shown
    assert "Write what it costs" not in shown


def test_what_will_be_too_much_is_said_before_it_hurts(world, see):
    visits.booked(world, visits.OTHER_DAY)
    assert "more than was agreed" not in text(see(world.daniel, "money", world.engagement.pk))
    visits.booked(world, visits.NEXT_TERM)
    shown = text(see(world.daniel, "money", world.engagement.pk))
    assert "With what is booked it will be £260.00 more than was agreed. Agree more, or book less." in shown


def test_who_books_too_much_is_told_at_once(world, see):
    def book(day, month, year):
        when = {"visits_on-day": day, "visits_on-month": month, "visits_on-year": year}
        given = {"about": "Planning", "visitor_id": str(world.priya.pk), "length": "day", **when}
        return see(world.daniel, "book-visit", world.engagement.pk, data=given, follow=True)

    assert "more than was agreed" not in text(book(1, 12, 2026))
    assert "With what is booked it will be £260.00 more than was agreed" in text(book(14, 1, 2027))


def test_what_was_spent_is_noted_and_taken_off(world, see):
    given = {
        "kind": "travel",
        "miles": "40",
        "text": "There and back",
        "spent_on-day": "2",
        "spent_on-month": "11",
        "spent_on-year": "2026",
    }
    assert see(world.priya, "add-claim", world.engagement.pk, data=given).status_code == 302
    shown = text(see(world.priya, "money", world.engagement.pk))
    assert "There and back" in shown
    assert "£18.00" in shown
    assert "Take off" in shown
    assert "Take off" not in text(see(world.daniel, "money", world.engagement.pk))
    [claim] = world.engagement.claims.all()
    see(world.priya, "drop-claim", world.engagement.pk, claim.pk, data={})
    assert not world.engagement.claims.exists()
    assert "Say how many miles it was" in text(
        see(world.priya, "add-claim", world.engagement.pk, data={**given, "miles": ""})
    )


def sheet(world, **fields):
    return invoiced(world, **fields)


def test_a_sheet_is_made_read_and_marked(world, see):
    given = {
        "basis": "given",
        "from_on-day": "1",
        "from_on-month": "11",
        "from_on-year": "2026",
        "until_on-day": "30",
        "until_on-month": "11",
        "until_on-year": "2026",
        "reference": "PO 4711",
    }
    assert see(world.priya, "make-invoice", world.engagement.pk, data=given).status_code == 302
    shown = text(see(world.daniel, "invoice", world.engagement.pk, 1))
    for part in ("Harrowgill High School asks Thistlebank School for £350.00", "PO 4711", "£297.50", "£52.50"):
        assert part in shown
    assert "It was sent" not in shown
    day = {"on-day": "2", "on-month": "11", "on-year": "2026"}
    see(world.priya, "invoice-sent", world.engagement.pk, 1, data=day)
    see(world.daniel, "invoice-paid", world.engagement.pk, 1, data=day)
    assert Invoice.objects.get().state == InvoiceStatus.PAID
    assert "£350.00 of it was paid" in text(see(world.daniel, "money", world.engagement.pk))


def test_a_sheet_goes_to_finance_offices_as_a_pdf_that_can_be_read_aloud_and_as_rows_that_add_up(world, see):
    claimed(world, text="=1+1")
    found = sheet(world, reference="PO 1")
    pdf = see(world.daniel, "invoice-pdf", world.engagement.pk, found.number)
    assert pdf.content.startswith(b"%PDF")
    assert b"pdfuaid" in pdf.content
    assert "no-store" in pdf["Cache-Control"]
    assert pdf.content == see(world.daniel, "invoice-pdf", world.engagement.pk, found.number).content
    answer = see(world.daniel, "invoice-csv", world.engagement.pk, found.number)
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0]["What"] == "'=1+1"
    assert [each["Pounds"] for each in rows] == ["18.00", "350.00", "368.00"]
    assert {each["To"] for each in rows} == {"Thistlebank School"}


def test_a_sheet_of_others_is_found_by_nobody(here, world, see):
    sheet(world)
    assert see(world.farah, "invoice", world.engagement.pk, 1).status_code == 403
    assert see(world.daniel, "invoice", world.engagement.pk, 2).status_code == 404


def test_what_each_gave_the_other_is_set_off_in_a_period(here, see, client):
    with acting_in(here.pk):
        made = visits.at_work(here, kind=Kind.PEER)
        quoted(made, days(8))
        visits.written(made)
        claimed(made, by=made.daniel, kind="days", text="We showed our library", count=1, spent_on=visits.DAY)
        period = "from_on-day=1&from_on-month=11&from_on-year=2026&until_on-day=30&until_on-month=11&until_on-year=2026"
        see(made.grace, "net", made.engagement.pk)
        where = f"/ribble/engagements/{made.engagement.pk}/money/each-other"
        shown = text(client.get(f"{where}/?{period}"))
        assert "Thistlebank School owes Harrowgill High School £175.00." in shown
        rows = client.get(f"{where}.csv?{period}").content.decode("utf-8-sig")
        assert client.get(f"{where}.pdf?{period}").content.startswith(b"%PDF")
        assert "The last day comes before the first" in text(
            client.get(f"{where}/?{period.replace('until_on-year=2026', 'until_on-year=2025')}")
        )
    assert [each["Pounds"] for each in csv.DictReader(io.StringIO(rows))] == ["350.00", "-175.00", "175.00"]


def test_a_coordinator_keeps_the_prices_of_the_programme(here, see):
    with acting_in(here.pk):
        made = factories.world(here)
        given = {
            "price_model": "suggested",
            "name_1": "A teacher",
            "day_pence_1": "350",
            "share_kind": "percent",
            "percent": "15",
            "most_percent": "7.5",
            "mile_pence": "0.45",
            "vat": "No VAT is charged.",
        }
        assert see(made.farah, "change-prices", data=given).status_code == 302
        shown = text(see(made.farah, "prices"))
        for part in ("£323.75", "£26.25", "15% of the price of a day, at most 7.5% of it", "No VAT is charged."):
            assert part in shown
        for wrong, sentence in (
            ({"percent": ""}, "Say what part of a day’s price the programme keeps"),
            ({"percent": "150"}, "Enter a number from 0 to 100, like 15 or 7.5"),
            ({"day_pence_1": ""}, "Say what a day costs: A teacher"),
        ):
            assert sentence in text(see(made.farah, "change-prices", data={**given, **wrong}))
        assert RateCard.objects.count() == 1
        assert see(made.daniel, "prices").status_code == 403
        assert queries.card_now(actor=actor(made.farah)).share.parts == 1_500
