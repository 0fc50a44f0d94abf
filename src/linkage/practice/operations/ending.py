"""Taking it down, and what becomes of it when whoever shows it leaves the school."""

from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation, part_of_operation
from linkage.kernel.errors import Refused
from linkage.organisations.models import Organisation
from linkage.people.models import Person
from linkage.practice import policy, rules
from linkage.practice.enums import PracticeStatus
from linkage.practice.models import Practice
from linkage.practice.operations import telling


class UnableToTakeDown(Refused):
    """It cannot be taken down so."""


@operation(policy.TAKE_DOWN, target="practice")
def take_down(*, actor: Actor, at: datetime, practice: Practice, reason: str = "") -> Practice:
    """Take it down for good; its words stay readable for the school. Whoever runs the programme says why.

    Raises UnableToTakeDown without that, and where somebody else was quicker.
    """
    practice.hold()
    is_own = policy.CHANGE.allows(actor, practice)
    if practice.status == PracticeStatus.TAKEN_DOWN:
        raise UnableToTakeDown("It is taken down already")
    UnableToTakeDown.unless_none(rules.says_why(reason=reason, is_own=is_own))
    practice.move(PracticeStatus.TAKEN_DOWN)
    practice.ended_at, practice.ended_by_id, practice.end_reason = at, actor.person_id, reason.strip()
    practice.save()
    if not is_own:
        telling.taken_down(actor=actor, at=at, practice=practice)
    return practice


@part_of_operation
def hide_leaver(*, actor: Actor, at: datetime, person: Person, organisation: Organisation) -> int:
    """Let nobody find what somebody showed who left this school, until its head names somebody else.

    Returns how many that were.
    """
    theirs = Practice.objects.whole().filter(programme_id=person.programme_id, owner=person, organisation=organisation)
    found = list(theirs.exclude(status=PracticeStatus.TAKEN_DOWN).select_for_update(of=("self",)))
    for practice in found:
        was_found = practice.state in policy.STANDING
        practice.owner = None
        if was_found:
            practice.move(PracticeStatus.HIDDEN)
        practice.save()
        if was_found:
            telling.ownerless(actor=actor, at=at, practice=practice, gone=person)
    return len(found)
