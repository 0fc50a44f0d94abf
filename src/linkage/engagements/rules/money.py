"""What days of support cost, who gets what of it, and what one school owes the other. Pure: whole pence, half days.

A line is rounded once, half a penny up, and nothing is rounded again: a total is the sum of its lines. The parts of a
line are whole pence that sum to it exactly; a part of a penny of the programme's stays with the school that helps.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from linkage.engagements.enums import LineKind, PriceModel, ShareKind
from linkage.kernel.money import pounds
from linkage.kernel.violations import Violation

# A share is kept in hundredths of one in a hundred: 15 in a hundred are 1,500.
WHOLE = 10_000
MOST_PENCE = 100_000_000
# Counted in half days, and priced for a whole one.
BY_HALF_DAYS = (LineKind.DAYS, LineKind.COVER)


@dataclass(frozen=True)
class Rate:
    """What a day of somebody costs whoever is helped: "A leader"."""

    name: str
    day_pence: int
    note: str = ""


@dataclass(frozen=True)
class Share:
    """What the programme keeps of a day: a part of its price, or so much a day; never more than it says."""

    kind: str = ShareKind.NONE
    parts: int = 0
    a_day_pence: int = 0
    # At most this part of a line, and at most so much in all; nought where nothing is said.
    most_parts: int = 0
    most_pence: int = 0


@dataclass(frozen=True)
class Card:
    """What a programme charges, and what it keeps."""

    price_model: str = PriceModel.AGREED
    rates: tuple[Rate, ...] = ()
    share: Share = Share()
    mile_pence: int = 0
    cover_day_pence: int = 0
    vat: str = ""


@dataclass(frozen=True)
class Line:
    """One line: so many half days at a price for a day, so many miles, or one sum."""

    kind: str
    text: str
    count: int
    unit_pence: int
    person_id: UUID | None = None

    @property
    def amount_pence(self) -> int:
        """What the line comes to, rounded once."""
        return line_pence(self.kind, self.count, self.unit_pence)


@dataclass(frozen=True)
class Split:
    """Who gets what of a line; together they are the line."""

    home_pence: int
    programme_pence: int


@dataclass(frozen=True)
class Budget:
    """What was agreed, what has been given until now, and what is booked beside it."""

    agreed_pence: int
    given_pence: int
    booked_pence: int

    @property
    def left_pence(self) -> int:
        """What is left once everything that is booked was given; below nothing where that is too much."""
        return self.agreed_pence - self.given_pence - self.booked_pence

    @property
    def over_pence(self) -> int:
        """By how much what was given is more than what was agreed."""
        return max(0, self.given_pence - self.agreed_pence)

    @property
    def will_be_over_pence(self) -> int:
        """By how much it will be more once everything that is booked was given."""
        return max(0, -self.left_pence)


@dataclass(frozen=True)
class Net:
    """What each school owes the other for what it was given, and what is left when one is set against the other."""

    client_owes_pence: int
    home_owes_pence: int

    @property
    def to_home_pence(self) -> int:
        """What the school that helps gets in the end; below nothing where it pays."""
        return self.client_owes_pence - self.home_owes_pence

    @property
    def to_client_pence(self) -> int:
        """The same for the school that is helped: together the two are nothing."""
        return -self.to_home_pence


def line_pence(kind: str, count: int, unit_pence: int) -> int:
    """Return what a line comes to: half days pro rata, half a penny up."""
    return (count * unit_pence + 1) // 2 if kind in BY_HALF_DAYS else count * unit_pence


def total_pence(lines: Iterable[Line]) -> int:
    """Return the sum of lines."""
    return sum(each.amount_pence for each in lines)


def parted(whole_pence: int, parts: Sequence[int]) -> list[int]:
    """Return a sum in parts, in whole pence that sum to it: what is left over goes to the largest remainders.

    Of two that are as large the first in the list has it. `parts` are weights, of which one is more than nothing.
    """
    weight = sum(parts)
    shares = [whole_pence * each // weight for each in parts]
    by_remainder = sorted(range(len(parts)), key=lambda place: -(whole_pence * parts[place] % weight))
    for place in by_remainder[: whole_pence - sum(shares)]:
        shares[place] += 1
    return shares


def splits(lines: Iterable[Line], share: Share, *, taken_pence: int = 0) -> list[Split]:
    """Return who gets what of each line, in their order. Of travel, cover and other costs the programme keeps nothing.

    `taken_pence` is what it has had already, where a sum says how much it keeps at most in all.
    """
    made: list[Split] = []
    for each in lines:
        kept = _kept(each, share)
        if share.most_pence:
            kept = min(kept, max(0, share.most_pence - taken_pence))
        taken_pence += kept
        made.append(Split(each.amount_pence - kept, kept))
    return made


def _kept(line: Line, share: Share) -> int:
    """What the programme would keep of one line, as far as the line and its own limit go."""
    if line.kind != LineKind.DAYS or share.kind == ShareKind.NONE:
        return 0
    amount = line.amount_pence
    if share.kind == ShareKind.PERCENT:
        kept = parted(amount, (WHOLE - share.parts, share.parts))[1]
    else:
        kept = line.count * share.a_day_pence // 2
    return min(kept, amount * share.most_parts // WHOLE if share.most_parts else amount)


def home_gets_a_day(rate: Rate, share: Share) -> Split:
    """Return who gets what of one day at a rate."""
    [found] = splits([Line(LineKind.DAYS, rate.name, 2, rate.day_pence)], share)
    return found


def net(given_by_home: Iterable[Line], given_by_client: Iterable[Line]) -> Net:
    """Return what each owes the other for what it was given."""
    return Net(client_owes_pence=total_pence(given_by_home), home_owes_pence=total_pence(given_by_client))


def day_line(quoted: Sequence[Line], person_id: UUID | None) -> Line | None:
    """Return the line that says what a day of somebody costs: their own, else the first that is nobody's, else any."""
    days = [each for each in quoted if each.kind == LineKind.DAYS]
    own = [each for each in days if each.person_id == person_id and person_id is not None]
    for_anybody = [each for each in days if each.person_id is None]
    return next(iter([*own, *for_anybody, *days]), None)


def at_price(line: Line | None, half_days: int, text: str) -> Line:
    """Return the line of days that were given, at the price of a quoted line; nothing where none is quoted."""
    made = Line(LineKind.DAYS, text, half_days, 0)
    return replace(made, unit_pence=line.unit_pence) if line else made


def bought_lines(half_days: int, day_pence: int, other_pence: int, other_for: str) -> list[Line]:
    """Return what was bought as lines: where the last half day leaves a part of a penny, it is not charged."""
    days, half = "Days of support", half_days % 2 and day_pence % 2
    lines = [Line(LineKind.DAYS, days, half_days - 1, day_pence), Line(LineKind.DAYS, days, 1, day_pence - 1)]
    beside = Line(LineKind.OTHER, other_for or "Other costs", 1, other_pence)
    found = lines if half else [Line(LineKind.DAYS, days, half_days, day_pence)]
    return [each for each in (*found, beside) if each.count and each.unit_pence]


def lines_can_be_quoted(card: Card, lines: Sequence[Line]) -> list[Violation]:
    """Return why these lines are no quote: nobody charges here, nothing is in it, or its prices are not the card's."""
    if card.price_model == PriceModel.NONE:
        return [Violation("somebody_charges", "Here nobody charges for support, so there is nothing to quote")]
    if not lines:
        return [Violation("something_is_quoted", "Fill in at least one line")]
    if total_pence(lines) > MOST_PENCE:
        return [Violation("the_sum_is_possible", f"A quote can be {pounds(MOST_PENCE)} at most")]
    return _prices_are_the_cards(card, lines) if card.price_model == PriceModel.FIXED else []


def _prices_are_the_cards(card: Card, lines: Sequence[Line]) -> list[Violation]:
    """Where the prices of the card hold, days, miles and cover have those, and no others."""
    known = {
        LineKind.DAYS: {each.day_pence for each in card.rates},
        LineKind.TRAVEL: {card.mile_pence} if card.mile_pence else set(),
        LineKind.COVER: {card.cover_day_pence} if card.cover_day_pence else set(),
    }
    wrong = [each for each in lines if (prices := known.get(LineKind(each.kind))) and each.unit_pence not in prices]
    return [
        Violation(
            "the_price_is_the_cards",
            f"Here the programme’s prices hold: {_listed(known[LineKind(each.kind)])}. Choose one of them for "
            f"“{each.text}”",
        )
        for each in wrong
    ]


def _listed(prices: Iterable[int]) -> str:
    return " or ".join(pounds(each) for each in sorted(prices))


def the_card_is_whole(card: Card) -> list[Violation]:
    """Return what is wrong with a rate card."""
    found = []
    if card.price_model == PriceModel.FIXED and not card.rates:
        found.append(Violation("a_price_is_there", "Where the prices of the card hold, it has at least one", "name_1"))
    names = [each.name.casefold() for each in card.rates]
    if len(set(names)) < len(names):
        found.append(Violation("names_differ", "Give each price a name of its own", "name_1"))
    if card.share.kind == ShareKind.PERCENT and not card.share.parts:
        found.append(Violation("the_share_is_said", "Say what part of a day’s price the programme keeps", "percent"))
    if card.share.kind == ShareKind.FIXED and not card.share.a_day_pence:
        found.append(Violation("the_share_is_said", "Say how much the programme keeps for a day", "a_day_pence"))
    return found
