"""What is owed when it ends early, and whether the time of a cancelled visit is lost. Pure: pence and half days only.

As the clauses say: who is helped and ends it owes the work done and what cannot be called off within the notice; who
helps and ends it finishes what is begun, and charges nothing beyond what was done (practice.md 1.5, clause 3).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from linkage.engagements.enums import LineKind
from linkage.engagements.rules.money import Line, total_pence
from linkage.kernel.working_days import SchoolCalendar
from linkage.links.enums import Side

VISIT_NOTICE_DAYS = 2


@dataclass(frozen=True)
class Bought:
    """What was agreed and what has come of it until now. `in_notice_half_days` are visits booked within the notice.

    The other costs (travel, cover) are spread over the days agreed.
    """

    half_days: int
    day_price_pence: int
    other_pence: int = 0
    paid_pence: int = 0
    given_half_days: int = 0
    in_notice_half_days: int = 0


@dataclass(frozen=True)
class Owed:
    """What is owed, line by line; `total_pence` is always the sum of its lines."""

    given_half_days: int
    in_notice_half_days: int
    not_given_half_days: int
    done_pence: int
    notice_pence: int
    other_pence: int
    paid_pence: int

    @property
    def total_pence(self) -> int:
        """Everything that is owed, paid or not."""
        return self.done_pence + self.notice_pence + self.other_pence

    @property
    def to_pay_pence(self) -> int:
        """What is still to be paid."""
        return max(0, self.total_pence - self.paid_pence)

    @property
    def to_refund_pence(self) -> int:
        """What was paid too much, and is paid back."""
        return max(0, self.paid_pence - self.total_pence)


def owed_when_stopped(bought: Bought, *, stopped_by: str) -> Owed:
    """Return what is owed when one side ends it: never more than was agreed, a part of a penny is not charged."""
    given = min(bought.given_half_days, bought.half_days)
    in_notice = min(bought.in_notice_half_days, bought.half_days - given) if stopped_by == Side.CLIENT else 0
    counted = given + in_notice
    done = _price(bought, given)
    return Owed(
        given_half_days=given,
        in_notice_half_days=in_notice,
        not_given_half_days=bought.half_days - counted,
        done_pence=done,
        notice_pence=_price(bought, counted) - done,
        other_pence=bought.other_pence * counted // bought.half_days if bought.half_days else 0,
        paid_pence=bought.paid_pence,
    )


def owed_as_quoted(
    *, half_days: int, done: Sequence[Line], in_notice: Sequence[Line], paid_pence: int, stopped_by: str
) -> Owed:
    """Return what is owed where the two schools agreed a price: what was given at its own price, and spent beside it.

    `in_notice` are visits that cannot be called off within the notice.
    """
    lost = in_notice if stopped_by == Side.CLIENT else ()
    days = [each for each in done if each.kind == LineKind.DAYS]
    given, called_off = sum(each.count for each in days), sum(each.count for each in lost)
    return Owed(
        given_half_days=given,
        in_notice_half_days=called_off,
        not_given_half_days=max(0, half_days - given - called_off),
        done_pence=total_pence(days),
        notice_pence=total_pence(lost),
        other_pence=total_pence(done) - total_pence(days),
        paid_pence=paid_pence,
    )


def the_time_counts_as_given(
    *, cancelled_by: str, cancelled_on: date, visits_on: date, calendar: SchoolCalendar
) -> bool:
    """Return whether the time of a cancelled visit is lost: only where who is helped cancels too late."""
    return cancelled_by == Side.CLIENT and calendar.between(cancelled_on, visits_on) < VISIT_NOTICE_DAYS


def _price(bought: Bought, half_days: int) -> int:
    return half_days * bought.day_price_pence // 2
