"""A school says whether it takes part, and may drop out again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from linkage.access.actor import Actor
from linkage.access.operation import operation, part_of_operation
from linkage.kernel.days import day_of
from linkage.kernel.errors import Refused
from linkage.kernel.violations import Violation
from linkage.peer_review import policy, queries, rules
from linkage.peer_review.enums import Answer
from linkage.peer_review.models import RoundSchool
from linkage.peer_review.operations import leaving, pairing
from linkage.people import operations as people_operations
from linkage.people import queries as people
from linkage.people.models import Person


class UnableToAnswer(Refused):
    """An answer that cannot stand, or comes too late."""


@dataclass(frozen=True)
class Part:
    """How a school takes part: who goes, what its visitors look at, and when."""

    person: Person
    focus: str
    who_joins: str
    needs: str
    host_weeks: Sequence[date]
    visit_weeks: Sequence[date]
    can_write: bool
    can_lead: bool = True
    # The schools of the round that should not visit this one, nor be visited by it.
    apart: Sequence[UUID] = ()


@operation(policy.ANSWER, target="school")
def take_part(*, actor: Actor, at: datetime, school: RoundSchool, part: Part) -> RoundSchool:
    """Say yes for a school, or change what was said; until the round is planned. Raises UnableToAnswer."""
    _hold(actor, school)
    offered = queries.weeks_of(actor=actor, review_round=school.round, organisation=school.organisation)
    UnableToAnswer.unless_none(
        [
            *rules.focus_is_said(part.focus),
            *rules.weeks_are_offered(part.host_weeks, offered, "host_weeks"),
            *rules.weeks_are_offered(part.visit_weeks, offered, "visit_weeks"),
            *_person_is_of_school(actor, school, part.person, day_of(at)),
            *queries.worries(actor=actor, focus=part.focus, who_joins=part.who_joins, needs=part.needs),
            *_apart_are_in_round(actor, school, part.apart),
        ]
    )
    school.person = part.person
    school.focus, school.who_joins, school.needs = part.focus, part.who_joins, part.needs
    school.host_weeks, school.visit_weeks = sorted(part.host_weeks), sorted(part.visit_weeks)
    school.can_write, school.can_lead = part.can_write, part.can_lead
    school.area_codes = queries.areas_of(actor=actor, text=part.focus)
    _note(actor, at, school, Answer.YES)
    pairing.say_apart(actor=actor, at=at, school=school, other_ids=part.apart)
    return school


@operation(policy.ANSWER, target="school")
def decline(*, actor: Actor, at: datetime, school: RoundSchool) -> RoundSchool:
    """Say that a school does not take part this time; what it had written goes. Raises UnableToAnswer."""
    _hold(actor, school)
    school.person, school.focus, school.who_joins, school.needs = None, "", "", ""
    school.area_codes, school.host_weeks, school.visit_weeks = [], [], []
    _note(actor, at, school, Answer.NO)
    pairing.say_apart(actor=actor, at=at, school=school, other_ids=())
    return school


@operation(policy.DROP_OUT, target="school")
def drop_out(*, actor: Actor, at: datetime, school: RoundSchool) -> RoundSchool:
    """Take a school out that had said yes. Whoever runs the round is told; one that is known is mended at once.

    The change is a proposal: nobody else hears of it before it is published. Raises UnableToAnswer.
    """
    school.hold()
    if not policy.DROP_OUT.allows(actor, school):
        raise UnableToAnswer("This school takes no part any more")
    leaving.take_out(actor=actor, at=at, school=school)
    return school


@part_of_operation
def _note(actor: Actor, at: datetime, school: RoundSchool, answer: Answer) -> None:
    by = people.person(actor=actor, person_id=actor.person_id)
    school.note_answer(answer, by, at)
    school.save()
    people_operations.note_answer(actor=actor, at=at, person=by)


def _hold(actor: Actor, school: RoundSchool) -> None:
    school.hold()
    if not policy.ANSWER.allows(actor, school):
        raise UnableToAnswer("The answers are closed: the visits are being planned. Ask whoever runs the round")


def _person_is_of_school(actor: Actor, school: RoundSchool, person: Person, on: date) -> list[Violation]:
    if person in queries.who_may_go(actor=actor, organisation=school.organisation, on=on):
        return []
    return [Violation("person_is_of_school", "Choose somebody of the school", "person")]


def _apart_are_in_round(actor: Actor, school: RoundSchool, chosen: Sequence[UUID]) -> list[Violation]:
    if set(chosen) <= {each.pk for each in queries.others_of(actor=actor, school=school)}:
        return []
    return [Violation("apart_are_in_round", "Choose schools that are asked in this round", "apart")]
