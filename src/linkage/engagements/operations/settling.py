"""Where the steps of an engagement have brought it: the one place that moves it by itself."""

from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import part_of_operation
from linkage.engagements import queries, rules
from linkage.engagements.enums import EngagementStatus, Gate
from linkage.engagements.models import Engagement

S = EngagementStatus


@part_of_operation
def settle(*, actor: Actor, at: datetime, engagement: Engagement) -> Engagement:
    """Move it where its steps have brought it: ready, agreed, or back, and at the end looked back on."""
    steps = queries.standings(actor=actor, engagement=engagement)
    is_over = engagement.state == S.CLOSED and queries.year_is_over(actor=actor, engagement=engagement, at=at)
    wanted = _settled(engagement, steps, year_is_over=is_over)
    while wanted != engagement.state:
        engagement.move_to(wanted, at)
        if wanted == S.AGREED:
            engagement.agreed_at = at
        wanted = _settled(engagement, steps, year_is_over=is_over)
    _note_next(engagement, steps)
    engagement.save()
    return engagement


def _note_next(engagement: Engagement, steps: list[rules.Standing]) -> None:
    waits = rules.missing(steps, *rules.gates_before_next(engagement.state))
    first = waits[0] if waits else None
    engagement.next_code = first.code if first else ""
    engagement.next_title = first.title if first else ""
    engagement.next_doer = first.doer if first else ""


def _settled(engagement: Engagement, steps: list[rules.Standing], *, year_is_over: bool) -> EngagementStatus:
    """The next state that its steps bring it to, one at a time; its own where they bring it nowhere."""
    state = engagement.state
    is_ready = not rules.missing(steps, Gate.AGREE)
    is_agreed = is_ready and all(each.is_done for each in steps if each.code == rules.AGREEMENT)
    if state == S.PREPARING:
        return S.READY if is_ready else state
    if state == S.READY:
        return S.AGREED if is_agreed else state if is_ready else S.PREPARING
    if state == S.AGREED:
        return state if is_agreed else S.READY
    if state == S.CLOSED:
        # A year on nobody is asked any more: what was not said stays unsaid.
        return state if rules.missing(steps, Gate.AFTER) and not year_is_over else S.FOLLOWED_UP
    return state
