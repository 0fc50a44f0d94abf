"""Somebody leaves a school, or two records of one human become one: what that does to where they take part."""

from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import part_of_operation
from linkage.engagements.enums import OPEN, VisitStatus
from linkage.engagements.models import Assurance, Engagement, Participant, Visit
from linkage.engagements.operations.visits import cancel_planned
from linkage.kernel import words
from linkage.organisations.models import Organisation
from linkage.people import queries as people
from linkage.people.models import Person
from linkage.people.operations import UnableToMerge


@part_of_operation
def leave(*, actor: Actor, at: datetime, person: Person, organisation: Organisation) -> int:
    """Let somebody who left a school take part for it no more; return in how many engagements.

    Where they led, the head of the school leads from now on, else a colleague who takes part.
    """
    mine = Participant.objects.filter(
        programme_id=person.programme_id, person=person, organisation=organisation, left_at=None
    ).select_related("engagement")
    left = [each for each in mine.order_by("pk") if each.engagement.state in OPEN]
    for each in left:
        each.engagement.hold()
        was_lead, each.left_at, each.is_lead = each.is_lead, at, False
        each.save()
        if was_lead:
            _have_lead(actor, at, each)
        each.engagement.hold()
        why = f"{person.name} has left the school"
        cancel_planned(actor=actor, at=at, engagement=each.engagement, reason=why, visitor_id=person.pk)
    return len(left)


def _have_lead(actor: Actor, at: datetime, left: Participant) -> None:
    others = Participant.objects.filter(
        programme_id=left.programme_id, engagement_id=left.engagement_id, left_at=None
    ).order_by("joined_at", "pk")
    head = people.head_of(actor=actor, organisation_id=left.organisation_id)
    heir = others.filter(side=left.side, person=head).first() if head else None
    if heir is None and head is not None and head.pk != left.person_id and not others.filter(person=head).exists():
        heir = Participant(
            programme_id=left.programme_id,
            engagement_id=left.engagement_id,
            person=head,
            organisation_id=left.organisation_id,
            side=left.side,
            joined_at=at,
        )
    heir = heir or others.filter(side=left.side).first()
    if heir is not None:
        heir.is_lead = True
        heir.save()


@part_of_operation
def settle_merge(*, actor: Actor, at: datetime, kept: Person, gone: Person) -> None:  # noqa: ARG001
    """Let one of two records take part where both did, leading where either led.

    Raises UnableToMerge where they take part for two schools, or visit somewhere on the same day.
    """
    _refuse_same_day(kept, gone)
    theirs = {each.engagement_id: each for each in Participant.objects.filter(person=gone, left_at=None)}
    for mine in Participant.objects.filter(person=kept, left_at=None, engagement__in=theirs):
        other = theirs[mine.engagement_id]
        if mine.side != other.side:
            title = Engagement.objects.get(pk=mine.engagement_id).title
            raise UnableToMerge(f"They take part in “{title}” for two schools, so they are two people")
        is_lead, other.left_at, other.is_lead = mine.is_lead or other.is_lead, at, False
        other.save()
        mine.is_lead = is_lead
        mine.save()
    assured = Assurance.objects.filter(person=kept).values("engagement")
    Assurance.objects.filter(person=gone, engagement__in=assured).delete()


def _refuse_same_day(kept: Person, gone: Person) -> None:
    days = Visit.objects.exclude(status=VisitStatus.CANCELLED)
    both = days.filter(visitor=kept, visits_on__in=days.filter(visitor=gone).values("visits_on")).first()
    if both is not None:
        day = words.day(both.visits_on)
        raise UnableToMerge(f"Both visit a school on {day}. Move one of the two visits first, or they are two people")
