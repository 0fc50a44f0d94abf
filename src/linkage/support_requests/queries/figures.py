"""What a coordinator reads beside the home list: how the promises of this half-term were kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median

from linkage.access.actor import Actor
from linkage.kernel.days import day_of
from linkage.programmes import queries as programmes
from linkage.support_requests import rules
from linkage.support_requests.models import SupportRequest
from linkage.support_requests.queries.clocks import Clocks, service_levels
from linkage.support_requests.queries.waiting import current


@dataclass(frozen=True)
class Figures:
    """How many are open and late; how many of this half-term's were answered in time, and the usual wait.

    `in_time` of `answered` were answered within `promise_days`; `usual_wait` is the median of the working days until
    somebody was introduced, without those on which the school was waited for. None where there is nothing to count.
    `met` are the needs met in this half-term: introduced, pointed to something that has not failed to help, or helped
    in another way.
    """

    open_now: int
    late: int
    promise_days: int
    answered: int
    in_time: int
    usual_wait: float | None
    met: int = 0


def figures(*, actor: Actor, at: datetime) -> Figures:
    """Return the figures of this half-term, for a coordinator."""
    clocks, levels = Clocks(actor, at), service_levels(actor=actor)
    known = current(actor=actor, at=at)
    open_now = [each for each in known if each.is_open]
    since = programmes.half_term(actor=actor, on=day_of(at)).starts_on
    # Those that ended without anybody are no longer among them: nobody was introduced, and nobody waits.
    rows = [each for each in known if each.submitted_at and day_of(each.submitted_at) >= since]
    waits = [_days(clocks, each, each.acknowledged_at) for each in rows if each.acknowledged_at]
    introduced = [
        max(0, _days(clocks, each, each.introduced_at) - each.waited_days) for each in rows if each.introduced_at
    ]
    return Figures(
        open_now=len(open_now),
        met=sum(_is_met_since(each, since) for each in known),
        late=sum(clock.standing == "late" for each in open_now if (clock := clocks.of(each))),
        promise_days=levels.acknowledge,
        answered=len(waits),
        in_time=sum(days <= levels.acknowledge for days in waits),
        usual_wait=_middle(introduced),
    )


def _days(clocks: Clocks, found: SupportRequest, until: datetime | None) -> int:
    sent_on = day_of(found.submitted_at or found.saved_at)
    ended_on: date = day_of(until) if until else sent_on
    return rules.days_waited(clocks.calendar(found.organisation), sent_on, ended_on)


def _middle(days: Iterable[int]) -> float | None:
    found = list(days)
    return median(found) if found else None


def _is_met_since(found: SupportRequest, since: date) -> bool:
    return any(at and day_of(at) >= since for at in (found.introduced_at, found.signposted_at, found.helped_at))
