"""Who hears what about something a school does well."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from linkage.access import links
from linkage.access.actor import Actor
from linkage.access.operation import part_of_operation
from linkage.messaging import operations as messaging
from linkage.messaging.presenters import Mail, Recipient
from linkage.organisations.models import Organisation
from linkage.people import queries as people
from linkage.people.models import Person
from linkage.practice import policy
from linkage.practice.models import Practice
from linkage.practice.presenters import mails


@part_of_operation
def asked(*, actor: Actor, at: datetime, practice: Practice, schools: Iterable[Organisation]) -> None:
    """The heads of these schools are asked whether others may see it; not the one who took a yes back."""
    for school in schools:
        head = people.head_of(actor=actor, organisation_id=school.pk)
        if head is not None and practice.consent_of(school.pk) is None:
            _send(actor, at, practice, "asked", mails.asked(practice, school, head), [head])


@part_of_operation
def shared(*, actor: Actor, at: datetime, practice: Practice, is_new: bool, told_before: set[UUID | None]) -> None:
    """Others find it: whoever shows it is told once, and whoever wrote it and did not share it themselves."""
    owner, writer = practice.owner, practice.written_by
    if owner is not None and not actor.is_person(owner.pk) and owner.pk not in told_before:
        _send(actor, at, practice, "shown_by", mails.shown_by(practice, owner), [owner])
    if is_new and not actor.is_person(writer.pk) and writer != owner:
        _send(actor, at, practice, "shared", mails.shared(practice), [writer])


@part_of_operation
def sent_back(*, actor: Actor, at: datetime, practice: Practice) -> None:
    """Whoever wrote it reads what their head wants changed."""
    if not actor.is_person(practice.written_by_id):
        _send(actor, at, practice, "sent_back", mails.sent_back(practice, by=actor.name), [practice.written_by])


@part_of_operation
def taken_back(*, actor: Actor, at: datetime, practice: Practice) -> None:
    """A school took its yes back: whoever shows and wrote it, and the other head, are told that nobody finds it."""
    heads = (people.head_of(actor=actor, organisation_id=each.pk) for each in practice.schools)
    told = _others(actor, practice.owner, practice.written_by, *heads)
    _send(actor, at, practice, "taken_back", mails.taken_back(practice), told)


@part_of_operation
def still_right(*, actor: Actor, at: datetime, practice: Practice) -> None:
    """Whoever shows it is asked whether it is still right; a reminder is the same question."""
    if practice.owner is not None:
        _send(actor, at, practice, "still_right", mails.still_right(practice, _token(practice)), [practice.owner])


@part_of_operation
def lapsed(*, actor: Actor, at: datetime, practice: Practice) -> None:
    """No answer came: whoever shows it can bring it back by one click, and their head is told."""
    if practice.owner is not None:
        _send(actor, at, practice, "lapsed", mails.lapsed(practice, _token(practice)), [practice.owner])
    head = people.head_of(actor=actor, organisation_id=practice.organisation_id)
    if head is not None and head.pk != practice.owner_id:
        _send(actor, at, practice, "lapsed_at_school", mails.lapsed_to_head(practice), [head])


@part_of_operation
def ownerless(*, actor: Actor, at: datetime, practice: Practice, gone: Person) -> None:
    """Whoever showed it has left: the head names somebody else."""
    head = people.head_of(actor=actor, organisation_id=practice.organisation_id)
    if head is not None and head.pk != gone.pk:
        _send(actor, at, practice, "ownerless", mails.ownerless(practice), [head])


@part_of_operation
def taken_down(*, actor: Actor, at: datetime, practice: Practice) -> None:
    """Whoever runs the programme took it down: everybody it concerns reads why."""
    heads = (people.head_of(actor=actor, organisation_id=each.pk) for each in practice.schools)
    told = _others(actor, practice.owner, practice.written_by, *heads)
    _send(actor, at, practice, "taken_down", mails.taken_down(practice), told)


def _others(actor: Actor, *people_told: Person | None) -> list[Person]:
    found = {each.pk: each for each in people_told if each is not None and not actor.is_person(each.pk)}
    return list(found.values())


def _token(practice: Practice) -> str:
    assert practice.owner_id is not None
    return links.make(
        policy.RIGHT_LINK,
        programme_id=practice.programme_id,
        record_id=practice.pk,
        person_id=practice.owner_id,
        state=practice.question,
    )


def _send(actor: Actor, at: datetime, practice: Practice, kind: str, mail: Mail, to: Iterable[Person]) -> None:
    recipients = [Recipient(one.name, one.email, one.pk) for one in to]
    if recipients:
        messaging.send(
            actor=actor,
            at=at,
            mail=mail,
            to=recipients,
            kind=f"practice.{kind}",
            about=practice,
            names=mails.values_of(practice),
        )
