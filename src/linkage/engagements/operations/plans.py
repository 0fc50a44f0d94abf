"""What should change, what is done for it and by whom, and who carries on afterwards."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from linkage.access.action import Action
from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.engagements import policy, queries, rules
from linkage.engagements.enums import OPEN, EngagementStatus
from linkage.engagements.models import Engagement, Objective, PlanAction
from linkage.engagements.operations.plan_telling import tell_given
from linkage.engagements.operations.settling import settle
from linkage.kernel.errors import Refused
from linkage.people.models import Person

CHANGEABLE = tuple(each for each in OPEN if each != EngagementStatus.PAUSED)
MOST_OBJECTIVES = 8
TAKEN_OFF = "Somebody was quicker: it was taken off the plan"


class UnableToPlan(Refused):
    """An aim or an action that cannot be kept so."""


@dataclass(frozen=True)
class Aim:
    """What should change: how it is measured, where it stood, should stand and stands; who looks after it where.

    `area` is the code of one of the request's.
    """

    text: str
    measure: str = ""
    baseline: str = ""
    target: str = ""
    standing: str = ""
    due_on: date | None = None
    client_owner_id: object = None
    home_owner_id: object = None
    area: str = ""


@operation(policy.CHANGE, target="engagement")
def change(
    *,
    actor: Actor,
    at: datetime,
    engagement: Engagement,
    title: str,
    need: str,
    starts_on: date,
    ends_on: date,
    half_days: int,
) -> Engagement:
    """Say anew what it is about, from when until when, and how many days.

    Raises UnableToPlan for a last day before the first or before something planned, and for fewer days than are used
    or booked.
    """
    engagement.hold()
    engagement.refuse_unless(*CHANGEABLE)
    UnableToPlan.unless_none(
        queries.days_fit(actor=actor, engagement=engagement, ends=(starts_on, ends_on), half_days=half_days)
    )
    engagement.title, engagement.need = title, need
    engagement.starts_on, engagement.ends_on, engagement.half_days = starts_on, ends_on, half_days
    engagement.changed_at = at
    engagement.save()
    return engagement


@operation(policy.SAVE_OBJECTIVE, target="engagement")
def save_objective(
    *, actor: Actor, at: datetime, engagement: Engagement, aim: Aim, objective: Objective | None = None
) -> Objective:
    """Write an aim, or write it anew. Raises UnableToPlan beyond eight of them, and for a day after the last one."""
    engagement.hold()
    engagement.refuse_unless(*CHANGEABLE)
    if aim.due_on is not None:
        UnableToPlan.unless_none(rules.the_day_is_within(aim.due_on, engagement.ends_on))
    if objective is None:
        objective = _new_objective(engagement)
    for name, value in asdict(aim).items():
        setattr(objective, name, value)
    # Whoever writes it anew has said who looks after it.
    objective.taken_over_from = ""
    objective.save()
    settle(actor=actor, at=at, engagement=engagement)
    return objective


@operation(policy.DROP_OBJECTIVE, target="engagement")
def drop_objective(*, actor: Actor, at: datetime, engagement: Engagement, objective: Objective) -> Objective:
    """Take an aim off; what was said of it stays with what was looked at."""
    engagement.hold()
    engagement.refuse_unless(*CHANGEABLE)
    objective.dropped_at = at
    objective.save()
    settle(actor=actor, at=at, engagement=engagement)
    return objective


@operation(policy.ADD_ACTION, target="engagement")
def add_action(
    *, actor: Actor, at: datetime, engagement: Engagement, objective: Objective, text: str, owner: Person, due_on: date
) -> PlanAction:
    """Add something to do for an aim, by whom and until when; whoever does it is told, where another gave it to them.

    Raises UnableToPlan for who does not take part, and for a day after the last one.
    """
    engagement.hold()
    engagement.refuse_unless(*CHANGEABLE)
    UnableToPlan.unless_none(queries.the_doer_fits(actor=actor, engagement=engagement, owner=owner, due_on=due_on))
    made = PlanAction.objects.create(
        programme_id=engagement.programme_id, objective=objective, text=text, owner=owner, due_on=due_on, added_at=at
    )
    tell_given(actor=actor, at=at, engagement=engagement, owner=owner, due_on=due_on)
    return made


@operation(policy.CHANGE_ACTION, target="action")
def change_action(
    *, actor: Actor, at: datetime, action: PlanAction, text: str, owner: Person, due_on: date
) -> PlanAction:
    """Say anew what is done, by whom and until when; who gets it from another is told.

    Raises UnableToPlan as adding does, and for what is done already.
    """
    engagement = _hold_action(actor, action, policy.CHANGE_ACTION)
    had_it = action.owner_id
    UnableToPlan.unless_none(
        queries.the_doer_fits(actor=actor, engagement=engagement, owner=owner, due_on=due_on, had_it=had_it)
    )
    action.text, action.owner, action.due_on = text, owner, due_on
    action.save()
    if owner.pk != had_it:
        tell_given(actor=actor, at=at, engagement=engagement, owner=owner, due_on=due_on)
    return action


@operation(policy.DROP_ACTION, target="action")
def drop_action(*, actor: Actor, at: datetime, action: PlanAction) -> PlanAction:
    """Take something to do off the plan; what is done stays on it."""
    _hold_action(actor, action, policy.DROP_ACTION)
    action.dropped_at = at
    action.save()
    return action


@operation(policy.FINISH_ACTION, target="action")
def finish_action(*, actor: Actor, at: datetime, action: PlanAction) -> PlanAction:  # noqa: ARG001 (the audit entry)
    """Say that it is done; saying it twice changes nothing. Raises UnableToPlan for what was taken off."""
    engagement = action.objective.engagement
    engagement.hold()
    engagement.refuse_unless(*CHANGEABLE)
    action.refresh_from_db(fields=["done_at", "dropped_at"])
    if action.dropped_at is not None:
        raise UnableToPlan(TAKEN_OFF)
    if action.done_at is None:
        action.done_at = at
        action.save()
    return action


@operation(policy.SAY_WHO_CARRIES_ON, target="engagement")
def say_who_carries_on(*, actor: Actor, at: datetime, engagement: Engagement, carries_on: str) -> Engagement:
    """Write who goes on with it afterwards, and how."""
    engagement.hold()
    engagement.refuse_unless(*CHANGEABLE)
    engagement.carries_on = carries_on
    engagement.changed_at = at
    settle(actor=actor, at=at, engagement=engagement)
    return engagement


def _hold_action(actor: Actor, action: PlanAction, what: Action) -> Engagement:
    """Hold its engagement and read it afresh: what was done or taken off meanwhile is refused."""
    engagement: Engagement = action.objective.engagement
    engagement.hold()
    engagement.refuse_unless(*CHANGEABLE)
    objective = action.objective
    action.refresh_from_db()
    action.objective = objective
    what.check(actor, action)
    if action.dropped_at is not None:
        raise UnableToPlan(TAKEN_OFF)
    if action.done_at is not None:
        raise UnableToPlan("It is done, so it stays as it is")
    return engagement


def _new_objective(engagement: Engagement) -> Objective:
    known = Objective.objects.filter(programme_id=engagement.programme_id, engagement=engagement)
    if known.filter(dropped_at=None).count() >= MOST_OBJECTIVES:
        raise UnableToPlan(f"Keep to {MOST_OBJECTIVES} aims: take one off first, or put two together")
    last = known.order_by("-place").values_list("place", flat=True).first() or 0
    return Objective(programme_id=engagement.programme_id, engagement=engagement, place=last + 1)
