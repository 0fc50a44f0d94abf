"""Somebody takes part no more: who leads then, and to whom falls what was theirs."""

from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import part_of_operation
from linkage.engagements.enums import VisitStatus
from linkage.engagements.models import Engagement, Objective, Participant, PlanAction, Visit
from linkage.engagements.operations.agreements import write_anew
from linkage.engagements.operations.telling import tell_taken_over
from linkage.engagements.operations.visits import cancel_planned
from linkage.kernel.words import shortened
from linkage.links.enums import Side
from linkage.people import queries as people
from linkage.people.models import Person

MOST_REASON = 200


@part_of_operation
def step_back(*, actor: Actor, at: datetime, participant: Participant, why: str) -> None:
    """Let somebody take part no more.

    Their visits to come are cancelled, and their days given back; whoever leads takes over what they were to do, and
    is told. Where they led, the head of the school leads, else a colleague who takes part. A text to be signed that
    says they give the days is written anew.
    """
    engagement = participant.engagement
    engagement.hold()
    was_lead, participant.left_at, participant.is_lead = participant.is_lead, at, False
    participant.save()
    if was_lead:
        have_lead(actor=actor, at=at, engagement=engagement, side=participant.side, left=participant.person)
    engagement.hold()
    cancel_planned(
        actor=actor, at=at, engagement=engagement, reason=shortened(why, MOST_REASON), visitor_id=participant.person_id
    )
    is_renewed = False
    if was_lead and participant.side == Side.HOME:
        is_renewed = write_anew(actor=actor, at=at, engagement=engagement, change=f"{why}.") is not None
    taken = hand_over(actor=actor, at=at, engagement=engagement, left=participant)
    if was_lead or taken:
        tell_taken_over(actor=actor, at=at, engagement=engagement, left=participant, is_renewed=is_renewed)


@part_of_operation
def hand_over(*, actor: Actor, at: datetime, engagement: Engagement, left: Participant) -> int:  # noqa: ARG001
    """Let what somebody was to do and looked after fall to whoever leads on their side; return how many things.

    A note they have not sent is for whoever leads to write; the words of their draft are nobody else's, and go.
    """
    drafts = Visit.objects.filter(engagement=engagement, visitor_id=left.person_id, status=VisitStatus.PLANNED)
    drafts.update(done="", so_far="", next_step="")
    of_side = engagement.of_side(left.side)
    if not of_side:
        return 0
    heir, name = of_side[0].person, left.person.name
    actions = PlanAction.objects.filter(objective__engagement=engagement, owner_id=left.person_id, done_at=None)
    taken = actions.update(owner=heir, taken_over_from=name)
    owner = "client_owner" if left.side == Side.CLIENT else "home_owner"
    aims = Objective.objects.filter(engagement=engagement, dropped_at=None, **{owner: left.person_id})
    return taken + aims.update(**{owner: heir}, taken_over_from=name)


@part_of_operation
def have_lead(*, actor: Actor, at: datetime, engagement: Engagement, side: str, left: Person | None = None) -> None:
    """Have the head of the school lead on a side where nobody does, else a colleague who takes part."""
    school_id = engagement.client_organisation_id if side == Side.CLIENT else engagement.home_organisation_id
    others = Participant.objects.filter(programme_id=engagement.programme_id, engagement=engagement, left_at=None)
    of_side = others.filter(side=side).order_by("joined_at", "pk")
    head = people.head_of(actor=actor, organisation_id=school_id)
    heir = of_side.filter(person=head).first() if head else None
    if heir is None and head is not None and head != left and not others.filter(person=head).exists():
        heir = Participant(
            programme_id=engagement.programme_id,
            engagement=engagement,
            person=head,
            organisation_id=school_id,
            side=side,
            joined_at=at,
        )
    heir = heir or of_side.first()
    if heir is not None:
        heir.is_lead = True
        heir.save()
