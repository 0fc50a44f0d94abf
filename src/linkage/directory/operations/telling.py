"""The mails of a nomination: one purpose each, written with the change they tell of."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db.models import Model

from linkage.access import links
from linkage.access.actor import Actor
from linkage.access.operation import part_of_operation
from linkage.directory import policy
from linkage.directory.enums import NominationStatus
from linkage.directory.models import Nomination
from linkage.directory.presenters import mails
from linkage.kernel.days import day_of
from linkage.messaging import operations as messaging
from linkage.messaging.presenters import Mail, Recipient
from linkage.people import queries as people
from linkage.people.enums import Role
from linkage.people.models import Person
from linkage.programmes import queries as programmes


@part_of_operation
def ask(*, actor: Actor, at: datetime, nomination: Nomination, due_at: datetime | None = None) -> None:
    """The first mail, at `due_at` or at once: who typed their name and why, what it is, and how to say no."""
    settings = programmes.settings(actor=actor)
    erased_on = day_of(at + timedelta(days=settings.unanswered_erase_days))
    mail = mails.asked(nomination, _token(nomination), erased_on)
    _send(actor, at, nomination, "asked", mail, [_nominee(nomination)], due_at)


@part_of_operation
def recorded(
    *, actor: Actor, at: datetime, head: Person, nominations: Sequence[Nomination], about: Model, due_at: datetime
) -> None:
    """To who nominates: what was entered in their name, what waits for them, and how to withdraw it."""
    number = mails.entered(nominations)
    messaging.send(
        actor=actor,
        at=at,
        mail=mails.recorded(head, nominations, actor.name if actor.kind == "person" else "", number),
        to=[Recipient(head.name, head.email, head.pk)],
        kind="directory.recorded",
        about=about,
        due_at=due_at,
        names={"entered": number, "school": nominations[0].organisation.name},
    )


@part_of_operation
def ask_again(*, actor: Actor, at: datetime, nomination: Nomination) -> None:
    """What the coordinator found missing, with a new link to answer by."""
    _send(
        actor, at, nomination, "asked_again", mails.asked_again(nomination, _token(nomination)), [_nominee(nomination)]
    )


@part_of_operation
def remind(*, actor: Actor, at: datetime, nomination: Nomination) -> None:
    """A reminder to who has not answered."""
    _send(actor, at, nomination, "reminded", mails.reminded(nomination, _token(nomination)), [_nominee(nomination)])


@part_of_operation
def lapsed(*, actor: Actor, at: datetime, nomination: Nomination) -> None:
    """No answer came: the head is told, the colleague is left in peace."""
    _send(actor, at, nomination, "lapsed", mails.lapsed(nomination), [nomination.nominated_by])


@part_of_operation
def agreed(*, actor: Actor, at: datetime, nomination: Nomination) -> None:
    """Yes: the head is told, and whoever checks that the entry is complete."""
    _send(actor, at, nomination, "agreed", mails.agreed(nomination), [nomination.nominated_by])
    if nomination.status == NominationStatus.AWAITING_APPROVAL:
        coordinators = people.people_with(actor=actor, role=Role.COORDINATOR)
        for coordinator in coordinators:
            _send(actor, at, nomination, "to_check", mails.to_check(nomination), [coordinator])


@part_of_operation
def declined(*, actor: Actor, at: datetime, nomination: Nomination) -> None:
    """No: the head is told, without a reason."""
    _send(actor, at, nomination, "declined", mails.declined(nomination), [nomination.nominated_by])


@part_of_operation
def listed(*, actor: Actor, at: datetime, nomination: Nomination) -> None:
    """The entry is complete and can be found: its person is told."""
    _send(actor, at, nomination, "listed", mails.listed(nomination), [_nominee(nomination)])


@part_of_operation
def withdrawn(*, actor: Actor, at: datetime, nomination: Nomination) -> None:
    """The nomination ended: whoever did not end it is told; nobody when it never left the draft."""
    if nomination.nominee is None:
        return
    others = [one for one in (nomination.nominee, nomination.nominated_by) if not actor.is_person(one.pk)]
    for one in others:
        is_nominee = one.pk == nomination.nominee_id
        mail = mails.withdrawn(nomination, to_nominee=is_nominee)
        _send(actor, at, nomination, "taken_back" if is_nominee else "withdrawn", mail, [one])


def _token(nomination: Nomination) -> str:
    return links.make(
        policy.ANSWER_LINK,
        programme_id=nomination.programme_id,
        record_id=nomination.pk,
        person_id=_nominee(nomination).pk,
        state=nomination.question,
    )


def _nominee(nomination: Nomination) -> Person:
    nominee: Person | None = nomination.nominee
    if nominee is None:
        raise ValueError("a nomination that was sent has a nominee")
    return nominee


def _send(
    actor: Actor,
    at: datetime,
    nomination: Nomination,
    kind: str,
    mail: Mail,
    to: Iterable[Person],
    due_at: datetime | None = None,
) -> None:
    messaging.send(
        actor=actor,
        at=at,
        mail=mail,
        to=[Recipient(one.name, one.email, one.pk) for one in to],
        kind=f"directory.{kind}",
        about=nomination,
        due_at=due_at,
        names=mails.values_of(nomination),
    )
