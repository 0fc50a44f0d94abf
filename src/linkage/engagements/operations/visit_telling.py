"""The mails about visits: to the visitor and to who leads at the host, never to the one who acts."""

from collections.abc import Sequence
from datetime import date, datetime

from linkage.access.actor import Actor
from linkage.access.operation import part_of_operation
from linkage.engagements.models import Visit
from linkage.engagements.presenters import visit_calendars, visit_mails
from linkage.links.enums import Side
from linkage.messaging import operations as messaging
from linkage.messaging.presenters import TO_US, Answers, Attachment, Mail, Recipient
from linkage.people import queries as people
from linkage.people.models import Person
from linkage.programmes import queries as programmes


@part_of_operation
def tell_booked(*, actor: Actor, at: datetime, visit: Visit) -> None:
    """Tell the visitor and who leads at the host, with the date for a calendar."""
    told = visit_mails.told(visit, who=actor.name)
    files = _calendar(actor, at, visit)
    for person in _both(visit):
        mail = visit_mails.booked(told, is_visitor=person.pk == visit.visitor_id)
        _send(actor, at, visit, mail, [person], "visit_booked", files)


@part_of_operation
def tell_moved(*, actor: Actor, at: datetime, visit: Visit, was_on: date, reason: str) -> None:
    """Tell both the new day and why; the file moves the date in a calendar that has it."""
    told = visit_mails.told(visit, who=actor.name, reason=reason, was_on=was_on)
    files = _calendar(actor, at, visit)
    for person in _both(visit):
        mail = visit_mails.moved(told, is_visitor=person.pk == visit.visitor_id)
        _send(actor, at, visit, mail, [person], "visit_moved", files)


@part_of_operation
def tell_cancelled(*, actor: Actor, at: datetime, visit: Visit) -> None:
    """Tell both that it is not, and why; the file takes the date out of a calendar that has it."""
    told = visit_mails.told(visit, who=actor.name, reason=visit.cancel_reason)
    files = _calendar(actor, at, visit)
    for person in _both(visit):
        mail = visit_mails.cancelled(told, is_visitor=person.pk == visit.visitor_id)
        _send(actor, at, visit, mail, [person], "visit_cancelled", files)


@part_of_operation
def tell_written(*, actor: Actor, at: datetime, visit: Visit) -> None:
    """Ask who leads at the host, and its head, to agree the note."""
    told = visit_mails.told(visit, who=actor.name)
    head = people.head_of(actor=actor, organisation_id=visit.engagement.client_organisation_id)
    to = [visit.engagement.lead(Side.CLIENT), *([head] if head else [])]
    for person in dict.fromkeys(to):
        _send(actor, at, visit, visit_mails.to_agree(told), [person], "note_to_agree")


@part_of_operation
def tell_sent_back(*, actor: Actor, at: datetime, visit: Visit) -> None:
    """Tell the visitor that the host would put something otherwise; what, says the page."""
    told = visit_mails.told(visit, who=actor.name)
    _send(actor, at, visit, visit_mails.sent_back(told), [visit.visitor], "note_sent_back")


def _both(visit: Visit) -> list[Person]:
    return list(dict.fromkeys([visit.visitor, visit.engagement.lead(Side.CLIENT)]))


def _calendar(actor: Actor, at: datetime, visit: Visit) -> tuple[Attachment, ...]:
    sender = programmes.sender(actor=actor)
    content = visit_calendars.calendar_file(visit, made_at=at, organiser=sender)
    return (Attachment(visit_calendars.NAME, visit_calendars.content_type(visit), content),)


def _send(
    actor: Actor,
    at: datetime,
    visit: Visit,
    mail: Mail,
    to: Sequence[Person],
    kind: str,
    files: Sequence[Attachment] = (),
) -> None:
    """Send it to each of these who does not act; an answer goes straight to whoever does, and past us."""
    for person in to:
        if not actor.is_person(person.pk):
            messaging.send(
                actor=actor,
                at=at,
                mail=mail,
                to=[Recipient(person.name, person.email, person.pk)],
                kind=f"engagements.{kind}",
                about=visit,
                attachments=files,
                answers=_answers(actor),
                names=visit_mails.values_of(visit, who=actor.name),
            )


def _answers(actor: Actor) -> Answers:
    """An answer is between the two schools: it goes to the one who acts, and nobody here reads it."""
    if actor.person_id is None:
        return TO_US
    return Answers(to=people.person(actor=actor, person_id=actor.person_id).email)
