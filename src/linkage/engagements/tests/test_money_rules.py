"""Money of support: whole pence in every sum, whatever is quoted, given and shared (hypothesis)."""

import ast
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from linkage.engagements import rules
from linkage.engagements.enums import LineKind, PriceModel, ShareKind
from linkage.engagements.rules import Card, Line, Rate, Share
from linkage.links.enums import Side

pence = st.integers(0, 500_000)
line = st.builds(
    Line, kind=st.sampled_from(LineKind.values), text=st.just("Line"), count=st.integers(1, 400), unit_pence=pence
)
lines = st.lists(line, max_size=12)
share = st.builds(
    Share,
    kind=st.sampled_from(ShareKind.values),
    parts=st.integers(0, rules.WHOLE),
    a_day_pence=st.integers(0, 100_000),
    most_parts=st.integers(0, rules.WHOLE),
    most_pence=st.integers(0, 1_000_000),
)
DAYS, TRAVEL, COVER, OTHER = LineKind.DAYS, LineKind.TRAVEL, LineKind.COVER, LineKind.OTHER


def days(half_days, day_pence):
    return Line(DAYS, "Days", half_days, day_pence)


@given(lines)
def test_a_total_is_the_sum_of_its_lines_and_every_sum_is_whole_pence(found):
    assert rules.total_pence(found) == sum(each.amount_pence for each in found)
    assert all(type(each.amount_pence) is int for each in found)


@given(pence, st.integers(0, 200))
def test_half_days_are_pro_rata_and_whole_days_exact(price, count):
    assert rules.line_pence(DAYS, 2 * count, price) == count * price
    half = rules.line_pence(DAYS, 1, price)
    # Two halves are a day, or a penny more where half of it is half a penny.
    assert 2 * half - price in (0, 1)
    assert rules.line_pence(DAYS, 2 * count + 1, price) == count * price + half


@given(lines, share, st.integers(0, 1_000_000))
def test_who_gets_what_sums_to_each_line(found, kept, taken):
    made = rules.splits(found, kept, taken_pence=taken)
    for each, split in zip(found, made, strict=True):
        assert split.home_pence + split.programme_pence == each.amount_pence
        assert split.home_pence >= 0
        assert split.programme_pence >= 0
        assert each.kind == DAYS or split.programme_pence == 0


@given(lines, share, st.integers(0, 1_000_000))
def test_no_share_is_beyond_its_limits(found, kept, taken):
    made = rules.splits(found, kept, taken_pence=taken)
    if kept.most_pence:
        assert sum(each.programme_pence for each in made) <= max(0, kept.most_pence - taken)
    if kept.most_parts:
        for each, split in zip(found, made, strict=True):
            assert split.programme_pence * rules.WHOLE <= each.amount_pence * kept.most_parts


@given(pence, st.lists(st.integers(0, 1_000), min_size=1, max_size=6).filter(any))
def test_parts_sum_to_the_whole_and_are_less_than_a_penny_from_fair(whole, parts):
    made = rules.parted(whole, parts)
    assert sum(made) == whole
    for share_of_it, part in zip(made, parts, strict=True):
        assert abs(share_of_it * sum(parts) - whole * part) < sum(parts)


@given(lines, lines)
def test_netting_is_the_same_from_both_sides_and_leaves_nothing_over(home, client):
    there, back = rules.net(home, client), rules.net(client, home)
    assert there.to_home_pence == -back.to_home_pence
    assert there.to_home_pence + there.to_client_pence == 0
    assert there.to_home_pence == rules.total_pence(home) - rules.total_pence(client)


@given(st.integers(1, 400), pence, pence)
def test_what_was_bought_is_its_lines_to_the_penny(half_days, price, other):
    made = rules.bought_lines(half_days, price, other, "Room")
    assert rules.total_pence(made) == half_days * price // 2 + other


@given(pence, pence, pence)
def test_what_is_left_is_what_was_agreed_less_everything_given_and_booked(agreed, done, booked):
    found = rules.Budget(agreed, done, booked)
    assert found.left_pence + done + booked == agreed
    assert found.will_be_over_pence >= found.over_pence or booked == 0
    assert (found.will_be_over_pence > 0) == (done + booked > agreed)


@given(lines, st.lists(st.builds(days, st.integers(1, 2), pence), max_size=5), pence)
def test_what_is_owed_is_what_was_given_and_never_depends_on_what_was_paid(done, notice, paid):
    by_client = rules.owed_as_quoted(half_days=10, done=done, in_notice=notice, paid_pence=paid, stopped_by=Side.CLIENT)
    by_home = rules.owed_as_quoted(half_days=10, done=done, in_notice=notice, paid_pence=paid, stopped_by=Side.HOME)
    assert by_client.total_pence == rules.total_pence(done) + rules.total_pence(notice)
    assert by_home.total_pence == rules.total_pence(done)
    assert by_client.to_pay_pence - by_client.to_refund_pence == by_client.total_pence - paid


def test_prices_of_programmes_come_out_as_they_say():
    """Practice 1.6: fifteen in a hundred of three prices, and £50 a day."""
    fifteen, fifty = Share(ShareKind.PERCENT, parts=1_500), Share(ShareKind.FIXED, a_day_pence=5_000)
    gets = [rules.home_gets_a_day(Rate("A day", each), fifteen).home_pence for each in (35_000, 45_000, 55_000)]
    assert gets == [29_750, 38_250, 46_750]
    assert rules.home_gets_a_day(Rate("A day", 35_000), fifty) == rules.Split(30_000, 5_000)
    [half] = rules.splits([days(1, 35_000)], fifty)
    assert half == rules.Split(15_000, 2_500)


def test_a_grant_of_which_five_in_a_hundred_may_be_held_back():
    most = Share(ShareKind.PERCENT, parts=1_500, most_parts=500)
    assert rules.splits([days(20, 40_000)], most) == [rules.Split(380_000, 20_000)]


def test_a_sum_in_all_is_used_up_line_by_line_and_sheet_by_sheet():
    share = Share(ShareKind.FIXED, a_day_pence=5_000, most_pence=12_000)
    made = rules.splits([days(2, 35_000)] * 4, share)
    assert [each.programme_pence for each in made] == [5_000, 5_000, 2_000, 0]
    [after] = rules.splits([days(2, 35_000)], share, taken_pence=11_000)
    assert after.programme_pence == 1_000


def test_a_part_of_a_penny_stays_with_the_school_that_helps():
    [found] = rules.splits([days(2, 35_030)], Share(ShareKind.PERCENT, parts=1_500))
    assert found == rules.Split(29_776, 5_254)
    [tie] = rules.splits([days(2, 10)], Share(ShareKind.PERCENT, parts=1_500))
    assert tie == rules.Split(9, 1)


def test_a_day_costs_what_was_agreed_for_who_gives_it():
    leader, other = "11111111-1111-1111-1111-111111111111", "22222222-2222-2222-2222-222222222222"
    anybody, own = days(4, 35_000), replace(days(2, 45_000), person_id=leader)
    assert rules.day_line([anybody, own], leader) == own
    assert rules.day_line([own, anybody], other) == anybody
    assert rules.day_line([own], other) == own
    assert rules.day_line([Line(TRAVEL, "Miles", 10, 45)], leader) is None


def sentences(found):
    return [each.sentence for each in found]


def test_where_the_prices_of_the_card_hold_no_other_is_quoted():
    card = Card(PriceModel.FIXED, rates=(Rate("A leader", 45_000), Rate("A teacher", 35_000)), mile_pence=45)
    assert rules.lines_can_be_quoted(card, [days(3, 45_000), Line(TRAVEL, "Miles", 40, 45)]) == []
    assert sentences(rules.lines_can_be_quoted(card, [days(3, 40_000)])) == [
        "Here the programme’s prices hold: £350.00 or £450.00. Choose one of them for “Days”"
    ]
    # Of what the card says nothing, the schools say it.
    assert rules.lines_can_be_quoted(card, [Line(COVER, "Cover", 2, 20_000)]) == []
    suggested = replace(card, price_model=PriceModel.SUGGESTED)
    assert rules.lines_can_be_quoted(suggested, [days(3, 40_000)]) == []


def test_nothing_is_quoted_where_nobody_charges_and_no_quote_is_empty():
    assert sentences(rules.lines_can_be_quoted(Card(PriceModel.NONE), [days(2, 1)])) == [
        "Here nobody charges for support, so there is nothing to quote"
    ]
    assert sentences(rules.lines_can_be_quoted(Card(), [])) == ["Fill in at least one line"]


def test_a_card_says_what_it_has_to():
    def wrong(**fields):
        return sentences(rules.the_card_is_whole(Card(**fields)))

    assert wrong(price_model=PriceModel.FIXED) == ["Where the prices of the card hold, it has at least one"]
    assert wrong(rates=(Rate("A day", 1), Rate("a day", 2))) == ["Give each price a name of its own"]
    assert wrong(share=Share(ShareKind.PERCENT)) == ["Say what part of a day’s price the programme keeps"]
    assert wrong(share=Share(ShareKind.FIXED)) == ["Say how much the programme keeps for a day"]
    assert wrong() == []


def test_the_same_money_is_not_asked_for_twice():
    def twice(**fields):
        return bool(rules.the_sheet_is_new(**fields))

    assert not twice(is_advance=True, has_advance=False, has_given=False)
    assert not twice(is_advance=False, has_advance=False, has_given=True)
    assert twice(is_advance=True, has_advance=False, has_given=True)
    assert twice(is_advance=False, has_advance=True, has_given=False)


def test_no_sum_is_a_float():
    """No division of floats and no float stands in the rules of money; a rule with one would be found here."""

    def floats(source):
        tree = ast.walk(ast.parse(source))
        return [each for each in tree if isinstance(each, ast.Div) or type(getattr(each, "value", None)) is float]

    for module in ("money", "invoices", "owed"):
        assert floats((Path(rules.__file__).parent / f"{module}.py").read_text()) == []
    assert floats("half = price / 2")
    assert floats("half = price * 0.5")
