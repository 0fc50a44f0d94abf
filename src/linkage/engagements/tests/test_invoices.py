"""Invoice sheets: frozen when made, numbered, never asking twice for the same, and marked by hand."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from linkage.database.tenancy import acting_in
from linkage.engagements import operations
from linkage.engagements.enums import EngagementStatus, InvoiceBasis, InvoiceStatus, LineKind
from linkage.engagements.models import InvoiceLine, UnableToMoveInvoice
from linkage.engagements.tests import agreements, factories, visits
from linkage.engagements.tests.money import MILES, amounts, budget, card, claimed, costs, days, invoiced, quoted, read
from linkage.kernel.errors import Forbidden
from linkage.links.enums import Side
from linkage.people.tests.factories import actor

pytestmark = pytest.mark.django_db

ADVANCE = InvoiceBasis.ADVANCE
LATER = visits.on(date(2026, 12, 4))


@pytest.fixture
def world(here):
    with acting_in(here.pk):
        made = visits.at_work(here)
        card(made.farah)
        quoted(made, days(4), MILES)
        yield made


def test_a_sheet_asks_for_what_was_given_and_is_on_no_other(world):
    visits.written(world)
    claimed(world)
    first = invoiced(world, until_on=visits.DAY, reference="PO 4711")
    assert amounts(first) == [("To Thistlebank and back", 1_800, 0), ("Visit by Priya Raman", 35_000, 5_250)]
    assert (first.number, first.from_name, first.to_name) == (1, "Harrowgill High School", "Thistlebank School")
    assert (first.reference, first.vat) == ("PO 4711", "No VAT is charged.")
    with pytest.raises(operations.UnableToInvoice, match="not on a sheet already"):
        invoiced(world)
    visits.written(world, visits.booked(world, visits.OTHER_DAY, half_days=1))
    second = invoiced(world)
    assert (second.number, amounts(second)) == (2, [("Visit by Priya Raman", 17_500, 2_625)])


def test_all_that_was_agreed_is_asked_for_once(world):
    found = invoiced(world, basis=ADVANCE)
    assert amounts(found) == [("A teacher", 70_000, 10_500), ("Travel", 9_000, 0)]
    visits.written(world)
    for basis in InvoiceBasis:
        with pytest.raises(operations.UnableToInvoice, match="is on an invoice sheet already"):
            invoiced(world, basis=basis)


def test_nothing_is_asked_for_in_advance_once_some_of_it_was(world):
    visits.written(world)
    invoiced(world)
    with pytest.raises(operations.UnableToInvoice, match="go on with what was given"):
        invoiced(world, basis=ADVANCE)


def test_a_sheet_stays_as_it_was_made(world):
    visits.written(world)
    found = invoiced(world)
    before = amounts(found)
    quoted(world, days(4, 50_000))
    card(world.farah, vat="VAT is added")
    assert amounts(found) == before
    assert read(found).vat == "No VAT is charged."


def test_what_the_programme_keeps_in_all_is_used_up_over_the_sheets(world):
    other = visits.at_work(world.programme)
    card(world.farah, share=costs(world).share.__class__("fixed", a_day_pence=5_000, most_pence=7_000))
    quoted(other, days(6))
    visits.written(other)
    first = invoiced(other)
    visits.written(other, visits.booked(other, visits.OTHER_DAY))
    assert [each[2] for each in (*amounts(first), *amounts(invoiced(other)))] == [5_000, 2_000]


def test_who_leads_for_the_other_school_and_its_head_are_told_without_a_sum(world):
    visits.written(world)
    invoiced(world)
    assert visits.readers("invoice_made") == ["Daniel Whitlow", "Grace Okafor"]
    assert not any("£" in mail.text for mail in visits.mails("invoice_made"))


def test_where_it_was_bought_the_programme_pays_and_keeps_nothing(here):
    with acting_in(here.pk):
        made = agreements.bought(here, status=EngagementStatus.AGREED)
        card(made.farah)
        found = invoiced(made, basis=ADVANCE)
        assert found.to_name == "Ribble Linkage"
        assert sum(pence for _, pence, _ in amounts(found)) == made.engagement.commission.amount_pence
        assert all(kept == 0 for _, _, kept in amounts(found))
        assert "Farah Siddiqui" in visits.readers("invoice_made")


def test_what_became_of_it_is_noted_by_hand(world):
    visits.written(world)
    found = read(invoiced(world))
    day = date(2026, 11, 20)
    operations.note_sent(actor=actor(world.helen), at=LATER, invoice=found, on=day)
    with pytest.raises(operations.UnableToInvoice, match="not to come"):
        operations.note_paid(actor=actor(world.daniel), at=LATER, invoice=found, on=LATER.date() + timedelta(days=1))
    operations.note_paid(actor=actor(world.daniel), at=LATER, invoice=found, on=day)
    assert (found.state, found.paid_on) == (InvoiceStatus.PAID, day)
    with pytest.raises(UnableToMoveInvoice, match="“paid” by now"):
        operations.void_invoice(actor=actor(world.priya), at=LATER, invoice=found, reason="Wrong")


def test_a_wrong_sheet_is_taken_back_and_what_it_asked_for_stands_on_the_next(world):
    visits.written(world)
    found = read(invoiced(world))
    before = amounts(found)
    operations.void_invoice(actor=actor(world.priya), at=LATER, invoice=found, reason="The wrong reference")
    again = invoiced(world)
    assert again.number == 2
    assert amounts(again) == before == amounts(found)
    with pytest.raises(UnableToMoveInvoice):
        operations.note_paid(actor=actor(world.daniel), at=LATER, invoice=read(found), on=visits.DAY)


def test_only_the_school_that_helps_asks_for_money_and_either_says_that_it_was_paid(world):
    visits.written(world)
    for someone in (world.daniel, world.grace, world.farah):
        with pytest.raises(Forbidden):
            invoiced(world, by=someone)
    found = read(invoiced(world))
    with pytest.raises(Forbidden):
        operations.note_sent(actor=actor(world.daniel), at=LATER, invoice=found, on=visits.DAY)
    operations.note_paid(actor=actor(world.grace), at=LATER, invoice=found, on=visits.DAY)


def test_nothing_is_asked_for_before_it_is_agreed_or_in_a_pause(world):
    visits.written(world)
    for status in (EngagementStatus.READY, EngagementStatus.PAUSED):
        factories.set_to(world, status)
        with pytest.raises(operations.UnableToInvoice):
            invoiced(world)
    factories.set_to(world, EngagementStatus.CLOSED)
    assert invoiced(world).number == 1


def test_a_day_without_a_price_is_not_asked_for(here):
    with acting_in(here.pk):
        made = visits.at_work(here)
        visits.written(made)
        with pytest.raises(operations.UnableToInvoice, match="so that a day has a price"):
            invoiced(made)


def test_the_database_lets_no_visit_stand_on_two_sheets_and_no_share_beyond_its_line(world):
    visit = visits.written(world)
    found = invoiced(world)

    def line(**fields):
        InvoiceLine.objects.create(
            **{
                "programme": world.programme,
                "invoice": found,
                "place": 9,
                "kind": LineKind.DAYS,
                "text": "Again",
                "count": 1,
                "unit_pence": 35_001,
                **fields,
            }
        )

    for wrong in ({"visit": visit}, {"programme_pence": 17_502}, {"kind": LineKind.TRAVEL, "programme_pence": 1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            line(**wrong)
    line(programme_pence=17_501)


def test_what_was_called_off_within_the_notice_is_asked_for_too(world):
    at = visits.on(date(2026, 11, 13))
    visits.booked(world, date(2026, 11, 17), at=visits.on(date(2026, 11, 12)))
    operations.stop(actor=actor(world.daniel), at=at, engagement=world.engagement, reason="We cannot go on")
    assert world.engagement.halt_side == Side.CLIENT
    assert amounts(invoiced(world, at=at)) == [("Visit by Priya Raman, called off within the notice", 35_000, 5_250)]
    assert budget(world).given_pence == 35_000
