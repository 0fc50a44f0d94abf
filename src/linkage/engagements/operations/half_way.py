"""Asking both sides again half-way how ready they are: by itself, once, a week before they look at it together."""

from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.engagements import policy, queries
from linkage.engagements.models import Engagement
from linkage.engagements.operations.asking import ask_both
from linkage.engagements.operations.telling import tell_asked
from linkage.kernel.days import day_of
from linkage.programmes import queries as programmes
from linkage.programmes.operations import have_done_in_each


@operation(policy.REMIND_DUE)
def have_half_way_asked(*, actor: Actor, at: datetime) -> None:
    """Have each programme ask what is due."""
    have_done_in_each(actor=actor, at=at, job="engagements.readiness-in-programme")


@operation(policy.REMIND_DUE)
def ask_half_way_due(*, actor: Actor, at: datetime) -> int:
    """Ask again wherever it is due in the actor's programme; return in how many engagements both were asked.

    Only on a working school day, and never while the programme is paused.
    """
    if not programmes.is_at_work(actor=actor, on=day_of(at)):
        return 0
    due = queries.half_way_due(actor=actor, at=at)
    for engagement in due:
        ask_half_way(actor=actor, at=at, engagement=engagement)
    return len(due)


@operation(policy.ASK_HALF_WAY, target="engagement")
def ask_half_way(*, actor: Actor, at: datetime, engagement: Engagement) -> Engagement:
    """Ask both sides again by the questions they began with, as many as last time, so that what changed is seen.

    Whoever paused it, or asked, since it was found due is left alone.
    """
    engagement.hold()
    last = queries.latest_asking(actor=actor, engagement=engagement)
    if last is None or not queries.is_half_way_due(actor=actor, engagement=engagement, at=at):
        return engagement
    ask_both(
        actor=actor,
        at=at,
        engagement=engagement,
        questions=last.questions,
        asked_by=last.asked_by,
        number=last.number + 1,
        is_light=last.is_light,
    )
    tell_asked(actor=actor, at=at, engagement=engagement, is_again=True)
    return engagement
