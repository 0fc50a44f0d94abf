"""The mails about designations: to who holds one, or to who acts for the school that does."""

from datetime import datetime

from linkage.access import links
from linkage.access.actor import Actor
from linkage.access.operation import part_of_operation
from linkage.messaging import operations as messaging
from linkage.messaging.presenters import Mail, Recipient
from linkage.people import policy
from linkage.people.models import Designation, Person
from linkage.people.operations import persons
from linkage.people.presenters import designation_mails as mails
from linkage.people.queries.persons import head_of


@part_of_operation
def noted(*, actor: Actor, at: datetime, designation: Designation) -> None:
    """The programme noted what somebody holds: they are told, and where to put it right."""
    reader = _reader(actor, designation)
    if reader is not None:
        _send(actor, at, designation, reader, "designation_noted", mails.noted(designation, reader, by=actor.name))


@part_of_operation
def confirmed(*, actor: Actor, at: datetime, designation: Designation) -> None:
    """What they said is confirmed: schools see it."""
    reader = _reader(actor, designation)
    if reader is not None and not actor.is_person(reader.pk):
        _send(actor, at, designation, reader, "designation_confirmed", mails.confirmed(designation, reader))


@part_of_operation
def ended(*, actor: Actor, at: datetime, designation: Designation, was_claimed: bool) -> None:
    """Somebody else says that it is not held: they hear it, and what to do if that is wrong."""
    reader = _reader(actor, designation)
    if reader is not None:
        mail = mails.ended(designation, reader, by=actor.name, was_claimed=was_claimed)
        _send(actor, at, designation, reader, "designation_ended", mail)


@part_of_operation
def ending(*, actor: Actor, at: datetime, designation: Designation) -> None:
    """Its last day comes near: is it renewed?"""
    reader = _reader(actor, designation)
    if reader is not None:
        mail = mails.ending(designation, reader, _token(designation, reader))
        _send(actor, at, designation, reader, "designation_ending", mail)


@part_of_operation
def ran_out(*, actor: Actor, at: datetime, designation: Designation) -> None:
    """Its last day is over and nobody said that it is renewed: one click brings it back."""
    reader = _reader(actor, designation)
    if reader is not None:
        mail = mails.ran_out(designation, reader, _token(designation, reader))
        _send(actor, at, designation, reader, "designation_ran_out", mail)


def _reader(actor: Actor, designation: Designation) -> Person | None:
    """Who is written to; nobody for a school without a proved head: the coordinator's list has it."""
    return designation.person or head_of(actor=actor, organisation_id=designation.organisation_id)


def _token(designation: Designation, reader: Person) -> str:
    return links.make(
        policy.DESIGNATION_LINK,
        programme_id=designation.programme_id,
        record_id=designation.pk,
        person_id=reader.pk,
        state=designation.question,
    )


def _send(actor: Actor, at: datetime, designation: Designation, to: Person, kind: str, mail: Mail) -> None:
    names = mails.values_of(designation)
    if actor.kind == "person":
        names["by"] = actor.name
    messaging.send(
        actor=actor,
        at=at,
        mail=mail,
        to=[Recipient(to.name, to.email, to.pk)],
        kind=f"people.{kind}",
        about=designation,
        names=names,
    )
    persons.note_told(actor=actor, at=at, person=to)
