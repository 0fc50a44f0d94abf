"""Who takes part for each school."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.engagements import policy, queries
from linkage.engagements.enums import OPEN, EngagementStatus
from linkage.engagements.models import Engagement, Participant
from linkage.engagements.operations.agreements import write_anew
from linkage.engagements.operations.handing_over import step_back
from linkage.engagements.operations.telling import tell_added
from linkage.kernel.errors import Refused
from linkage.links.enums import Side

CHANGEABLE = tuple(each for each in OPEN if each != EngagementStatus.PAUSED)


class UnableToAddPerson(Refused):
    """Somebody who cannot take part here."""


class UnableToLetGo(Refused):
    """Somebody who cannot be taken off now."""


@operation(policy.ADD_PERSON, target="engagement")
def add_person(
    *, actor: Actor, at: datetime, engagement: Engagement, person_id: UUID, leads: bool = False
) -> Participant:
    """Have a colleague of the actor's own school take part, and lead for it where so wanted; they are told.

    Raises UnableToAddPerson for who is not of the confirmed staff there, or takes part already.
    """
    engagement.hold()
    engagement.refuse_unless(*CHANGEABLE)
    side = policy.side_of(actor, engagement)
    found = {each.pk: each for each in queries.colleagues(actor=actor, engagement=engagement, side=side)}
    if person_id not in found:
        raise UnableToAddPerson("Choose a confirmed colleague of your school who does not take part yet")
    if leads:
        _of_side(engagement, side).update(is_lead=False)
    at_home = engagement.home_organisation if side == "home" else engagement.client_organisation
    made = Participant.objects.create(
        programme_id=engagement.programme_id,
        engagement=engagement,
        person=found[person_id],
        organisation=at_home,
        side=side,
        is_lead=leads,
        joined_at=at,
    )
    if leads and side == Side.HOME:
        # A text that waits for signatures says who gives the days.
        engagement.hold()
        write_anew(actor=actor, at=at, engagement=engagement, change=f"{made.person.name} gives the days.")
    tell_added(actor=actor, at=at, engagement=engagement, person=made.person)
    return made


@operation(policy.LET_GO, target="engagement")
def let_go(*, actor: Actor, at: datetime, engagement: Engagement, participant: Participant) -> Participant:
    """Take a colleague of the actor's own school off: from the next page on they see nothing of it.

    Raises UnableToLetGo for who leads (somebody else leads first), and NotFound for the other school's people.
    """
    engagement.hold()
    engagement.refuse_unless(*CHANGEABLE)
    held = queries.participant(actor=actor, engagement=engagement, participant_id=participant.pk)
    if held.is_lead:
        raise UnableToLetGo(f"{held.person.name} leads for your school. Add somebody else to lead first")
    held.engagement = engagement
    step_back(actor=actor, at=at, participant=held, why=f"{held.person.name} takes part no more")
    return held


def _of_side(engagement: Engagement, side: str) -> QuerySet[Participant]:
    return Participant.objects.filter(
        programme_id=engagement.programme_id, engagement=engagement, side=side, left_at=None
    )
