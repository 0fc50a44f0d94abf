"""Mail that came in: for the coordinators who look through it, and for the records it was filed to."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from linkage.access.actor import Actor
from linkage.kernel.days import day_of
from linkage.kernel.errors import NotFound
from linkage.messaging import policy
from linkage.messaging.enums import InboundStatus
from linkage.messaging.models import InboundFile, InboundMail, Message

MOST_SHOWN = 50
MOST_CHOICES = 10
S = InboundStatus


def inbound_mails(*, actor: Actor) -> QuerySet[InboundMail]:
    """Return what came in and was not thrown away, the newest first; what two schools say to each other is not in it.

    Empty for whoever may not look.
    """
    if not policy.LIST_INBOUND.allows(actor):
        return InboundMail.objects.none()
    found = InboundMail.objects.filter(programme_id=actor.tenant_id, erased_at=None)
    return found.exclude(is_between=True, status=S.FILED).order_by("-received_at", "pk").defer("text")


def inbound_mail(*, actor: Actor, inbound_id: uuid.UUID) -> InboundMail:
    """Return one of them with its files; raises NotFound for one that is not the actor's to see."""
    found = inbound_mails(actor=actor).filter(pk=inbound_id).defer(None).first()
    if found is None:
        raise NotFound("e-mail")
    return found


def files_of(*, actor: Actor, mail: InboundMail) -> list[InboundFile]:
    """Return what came with a mail, by name and without the bytes."""
    found = InboundFile.objects.filter(programme_id=actor.tenant_id, mail=mail)
    return list(found.defer("content").order_by("name"))


def inbound_file(*, actor: Actor, inbound_id: uuid.UUID, file_id: uuid.UUID) -> InboundFile:
    """Return a file that came with a mail the actor may see; raises NotFound for one that was not kept."""
    mail = inbound_mail(actor=actor, inbound_id=inbound_id)
    found = InboundFile.objects.filter(programme_id=mail.programme_id, mail=mail, pk=file_id).first()
    if found is None or not found.is_kept:
        raise NotFound("file")
    return found


@dataclass(frozen=True)
class MailedAnswer:
    """An answer to a mail about a record; `text` is empty where its words are between two schools."""

    inbound_id: uuid.UUID
    name: str
    person_id: uuid.UUID | None
    at: datetime
    text: str
    is_between: bool
    files: int


def answers(*, actor: Actor, about_id: uuid.UUID) -> list[MailedAnswer]:
    """Return the mails filed to a record, the oldest first.

    The caller has shown that the actor may see the record, and shows words only to who works on it.
    """
    found = InboundMail.objects.filter(programme_id=actor.tenant_id, about_id=about_id, status=S.FILED)
    return [
        MailedAnswer(
            inbound_id=mail.pk,
            name=mail.sender,
            person_id=mail.person_id,
            at=mail.received_at,
            text=mail.text,
            is_between=mail.is_between,
            files=mail.files_count,
        )
        for mail in found.annotate(files_count=Count("files")).order_by("received_at")
    ]


@dataclass(frozen=True)
class FiledUnder:
    """A record that a mail may be filed to: one we wrote to this sender about."""

    about_type: str
    about_id: uuid.UUID
    subject: str
    on: date


def could_be_filed_under(*, actor: Actor, mail: InboundMail) -> list[FiledUnder]:
    """Return the records that mails of ours to its sender or its writer told of, the newest first."""
    to_them = Q(pk__in=[])
    for email in {mail.from_email, mail.writer_email.lower()} - {""}:
        to_them |= Q(recipients__contains=[{"email": email}])
    ours = Message.objects.filter(to_them, programme_id=actor.programme_id, about_id__isnull=False)
    sent = ours.order_by("-created_at")[:MOST_SHOWN]
    found: dict[uuid.UUID, FiledUnder] = {}
    for each in sent:
        if each.about_id and each.about_id not in found:
            found[each.about_id] = FiledUnder(each.about_type, each.about_id, each.subject, day_of(each.created_at))
    return list(found.values())[:MOST_CHOICES]
