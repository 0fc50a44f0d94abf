"""What is in the way: noted, changed, settled with what came of it, and said to be in the way again."""

from datetime import date, datetime

from linkage.access.action import Action
from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.engagements import policy, queries
from linkage.engagements.models import Engagement, Hindrance
from linkage.engagements.operations.plan_telling import tell_given
from linkage.engagements.operations.plans import CHANGEABLE, UnableToPlan
from linkage.kernel.errors import Refused
from linkage.people import queries as people
from linkage.people.models import Person


class UnableToSettle(Refused):
    """Somebody else was quicker: it is settled already, or in the way again."""


@operation(policy.NOTE_HINDRANCE, target="engagement")
def note_hindrance(
    *, actor: Actor, at: datetime, engagement: Engagement, kind: str, text: str, owner: Person, due_on: date
) -> Hindrance:
    """Note what is in the way, who looks after it and until when; they are told, where another gave it to them.

    Raises UnableToPlan for who does not take part, and for a day after the last one.
    """
    engagement.hold()
    engagement.refuse_unless(*CHANGEABLE)
    UnableToPlan.unless_none(queries.the_doer_fits(actor=actor, engagement=engagement, owner=owner, due_on=due_on))
    made = Hindrance.objects.create(
        programme_id=engagement.programme_id,
        engagement=engagement,
        kind=kind,
        text=text,
        owner=owner,
        due_on=due_on,
        raised_by=people.person(actor=actor, person_id=actor.person_id),
        raised_at=at,
    )
    tell_given(actor=actor, at=at, engagement=engagement, owner=owner, due_on=due_on)
    return made


@operation(policy.CHANGE_HINDRANCE, target="hindrance")
def change_hindrance(
    *, actor: Actor, at: datetime, hindrance: Hindrance, kind: str, text: str, owner: Person, due_on: date
) -> Hindrance:
    """Say anew what is in the way, who looks after it and until when. Raises UnableToPlan as noting it does."""
    _hold(actor, hindrance, policy.CHANGE_HINDRANCE)
    _refuse_settled(hindrance)
    had_it = hindrance.owner_id
    UnableToPlan.unless_none(
        queries.the_doer_fits(actor=actor, engagement=hindrance.engagement, owner=owner, due_on=due_on, had_it=had_it)
    )
    hindrance.kind, hindrance.text, hindrance.owner, hindrance.due_on = kind, text, owner, due_on
    hindrance.save()
    if owner.pk != had_it:
        tell_given(actor=actor, at=at, engagement=hindrance.engagement, owner=owner, due_on=due_on)
    return hindrance


@operation(policy.SETTLE_HINDRANCE, target="hindrance")
def settle_hindrance(*, actor: Actor, at: datetime, hindrance: Hindrance, outcome: str) -> Hindrance:
    """Say that it is in the way no more, and what came of it. Raises UnableToSettle where that was said already."""
    _hold(actor, hindrance, policy.SETTLE_HINDRANCE)
    _refuse_settled(hindrance)
    hindrance.outcome, hindrance.settled_at = outcome, at
    hindrance.save()
    return hindrance


@operation(policy.REOPEN_HINDRANCE, target="hindrance")
def reopen_hindrance(*, actor: Actor, at: datetime, hindrance: Hindrance, due_on: date) -> Hindrance:
    """Say that it is in the way again, until another day; who looks after it is told.

    Where they take part no more, whoever says so looks after it.

    Raises UnableToSettle where it is in the way still, UnableToPlan for a day after the last one.
    """
    _hold(actor, hindrance, policy.REOPEN_HINDRANCE)
    if hindrance.settled_at is None:
        raise UnableToSettle("It is in the way still")
    owner = hindrance.owner
    if not hindrance.engagement.side_of(owner.pk):
        owner = people.person(actor=actor, person_id=actor.person_id)
    UnableToPlan.unless_none(
        queries.the_doer_fits(actor=actor, engagement=hindrance.engagement, owner=owner, due_on=due_on)
    )
    hindrance.settled_at, hindrance.owner, hindrance.due_on = None, owner, due_on
    hindrance.save()
    tell_given(actor=actor, at=at, engagement=hindrance.engagement, owner=owner, due_on=due_on)
    return hindrance


def _hold(actor: Actor, hindrance: Hindrance, action: Action) -> None:
    """Hold its engagement and read it afresh; whoever was let go meanwhile is refused."""
    engagement = hindrance.engagement
    engagement.hold()
    engagement.refuse_unless(*CHANGEABLE)
    hindrance.refresh_from_db()
    hindrance.engagement = engagement
    action.check(actor, hindrance)


def _refuse_settled(hindrance: Hindrance) -> None:
    if hindrance.settled_at is not None:
        raise UnableToSettle("It is settled already. If it is in the way again, say so")
