"""Designations: noted, confirmed, changed, renewed, ended."""

from dataclasses import dataclass
from datetime import date, datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.kernel.days import day_of
from linkage.kernel.errors import Refused
from linkage.organisations.models import Organisation
from linkage.people import policy
from linkage.people.enums import DesignationStatus
from linkage.people.models import Designation, DesignationTitle, Person
from linkage.people.operations import telling_designations as telling
from linkage.people.rules import designations as rules


class UnableToNoteDesignation(Refused):
    """What was said of a designation cannot be kept."""


class UnableToAnswer(Refused):
    """A designation cannot be renewed or ended so."""


@dataclass(frozen=True)
class Award:
    """What is said of a designation: which, for what, by whom, from when, until when, and where it can be looked up.

    With `awarded_by` empty it is the body that usually gives this title.
    """

    title: DesignationTitle
    awarded_by: str
    from_on: date
    to_on: date | None = None
    specialism: str = ""
    evidence: str = ""


@operation(policy.NOTE_DESIGNATION, target="holder")
def note_designation(*, actor: Actor, at: datetime, holder: Person | Organisation, award: Award) -> Designation:
    """Note what a person or a school holds. A coordinator's word counts at once; another's is checked by one first.

    Raises UnableToNoteDesignation.
    """
    of = {"person": holder} if isinstance(holder, Person) else {"organisation": holder}
    made = Designation(programme_id=actor.tenant_id, said_by_id=actor.person_id, said_at=at, **of)
    _say(made, award, day_of(at))
    _stand(actor, at, made)
    made.save()
    if not policy.holds_it(actor, made):
        telling.noted(actor=actor, at=at, designation=made)
    return made


@operation(policy.CHANGE_DESIGNATION, target="designation")
def change_designation(*, actor: Actor, at: datetime, designation: Designation, award: Award) -> Designation:
    """Say it anew: what its holder changes is checked by a coordinator again. Raises UnableToNoteDesignation."""
    designation.hold()
    if designation.status == DesignationStatus.ENDED:
        raise UnableToNoteDesignation("It has ended: note it anew if it is held again")
    _say(designation, award, day_of(at))
    _stand(actor, at, designation)
    designation.asked_at, designation.is_to_end = None, False
    designation.save()
    return designation


@operation(policy.CONFIRM_DESIGNATION, target="designation")
def confirm_designation(*, actor: Actor, at: datetime, designation: Designation) -> Designation:
    """Confirm what its holder said: from now on schools see it. Raises UnableToAnswer."""
    designation.hold()
    _move(designation, DesignationStatus.HELD)
    designation.is_answered(at)
    designation.save(update_fields=Designation.STANDING)
    telling.confirmed(actor=actor, at=at, designation=designation)
    return designation


@operation(policy.RENEW_DESIGNATION, target="designation")
def renew_designation(
    *,
    actor: Actor,  # noqa: ARG001 - the house's signature
    at: datetime,
    designation: Designation,
    until: date | None,
) -> Designation:
    """Say that it is renewed until a day, or without a last day; one that ran out is held again.

    Raises UnableToAnswer.
    """
    designation.hold()
    UnableToAnswer.unless_none(
        rules.can_be_renewed(status=designation.status, until=until, from_on=designation.from_on, today=day_of(at))
    )
    if designation.status == DesignationStatus.LAPSED:
        designation.move(DesignationStatus.HELD)
    designation.to_on, designation.is_to_end = until, False
    designation.is_answered(at)
    designation.save(update_fields=Designation.STANDING)
    return designation


@operation(policy.LET_DESIGNATION_END, target="designation")
def let_designation_end(*, actor: Actor, at: datetime, designation: Designation) -> Designation:  # noqa: ARG001
    """Say that it ends on its last day, as planned: nobody is asked about it again. Raises UnableToAnswer."""
    designation.hold()
    UnableToAnswer.unless_none(rules.can_end_as_planned(status=designation.status, to_on=designation.to_on))
    designation.is_to_end = True
    designation.is_answered(at)
    designation.save(update_fields=Designation.STANDING)
    return designation


@operation(policy.END_DESIGNATION, target="designation")
def end_designation(*, actor: Actor, at: datetime, designation: Designation) -> Designation:
    """Say that it is not held any more, or never was; its holder is told when somebody else says so.

    Raises UnableToAnswer.
    """
    designation.hold()
    was_claimed = designation.status == DesignationStatus.CLAIMED
    _move(designation, DesignationStatus.ENDED)
    designation.is_answered(at)
    designation.ended_on = min(filter(None, (designation.to_on, day_of(at))))
    designation.save(update_fields=Designation.STANDING)
    if not policy.holds_it(actor, designation):
        telling.ended(actor=actor, at=at, designation=designation, was_claimed=was_claimed)
    return designation


def _say(designation: Designation, award: Award, today: date) -> None:
    """Write what was said; raises UnableToNoteDesignation, also where the same is noted already."""
    specialism, body = " ".join(award.specialism.split()), " ".join(award.awarded_by.split()) or award.title.awarded_by
    same = Designation.objects.open().filter(
        programme_id=designation.programme_id,
        person=designation.person,
        organisation=designation.organisation,
        title=award.title,
        specialism=specialism,
    )
    UnableToNoteDesignation.unless_none(
        [
            *rules.body_is_given(body),
            *rules.days_fit(from_on=award.from_on, to_on=award.to_on, today=today),
            *rules.is_held_once(is_held=same.exclude(pk=designation.pk).exists()),
        ]
    )
    designation.title, designation.specialism = award.title, specialism
    designation.awarded_by, designation.evidence = body, award.evidence.strip()
    designation.from_on, designation.to_on = award.from_on, award.to_on


def _stand(actor: Actor, at: datetime, designation: Designation) -> None:
    """A coordinator's word counts at once; another's is checked first."""
    counts = policy.CONFIRM_DESIGNATION.allows(actor, designation)
    designation.status = DesignationStatus.HELD if counts else DesignationStatus.CLAIMED
    designation.confirmed_at = at if counts else None


def _move(designation: Designation, to: DesignationStatus) -> None:
    UnableToAnswer.unless_none(rules.designation_may_move(designation.status, to))
    designation.move(to)
