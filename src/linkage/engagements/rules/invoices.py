"""When money is noted, and what an invoice sheet may ask for: never the same twice, and never nothing. Pure."""

from collections.abc import Sequence
from datetime import date

from linkage.engagements.enums import EngagementStatus, PriceModel
from linkage.engagements.rules.money import Card, Line, total_pence
from linkage.kernel.violations import Violation

S = EngagementStatus


def money_is_noted(status: str) -> list[Violation]:
    """Return why nothing that was given or spent can be noted, and no invoice sheet be made: before, and in a pause."""
    if status in (S.PREPARING, S.READY):
        return [Violation("it_is_agreed", "Nothing can be noted before both schools have agreed")]
    if status == S.PAUSED:
        return [Violation("it_is_not_paused", "While it is paused nothing of it is changed. Go on with it first")]
    return []


def somebody_charges(card: Card, *, is_bought: bool) -> list[Violation]:
    """Return why there is no money to note: in the programme nobody charges, and nothing was bought."""
    if card.price_model != PriceModel.NONE or is_bought:
        return []
    return [Violation("somebody_charges", "Here nobody charges for support, so there is nothing to note")]


def the_day_has_come(on: date, today: date, field: str) -> list[Violation]:
    """Return why something cannot have been on a day that is to come."""
    return [Violation("the_day_has_come", "Enter a day that is not to come", field)] if on > today else []


def the_period_is_in_order(from_on: date, until_on: date, field: str = "until_on") -> list[Violation]:
    """Return why these are not the first and the last day of a period."""
    if until_on < from_on:
        return [Violation("the_period_is_in_order", "The last day comes before the first", field)]
    return []


def the_sheet_is_new(*, is_advance: bool, has_advance: bool, has_given: bool) -> list[Violation]:
    """Return why this would ask for the same money twice: all is asked for in advance, or what was given as it is."""
    if has_advance:
        sentence = "Everything that was agreed is on an invoice sheet already. Take that back first"
        return [Violation("it_is_asked_once", sentence, "basis")]
    if is_advance and has_given:
        sentence = "Some of it is on an invoice sheet already, so go on with what was given in a period"
        return [Violation("it_is_asked_once", sentence, "basis")]
    return []


def something_is_asked(lines: Sequence[Line], *, is_advance: bool = False) -> list[Violation]:
    """Return why there is nothing to ask money for."""
    if not lines and not is_advance:
        return [Violation("something_is_asked", "Nothing was given in these days that is not on a sheet already")]
    if not total_pence(lines):
        return [Violation("a_day_has_a_price", "Write first what it costs, so that a day has a price")]
    return []
