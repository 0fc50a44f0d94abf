"""What support costs: quoted in versions by the two schools, and what is given and spent beside it."""

from datetime import date, timedelta

import pytest

from linkage.database.tenancy import acting_in
from linkage.engagements import operations, queries, rules
from linkage.engagements.enums import EngagementStatus, Kind, LineKind, PriceModel
from linkage.engagements.models import Claim, Quote, UnableToMove
from linkage.engagements.tests import agreements, factories, visits
from linkage.engagements.tests.money import (
    BOOKS,
    COVER,
    FIXED,
    MILES,
    budget,
    card,
    claimed,
    costs,
    days,
    given,
    invoiced,
    quoted,
)
from linkage.kernel.errors import Forbidden
from linkage.links.enums import Side
from linkage.people.tests.factories import actor
from linkage.programmes.tests.factories import NOW

pytestmark = pytest.mark.django_db

S = EngagementStatus


@pytest.fixture
def world(here):
    with acting_in(here.pk):
        yield factories.world(here)


@pytest.fixture
def at_work(here):
    with acting_in(here.pk):
        made = visits.at_work(here)
        quoted(made, days(4), MILES)
        yield made


def said(problem):
    return str(problem.value)


def test_both_schools_write_what_it_costs_and_each_saving_is_a_version(world):
    first = quoted(world, days(), COVER)
    second = quoted(world, days(), MILES, BOOKS, by=world.priya)
    found = costs(world)
    assert (first.number, second.number, found.number) == (1, 2, 2)
    assert [each.text for each in found.lines] == ["A teacher", "Travel", "Books"]
    assert rules.total_pence(found.lines) == 24 * 17_500 + 9_000 + 12_550
    assert [each.text for each in first.lines.order_by("place")] == [
        "A teacher",
        "Cover in class",
    ]


def test_of_two_who_change_it_at_once_the_second_looks_again(world):
    quoted(world)
    quoted(world, days(20), seen=1)
    with pytest.raises(operations.UnableToQuote) as problem:
        quoted(world, days(22), seen=1)
    assert said(problem) == "Somebody has changed it meanwhile. Look at it again, then change what is left"
    assert costs(world).lines[0].count == 20


def test_whoever_only_takes_part_or_runs_the_programme_writes_nothing(world):
    for someone in (world.farah,):
        with pytest.raises(Forbidden):
            quoted(world, by=someone)
    assert quoted(world, by=world.grace).number == 1


def test_a_quote_keeps_its_card_and_a_new_one_begins_with_the_newest(here, world):
    card(world.farah)
    quoted(world)
    card(world.farah, vat="VAT is added.")
    quoted(world, days(20))
    assert costs(world).card.vat == "No VAT is charged."
    assert queries.card_now(actor=actor(world.farah)).vat == "VAT is added."
    other = factories.world(here)
    quoted(other)
    assert costs(other).card.vat == "VAT is added."


def test_where_the_prices_of_the_programme_hold_the_schools_choose_among_them(world):
    card(world.farah, price_model=PriceModel.FIXED)
    with pytest.raises(operations.UnableToQuote) as problem:
        quoted(world, days(day_pence=30_000))
    assert "£350.00 or £450.00" in said(problem)
    quoted(world, days(day_pence=FIXED.rates[1].day_pence))


def test_days_are_only_given_by_who_takes_part(world):
    with pytest.raises(operations.UnableToQuote, match="who takes part"):
        quoted(world, days(person_id=world.farah.pk))
    quoted(world, days(person_id=world.priya.pk))


def test_what_was_bought_says_what_it_costs_to_the_penny(here):
    with acting_in(here.pk):
        made = agreements.bought(here)
        found = costs(made)
        assert rules.total_pence(found.lines) == made.engagement.commission.amount_pence
        assert found.is_paid_by_programme
        with pytest.raises(operations.UnableToQuote, match="What was bought says what it costs"):
            quoted(made)


def test_nothing_is_quoted_in_a_pause_and_after_the_end(world):
    for status in (S.PAUSED, S.CLOSED, S.STOPPED):
        factories.set_to(world, status)
        with pytest.raises(UnableToMove):
            quoted(world)
    assert not Quote.objects.exists()


def test_the_agreement_says_what_was_quoted_and_who_gets_what(here):
    with acting_in(here.pk):
        made = agreements.world(here)
        card(made.farah)
        quoted(made, days(24), MILES, BOOKS)
        text = agreements.offered(made, costs="It is paid in two halves.").text
    assert (
        "It costs £4,415.50 in all: 12 days at £350.00 a day (A teacher), 200 miles at £0.45 a mile and £125.50 for "
        "books. Thistlebank School pays it. Of this Harrowgill High School has £3,785.50 and Ribble Linkage £630.00. "
        "No VAT is charged. It is paid in two halves." in text
    )


def test_what_everybody_signed_counts_until_a_newer_one_is_signed(here):
    with acting_in(here.pk):
        made = agreements.world(here)
        quoted(made, days(24))
        agreements.signed(made, NOW + timedelta(hours=1))
        quoted(made, days(30), at=NOW + timedelta(hours=2))
        found = costs(made)
        assert found.is_ahead
        assert found.lines[0].count == 24
        operations.amend(
            actor=actor(made.daniel), at=NOW + timedelta(hours=3), engagement=made.engagement, change="Three days more"
        )
        agreements.offer(made, NOW + timedelta(hours=4))
        assert costs(made).lines[0].count == 24
        newest = made.engagement.agreements.order_by("-number").first()
        for someone in (made.grace, made.helen, made.priya):
            agreements.sign(newest, someone, NOW + timedelta(hours=5))
        assert not costs(made).is_ahead
        assert costs(made).lines[0].count == 30


def test_visits_count_at_their_price_once_their_note_is_sent(at_work):
    visits.booked(at_work, visits.OTHER_DAY)
    visits.written(at_work, visits.booked(at_work, half_days=1))
    found = budget(at_work)
    assert (found.agreed_pence, found.given_pence, found.booked_pence) == (79_000, 17_500, 35_000)
    assert found.left_pence == 26_500
    assert [(each.line.text, each.line.amount_pence) for each in given(at_work)] == [("Visit by Priya Raman", 17_500)]


def test_a_visit_costs_what_was_agreed_for_who_came(at_work):
    quoted(at_work, days(4), days(2, 45_000, "A leader", at_work.priya.pk))
    visits.written(at_work)
    assert budget(at_work).given_pence == 45_000


def test_too_much_is_known_before_it_is_given(at_work):
    claimed(at_work, kind=LineKind.OTHER, text="Books", count=1, unit_pence=40_000)
    visits.booked(at_work)
    assert budget(at_work).will_be_over_pence == 0
    visits.booked(at_work, visits.OTHER_DAY)
    found = budget(at_work)
    assert (found.will_be_over_pence, found.over_pence) == (31_000, 0)


def test_what_is_spent_has_the_price_that_was_agreed(at_work):
    card(at_work.farah)
    assert claimed(at_work).unit_pence == 45
    assert claimed(at_work, kind=LineKind.DAYS, text="Writing the report", count=1).unit_pence == 35_000
    # Of cover nothing was agreed, and the quote has the card it was begun with: one without a price for it.
    with pytest.raises(operations.UnableToClaim, match="No price for this was agreed"):
        claimed(at_work, kind=LineKind.COVER, count=2)
    assert sum(each.line.amount_pence for each in given(at_work)) == 1_800 + 17_500


def test_nothing_is_noted_for_a_day_to_come_in_a_pause_or_before_it_is_agreed(at_work):
    with pytest.raises(operations.UnableToClaim, match="Enter a day that is not to come"):
        claimed(at_work, spent_on=date(2026, 12, 1), at=NOW)
    for status, words in ((S.PAUSED, "paused"), (S.READY, "before both schools have agreed")):
        factories.set_to(at_work, status)
        with pytest.raises(operations.UnableToClaim, match=words):
            claimed(at_work)
    factories.set_to(at_work, S.CLOSED)
    claimed(at_work)


def test_nothing_is_noted_where_nobody_charges(here):
    with acting_in(here.pk):
        made = visits.at_work(here)
        card(made.farah, price_model=PriceModel.NONE)
        with pytest.raises(operations.UnableToClaim, match="Here nobody charges"):
            claimed(made, kind=LineKind.OTHER, unit_pence=500, count=1)


def test_only_who_helps_notes_what_it_spends_unless_they_learn_from_each_other(at_work):
    with pytest.raises(operations.UnableToClaim, match="Only Harrowgill High School gives days here"):
        claimed(at_work, by=at_work.daniel)
    at_work.engagement.kind = Kind.PEER
    at_work.engagement.save()
    assert claimed(at_work, by=at_work.daniel).side == Side.CLIENT
    # What the helped school gave is no cost of what it is given.
    assert given(at_work) == []


def test_what_was_noted_is_taken_off_by_its_own_school_unless_a_sheet_asks_for_it(at_work):
    found = claimed(at_work)
    with pytest.raises(Forbidden):
        operations.drop_claim(actor=actor(at_work.daniel), at=NOW, claim=found)
    operations.drop_claim(actor=actor(at_work.helen), at=NOW, claim=found)
    assert not Claim.objects.exists()
    found = claimed(at_work)
    invoiced(at_work)
    with pytest.raises(operations.UnableToClaim, match="An invoice sheet asks for this"):
        operations.drop_claim(actor=actor(at_work.helen), at=NOW, claim=found)


def test_each_side_is_set_against_the_other_in_a_period(here):
    with acting_in(here.pk):
        made = visits.at_work(here, kind=Kind.PEER)
        quoted(made, days(8))
        visits.written(made)
        claimed(made, by=made.daniel, kind=LineKind.DAYS, text="We showed our library", count=3, spent_on=visits.DAY)
        claimed(made, kind=LineKind.DAYS, text="Long before", count=2)

        def owed(first, last):
            found = queries.netted(actor=actor(made.grace), engagement=made.engagement, from_on=first, until_on=last)
            return rules.net(*([each.line for each in found[side]] for side in (Side.HOME, Side.CLIENT)))

        assert owed(visits.DAY, visits.DAY).to_home_pence == 35_000 - 52_500
        assert owed(date(2026, 9, 1), visits.DAY).to_home_pence == 70_000 - 52_500


def test_what_is_owed_when_it_is_stopped_is_said_in_money(at_work):
    visits.written(at_work)
    claimed(at_work)
    booked = visits.booked(at_work, date(2026, 11, 17), at=visits.on(date(2026, 11, 12)))
    today = date(2026, 11, 13)
    by_client = queries.owed_when_stopped(
        actor=actor(at_work.daniel), engagement=at_work.engagement, stopped_by=Side.CLIENT, today=today
    )
    assert (by_client.done_pence, by_client.other_pence, by_client.notice_pence) == (35_000, 1_800, 35_000)
    by_home = queries.owed_when_stopped(
        actor=actor(at_work.priya), engagement=at_work.engagement, stopped_by=Side.HOME, today=today
    )
    assert by_home.total_pence == 36_800
    operations.stop(
        actor=actor(at_work.daniel), at=visits.on(today), engagement=at_work.engagement, reason="We cannot go on"
    )
    # What could not be called off stays on the sheet once it is stopped.
    assert [each.line.text for each in given(at_work)][-1] == "Visit by Priya Raman, called off within the notice"
    assert budget(at_work).given_pence == by_client.total_pence
    assert booked.pk == given(at_work)[-1].visit.pk
