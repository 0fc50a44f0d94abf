"""Write a mail into the outbox, in the transaction of what it tells of."""

import base64
import uuid
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from django.conf import settings
from django.db import models

from linkage.access.actor import Actor
from linkage.access.operation import operation, part_of_operation
from linkage.database import tenancy
from linkage.kernel import words
from linkage.kernel.errors import Refused
from linkage.messaging import policy, presenters, queries, rules
from linkage.messaging.enums import MessageStatus
from linkage.messaging.models import Message
from linkage.messaging.operations.queueing import deliver_later
from linkage.messaging.presenters import TO_US, About, Answers, Attachment, Mail, Recipient, Sender
from linkage.programmes import queries as programmes
from linkage.programmes.models import Programme

NOTHING: Mapping[str, str] = MappingProxyType({})


class UnableToSend(Refused):
    """A mail that cannot be written: nobody to send it to, or an address that is none."""


@part_of_operation
def send(
    *,
    actor: Actor,
    at: datetime,
    mail: Mail,
    to: Sequence[Recipient],
    kind: str,
    about: models.Model | About | None = None,
    attachments: Sequence[Attachment] = (),
    is_urgent: bool = False,
    due_at: datetime | None = None,
    stop_path: str = "",
    answers: Answers = TO_US,
    names: Mapping[str, str] = NOTHING,
) -> Message:
    """Put a mail into the outbox of the programme being acted in; the worker delivers it after this transaction.

    All recipients get the one mail and see each other. `kind` says which mail it is ("directory.nomination"), `about`
    is the record on whose page its delivery shows, or its kind and key. It goes at `due_at`, without one now; what may
    wait is moved to the programme's next mail hour, but urgent mails overtake others. `stop_path` is where one click
    stops mails like this one, `answers` says where an answer goes. The programme's own words take the place of ours;
    `names` are what they may name. Raises UnableToSend.
    """
    programme_id = tenancy.current_programme()
    sender = _sender_of(programme_id)
    worded = _in_their_words(programme_id, kind, mail, {**names, **_common(to, sender)})
    told_of = about if isinstance(about, About) else About.of(about)
    message = Message(
        programme_id=programme_id,
        template=kind,
        attachments=[_kept(attachment) for attachment in attachments],
        about_type=told_of.kind,
        about_id=told_of.key,
        reply_to=answers.to,
        is_between=answers.is_between,
        is_urgent=is_urgent,
        stop_path=stop_path,
        due_at=due_at or at if is_urgent else _hour_for(programme_id, actor, to, due_at or at),
    )
    return _write(actor=actor, at=at, mail=worded, to=to, sender=sender, message=message)


@part_of_operation
def take_back(*, actor: Actor, at: datetime, about_ids: Collection[uuid.UUID]) -> set[uuid.UUID]:  # noqa: ARG001
    """Delete the mails about these records that nobody has begun to deliver; return the records they were about.

    The job that would have delivered one finds nothing to do.
    """
    waiting = Message.objects.filter(
        programme_id=tenancy.current_programme(),
        about_id__in=about_ids,
        status=MessageStatus.QUEUED,
        attempts=0,
    )
    found = {row.pk: row.about_id for row in waiting.select_for_update()}
    Message.objects.filter(pk__in=found).delete()
    return {about_id for about_id in found.values() if about_id}


@operation(policy.SEND_CODE)
def send_code(*, actor: Actor, at: datetime, mail: Mail, to: Sequence[Recipient]) -> Message:
    """Put a mail of sign-in into the outbox: it belongs to no programme and overtakes all others."""
    message = Message(template="accounts.code", is_urgent=True, due_at=at)
    return _write(actor=actor, at=at, mail=mail, to=to, sender=Sender(), message=message)


def _write(
    *, actor: Actor, at: datetime, mail: Mail, to: Sequence[Recipient], sender: Sender, message: Message
) -> Message:
    _refuse_bad_addresses(to)
    drawn = presenters.draw(mail, sender)
    message.created_at = at
    message.from_name = rules.display_name(sender.name)
    message.reply_to = message.reply_to or _answered_at(message) or sender.reply_to
    message.subject = rules.one_line(mail.subject, rules.SUBJECT_CHARACTERS)
    message.text, message.html = drawn.text, drawn.html
    message.recipients = [_named(recipient) for recipient in to]
    message.person_ids = [recipient.person_id for recipient in to if recipient.person_id]
    message.message_id = _message_id()
    _hold(message, at)
    message.save(force_insert=True)
    if message.status == MessageStatus.QUEUED:
        deliver_later(actor=actor, at=at, message=message)
    return message


def _answered_at(message: Message) -> str:
    """Where an answer to it comes in; empty where none can, or where there is no record to file it to."""
    return presenters.answer_address(message.id) if message.about_id and presenters.has_mailbox() else ""


def _hold(message: Message, at: datetime) -> None:
    """Send nothing more to an address from which mails come back, until somebody has dealt with it (R19)."""
    if message.programme_id is None:
        return
    actor = Actor.system("outbox", message.programme_id)
    emails = [to["email"] for to in message.recipients]
    if email := queries.address_that_returns(actor=actor, emails=emails):
        message.move_to(MessageStatus.FAILED)
        message.problem = f"An earlier e-mail to {email} came back. Deal with that one first."
        message.settled_at = at


def _sender_of(programme_id: uuid.UUID | None) -> Sender:
    programme = Programme.objects.filter(id=programme_id).first() if programme_id else None
    if programme is None:
        return Sender()
    return Sender(
        name=programme.name,
        tagline=programme.tagline,
        colour=programme.colour,
        reply_to=programme.contact_email,
    )


def _in_their_words(programme_id: uuid.UUID | None, name: str, mail: Mail, values: dict[str, str]) -> Mail:
    kind = presenters.kind_called(name)
    if kind is None or programme_id is None:
        return mail
    if missing := set(kind.known) - values.keys():
        raise LookupError(f"{name} is sent without {', '.join(sorted(missing))}, which its words may name")
    return queries.worded(actor=Actor.system("outbox", programme_id), kind=name, mail=mail, values=values)


def _common(to: Sequence[Recipient], sender: Sender) -> dict[str, str]:
    first_names = [one.name.split()[0] for one in to if one.name.split()]
    return {"first_name": words.listing(first_names), "programme": sender.name}


def _hour_for(programme_id: uuid.UUID | None, actor: Actor, to: Sequence[Recipient], moment: datetime) -> datetime:
    """The next hour at which the programme sends; what only answers the person who acts goes at that moment."""
    if programme_id is None or all(actor.is_person(one.person_id) for one in to):
        return moment
    hours = programmes.mail_hours(actor=Actor.system("outbox", programme_id))
    return hours.next(moment) if hours else moment


def _refuse_bad_addresses(to: Sequence[Recipient]) -> None:
    if not to:
        raise UnableToSend("There is nobody to send this e-mail to.")
    UnableToSend.unless_none(violation for one in to for violation in rules.is_deliverable(one.email))


def _named(recipient: Recipient) -> dict[str, str | None]:
    return {
        "name": rules.display_name(recipient.name),
        "email": recipient.email,
        "person_id": str(recipient.person_id) if recipient.person_id else None,
    }


def _kept(attachment: Attachment) -> dict[str, str]:
    return {
        "name": rules.one_line(attachment.name, rules.NAME_CHARACTERS),
        "content_type": attachment.content_type,
        "base64": base64.b64encode(attachment.content).decode("ascii"),
    }


def _message_id() -> str:
    """Made once and kept for ever: by it alone the relay's log tells whether a mail arrived."""
    return f"<{uuid.uuid4()}@{settings.MAIL_FROM.rpartition('@')[2]}>"
