"""When support may be bought, and what of a fund it takes. Pure: plain values in, violations and sums out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from linkage.kernel import money, words
from linkage.kernel.violations import Violation
from linkage.links.enums import CommissionStatus, Provider

MOST_HALF_DAYS = 400
# While it stands so, all that was approved is set aside for it; afterwards only what was paid.
HOLDS_MONEY = (CommissionStatus.APPROVED, CommissionStatus.ORDERED, CommissionStatus.ENGAGED)
_PAID_ONLY = (CommissionStatus.CLOSED, CommissionStatus.CANCELLED)


@dataclass(frozen=True)
class Package:
    """What is bought: days at a price, and what comes with them."""

    half_days: int
    day_price_pence: int
    other_pence: int = 0


def total_pence(package: Package) -> int:
    """What a package costs: its days at their price, and the other costs."""
    return package.half_days * package.day_price_pence // 2 + package.other_pence


def days_are_bought(package: Package) -> list[Violation]:
    """Enter at least half a day"""
    if package.half_days < 1:
        return [Violation("days_are_bought", "Enter at least half a day", "days")]
    if package.half_days > MOST_HALF_DAYS:
        return [Violation("days_are_bought", f"Enter {MOST_HALF_DAYS // 2} days or fewer", "days")]
    return []


def the_half_day_is_whole_pence(package: Package) -> list[Violation]:
    """Half a day has to cost whole pence: change the price by a penny"""
    if package.half_days % 2 and package.day_price_pence % 2:
        return [Violation("the_half_day_is_whole_pence", str(the_half_day_is_whole_pence.__doc__), "day_price_pence")]
    return []


def dates_are_in_order(starts_on: date, ends_on: date) -> list[Violation]:
    """The last day is the first day or later"""
    if starts_on <= ends_on:
        return []
    return [Violation("dates_are_in_order", "The last day cannot be before the first day", "ends_on")]


def the_money_is_of_that_time(starts_on: date, fund_from: date, fund_until: date) -> list[Violation]:
    """Support begins within the time for which its money is"""
    if fund_from <= starts_on <= fund_until:
        return []
    sentence = (
        f"This money is for {words.day(fund_from)} to {words.day(fund_until)}. Choose other money, or other dates"
    )
    return [Violation("the_money_is_of_that_time", sentence, "funding")]


def the_provider_is_said(provider_kind: str, *, has_entry: bool, has_organisation: bool) -> list[Violation]:
    """Choose who gives the support, or leave it open"""
    if provider_kind == Provider.ENTRY and not has_entry:
        return [Violation("the_provider_is_said", "Choose who in the directory gives the support", "entry")]
    if provider_kind == Provider.ORGANISATION and not has_organisation:
        return [Violation("the_provider_is_said", "Choose which school or body gives the support", "organisation")]
    return []


def somebody_else_approves(approver: UUID | None, parties: Iterable[UUID | None]) -> list[Violation]:
    """Whoever asked for the support or prepared it does not approve the money for it"""
    if approver is None or approver in set(parties):
        sentence = "You asked for this or prepared it, so somebody else decides about the money"
        return [Violation("somebody_else_approves", sentence)]
    return []


def money_is_left(amount_pence: int, left_pence: int, fund: str) -> list[Violation]:
    """Nothing is approved or paid beyond what is left of the fund"""
    if amount_pence <= left_pence:
        return []
    sentence = (
        f"This takes {money.pounds(amount_pence)}, and {money.pounds(left_pence)} is left of {fund}. "
        "Have it changed, or the fund made larger"
    )
    return [Violation("money_is_left", sentence)]


def the_reason_is_said(reason: str) -> list[Violation]:
    """Say why, so that whoever prepared it can change it"""
    return [] if reason.strip() else [Violation("the_reason_is_said", str(the_reason_is_said.__doc__), "reason")]


def nothing_is_paid_twice(paid_pence: int, amount_pence: int) -> list[Violation]:
    """What is paid is not more than what was approved"""
    if paid_pence <= amount_pence:
        return []
    sentence = f"Only {money.pounds(amount_pence)} was approved. Ask for the rest before it is paid"
    return [Violation("nothing_is_paid_twice", sentence, "paid_pence")]


def held_pence(status: str, amount_pence: int, paid_pence: int) -> int:
    """What this takes of its fund: all of it once approved, what was paid once it is over, nothing before."""
    if status in HOLDS_MONEY:
        return amount_pence
    return paid_pence if status in _PAID_ONLY else 0
