"""Somebody leaves a school, or two records of one human become one: what that does to rounds of visits."""

from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import part_of_operation
from linkage.organisations.models import Organisation
from linkage.peer_review.enums import GOES, GOING_ON, TO_COME, Answer, RoundStatus
from linkage.peer_review.models import Organiser, Round, RoundSchool, Visiting
from linkage.peer_review.operations import adjusting, telling
from linkage.peer_review.operations.rounds import tell_vacancy
from linkage.people import queries as people
from linkage.people.models import Affiliation, Person


@part_of_operation
def leave(*, actor: Actor, at: datetime, person: Person, organisation: Organisation) -> int:
    """Let who left a school go for it and run rounds no more; return for how many rounds they went.

    The head goes in their stead; without one the school drops out, and whoever runs the round sees it.
    """
    mine = RoundSchool.objects.filter(
        programme_id=person.programme_id, person=person, organisation=organisation, answer=Answer.YES
    ).exclude(round__status=RoundStatus.CLOSED)
    head = people.head_of(actor=actor, organisation_id=organisation.pk)
    found = list(mine.whole())
    for each in found:
        each.hold()
        if head is None or head.pk == person.pk:
            take_out(actor=actor, at=at, school=each)
        else:
            each.person = head
            each.save()
            _goes_in_their_stead(each, person, head)
    if not Affiliation.objects.filter(person=person, status="confirmed").exclude(organisation=organisation).exists():
        _runs_no_more(actor, at, person)
    return len(found)


@part_of_operation
def settle_merge(*, actor: Actor, at: datetime, kept: Person, gone: Person) -> None:  # noqa: ARG001
    """Let one of two records run the rounds that both ran."""
    both = Organiser.objects.filter(person=kept).values("round")
    Organiser.objects.filter(person=gone, round__in=both).delete()


@part_of_operation
def take_out(*, actor: Actor, at: datetime, school: RoundSchool) -> None:
    """Take a school out of its round, mend what is known, and tell whoever runs it; the caller holds its row."""
    school.answer, school.left_at = Answer.OUT, at
    school.save()
    is_known = school.round.state in GOING_ON
    plan = adjusting.mend(actor=actor, at=at, review_round=school.round) if is_known else None
    telling.dropped_out(actor=actor, at=at, school=school, plan=plan)


def _goes_in_their_stead(school: RoundSchool, person: Person, head: Person) -> None:
    if school.round.state not in GOING_ON:
        return
    to_come = Visiting.objects.filter(
        programme_id=school.programme_id,
        visit__round=school.round,
        visit__status__in=TO_COME,
        organisation=school.organisation,
        person=person,
        status__in=GOES,
    )
    to_come.update(person=head, status="asked", answered_at=None)


def _runs_no_more(actor: Actor, at: datetime, person: Person) -> None:
    ran = Round.objects.filter(programme_id=person.programme_id, organisers__person=person)
    rounds = list(ran.exclude(status=RoundStatus.CLOSED).whole())
    runs = {each.pk for each in people.people_with(actor=actor, role="coordinator")}
    if person.pk in runs:
        return
    Organiser.objects.filter(programme_id=person.programme_id, person=person).delete()
    for each in rounds:
        each.hold()
        tell_vacancy(actor=actor, at=at, review_round=each)
