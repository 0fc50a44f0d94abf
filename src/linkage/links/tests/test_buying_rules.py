"""What is bought: its total, who may approve it, and what it takes of its fund."""

import uuid
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkage.links import rules
from linkage.links.enums import COMMISSION_MOVES, LIVE, CommissionStatus, Provider

S = CommissionStatus
ME, OTHER = uuid.uuid4(), uuid.uuid4()


def sentences(found):
    return [each.sentence for each in found]


@pytest.mark.parametrize(
    ("package", "total"),
    [
        (rules.Package(7, 50_000), 175_000),
        (rules.Package(1, 45_000), 22_500),
        (rules.Package(2, 45_001), 45_001),
        (rules.Package(6, 0, 12_050), 12_050),
        (rules.Package(7, 50_000, 2_599), 177_599),
    ],
)
def test_a_total_is_the_sum_of_its_lines(package, total):
    assert rules.total_pence(package) == total


@given(st.integers(1, 400), st.integers(0, 1_000_000), st.integers(0, 1_000_000))
def test_what_passes_the_rules_is_never_rounded(half_days, price, other):
    package = rules.Package(half_days, price, other)
    if not rules.the_half_day_is_whole_pence(package):
        assert 2 * rules.total_pence(package) == half_days * price + 2 * other


def test_half_a_day_at_an_odd_price_is_asked_about():
    assert sentences(rules.the_half_day_is_whole_pence(rules.Package(3, 45_001))) == [
        "Half a day has to cost whole pence: change the price by a penny"
    ]
    assert rules.the_half_day_is_whole_pence(rules.Package(4, 45_001)) == []


@pytest.mark.parametrize(("half_days", "wrong"), [(0, True), (1, False), (400, False), (401, True)])
def test_at_least_half_a_day_is_bought_and_no_more_than_200(half_days, wrong):
    assert bool(rules.days_are_bought(rules.Package(half_days, 1))) is wrong


def test_days_and_money_are_of_one_time():
    first, last = date(2026, 9, 1), date(2027, 8, 31)
    assert rules.the_money_is_of_that_time(first, first, last) == []
    assert rules.the_money_is_of_that_time(last, first, last) == []
    assert "Tuesday 1 September 2026" in rules.the_money_is_of_that_time(date(2026, 8, 31), first, last)[0].sentence
    assert rules.dates_are_in_order(last, first)[0].field == "ends_on"
    assert rules.dates_are_in_order(first, first) == []


@pytest.mark.parametrize(
    ("kind", "entry", "organisation", "field"),
    [
        (Provider.OPEN, False, False, None),
        (Provider.ENTRY, True, False, None),
        (Provider.ENTRY, False, False, "entry"),
        (Provider.ORGANISATION, False, True, None),
        (Provider.ORGANISATION, False, False, "organisation"),
    ],
)
def test_who_gives_it_is_said_or_left_open(kind, entry, organisation, field):
    found = rules.the_provider_is_said(kind, has_entry=entry, has_organisation=organisation)
    assert [each.field for each in found] == ([field] if field else [])


@pytest.mark.parametrize(
    ("approver", "parties", "may"), [(ME, {OTHER, None}, True), (ME, {OTHER, ME}, False), (None, {OTHER}, False)]
)
def test_who_asked_or_prepared_it_does_not_approve_it(approver, parties, may):
    assert (rules.somebody_else_approves(approver, parties) == []) is may


def test_nothing_is_approved_beyond_what_is_left():
    assert rules.money_is_left(100, 100, "Fund") == []
    assert sentences(rules.money_is_left(175_000, 174_999, "Fund")) == [
        "This takes £1,750.00, and £1,749.99 is left of Fund. Have it changed, or the fund made larger"
    ]


def test_no_more_is_paid_than_was_approved():
    assert rules.nothing_is_paid_twice(100, 100) == []
    assert rules.nothing_is_paid_twice(101, 100)[0].field == "paid_pence"


@pytest.mark.parametrize(
    ("status", "held"),
    [
        (S.DRAFT, 0),
        (S.AWAITING_APPROVAL, 0),
        (S.REFUSED, 0),
        (S.APPROVED, 1000),
        (S.ORDERED, 1000),
        (S.ENGAGED, 1000),
        (S.CLOSED, 300),
        (S.CANCELLED, 300),
    ],
)
def test_what_it_takes_of_its_fund(status, held):
    assert rules.held_pence(status, 1000, 300) == held


def test_only_what_was_approved_is_ordered_and_only_what_was_ordered_begins():
    into = {to: {each for each, moves in COMMISSION_MOVES.items() if to in moves} for to in S}
    assert into[S.APPROVED] == {S.AWAITING_APPROVAL}
    assert into[S.ORDERED] == {S.APPROVED}
    assert into[S.ENGAGED] == {S.ORDERED}
    assert into[S.CLOSED] == {S.ORDERED, S.ENGAGED}
    assert into[S.AWAITING_APPROVAL] == {S.DRAFT, S.REFUSED}
    assert {each for each, moves in COMMISSION_MOVES.items() if moves} == set(LIVE)
