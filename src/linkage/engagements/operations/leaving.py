"""Somebody leaves a school, or two records of one human become one: what that does to where they take part."""

from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import part_of_operation
from linkage.engagements import queries
from linkage.engagements.enums import OPEN, TO_BE_SIGNED, VisitStatus
from linkage.engagements.models import Agreement, Assurance, Engagement, Participant, Visit
from linkage.engagements.operations.agreements import write_anew
from linkage.engagements.operations.handing_over import step_back
from linkage.kernel import words
from linkage.organisations.models import Organisation
from linkage.people.models import Person
from linkage.people.operations import UnableToMerge


@part_of_operation
def leave(*, actor: Actor, at: datetime, person: Person, organisation: Organisation) -> int:
    """Let somebody who left a school take part for it no more; return in how many engagements.

    Where they led, the head of the school leads from now on, else a colleague who takes part. A text that names them
    and waits for their name is written anew. Whoever went with a closed school to the one that took its place stays.
    """
    if queries.went_along(actor=actor, at=at, person=person, organisation=organisation):
        return 0
    # What has ended is asked about for a year: who left is asked no more, and reads no more of it.
    mine = Participant.objects.filter(
        programme_id=person.programme_id, person=person, organisation=organisation, left_at=None
    ).select_related("engagement")
    left = list(mine.order_by("pk"))
    for each in left:
        step_back(actor=actor, at=at, participant=each, why=f"{person.name} has left the school")
    _renew_named(actor, at, person, organisation)
    return len(left)


def _renew_named(actor: Actor, at: datetime, person: Person, organisation: Organisation) -> None:
    """Texts that still wait for the name of a head who has left; what they have signed, their school has signed."""
    waiting = Agreement.objects.filter(
        programme_id=actor.tenant_id, status__in=TO_BE_SIGNED, text__contains=person.name
    ).exclude(signatures__person=person)
    for each in Engagement.objects.whole().filter(pk__in=waiting.values("engagement"), status__in=OPEN):
        if organisation.pk in (each.client_organisation_id, each.home_organisation_id):
            each.hold()
            write_anew(actor=actor, at=at, engagement=each, change=f"{person.name} has left the school.")


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
