"""Erasing a person: because they ask, because they said no, or because they never answered."""

from datetime import datetime

from django.db import transaction

from linkage.access import personal_data
from linkage.access.actor import Actor
from linkage.access.operation import operation, part_of_operation
from linkage.kernel.errors import Refused
from linkage.people import policy, queries
from linkage.people.models import Person
from linkage.programmes.operations import have_done_in_each


class UnableToErase(Refused):
    """Something must be kept; each sentence says what and why."""


@operation(policy.ERASE)
def erase(*, actor: Actor, at: datetime, person: Person) -> None:  # noqa: ARG001 - the house's signature
    """Erase everything held about a person in this programme; raises UnableToErase when a duty to keep stands."""
    _erase(person, at)


@operation(policy.LEAVE, target="person")
def leave(*, actor: Actor, at: datetime, person: Person) -> None:  # noqa: ARG001 - the house's signature
    """Leave the programme and be erased from it; raises UnableToErase when a duty to keep stands."""
    _erase(person, at)


@operation(policy.FORGET)
def have_forgotten(*, actor: Actor, at: datetime) -> None:
    """Have each programme forget whose name was typed and who never answered."""
    have_done_in_each(actor=actor, at=at, job="people.forget-in-programme")


@operation(policy.FORGET)
def forget_unanswered(*, actor: Actor, at: datetime) -> int:
    """Erase everybody whose name was typed and who never answered in time; return how many.

    Whoever must be kept is passed over: the next run asks again. What a visitor typed of somebody known goes too.
    """
    queries.unanswered_claims(actor=actor, at=at).delete()
    erased = 0
    for person in queries.unanswered(actor=actor, at=at):
        try:
            with transaction.atomic():
                _erase(person, at)
        except UnableToErase:
            continue
        erased += 1
    return erased


@operation(policy.EXPORT, target="person")
def note_export(*, actor: Actor, at: datetime, person: Person) -> None:
    """Note that somebody's data were written down for them; the entry says when, and by which command."""


@operation(policy.TAKE_LIST)
def note_list_taken(*, actor: Actor, at: datetime) -> None:
    """Note that a list of people was taken home as a file: the entry says who and when."""


@part_of_operation
def if_unneeded(*, actor: Actor, at: datetime, person: Person) -> bool:
    """Erase somebody whom nothing needs: they do nothing here, never signed in, and no other record speaks of them."""
    if not queries.is_unneeded(actor=actor, person=person):
        return False
    try:
        with transaction.atomic():
            _erase(person, at)
    except UnableToErase:
        return False
    return True


def _erase(person: Person, at: datetime) -> None:
    subject = queries.subject(actor=Actor.system("erase", person.programme_id), person=person)
    UnableToErase.unless_none(
        violation for source in personal_data.registered for violation in source.must_keep(subject)
    )
    for source in personal_data.registered:
        source.erase(subject, at)
