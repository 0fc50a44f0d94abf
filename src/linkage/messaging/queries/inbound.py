"""Mail that came in: for the coordinators who look through it, and for the records it was filed to."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from linkage.access.actor import Actor
from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.kernel.errors import NotFound
from linkage.messaging import policy
from linkage.messaging.enums import InboundStatus, Reason
from linkage.messaging.models import InboundFile, InboundMail, Message
from linkage.programmes import queries as programmes
from linkage.ui.next_actions import NextAction

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
    return found.exclude(is_between=True, status=S.FILED).order_by("-received_at", "pk")


def inbound_mail(*, actor: Actor, inbound_id: uuid.UUID) -> InboundMail:
    """Return one of them with its files; raises NotFound for one that is not the actor's to see."""
    found = inbound_mails(actor=actor).filter(pk=inbound_id).first()
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
    """Return the records that mails of ours to this sender told of, the newest first."""
    if not mail.from_email:
        return []
    sent = Message.objects.filter(
        programme_id=actor.programme_id, recipients__contains=[{"email": mail.from_email}], about_id__isnull=False
    ).order_by("-created_at")[:MOST_SHOWN]
    found: dict[uuid.UUID, FiledUnder] = {}
    for each in sent:
        if each.about_id and each.about_id not in found:
            found[each.about_id] = FiledUnder(each.about_type, each.about_id, each.subject, day_of(each.created_at))
    return list(found.values())[:MOST_CHOICES]


def inbound_actions(*, actor: Actor, at: datetime) -> list[NextAction]:
    """Return what came in and waits for a coordinator: likely requests, answers nobody has read, and what is held."""
    if not policy.LIST_INBOUND.allows(actor) or actor.programme_id is None:
        return []
    waits = Q(status__in=(S.NEW, S.HELD)) | Q(status=S.FILED, seen_at=None)
    found = list(inbound_mails(actor=actor).filter(waits).order_by("received_at")[:MOST_SHOWN])
    if not found:
        return []
    slug = programmes.programme(actor=actor).slug
    held = [mail for mail in found if mail.state == S.HELD]
    told = [_request(actor, at, slug, mail) for mail in found if mail.state == S.NEW]
    told += [_answer(slug, mail) for mail in found if mail.state == S.FILED]
    return told + ([_held(slug, held)] if held else [])


def _request(actor: Actor, at: datetime, slug: str, mail: InboundMail) -> NextAction:
    calendar = programmes.calendar(actor=actor)
    days = programmes.settings(actor=actor).acknowledge_days
    due_on = calendar.add(day_of(mail.received_at), days)
    today = day_of(at)
    left = calendar.between(today, due_on) if due_on >= today else -calendar.between(due_on, today)
    return NextAction(
        title=f"A request came in by e-mail from {mail.place or mail.sender}",
        text=f"“{mail.subject}”. Check the draft before it counts as a request."
        if mail.subject
        else "Check the draft.",
        url=_url(slug, mail),
        button="Check the draft",
        since=mail.received_at,
        due_on=due_on,
        working_days_left=left,
        section="requests",
    )


def _answer(slug: str, mail: InboundMail) -> NextAction:
    return NextAction(
        title=f"{mail.sender} answered by e-mail",
        text=mail.subject or "Without a subject",
        url=_url(slug, mail),
        button="Read it",
        since=mail.received_at,
    )


def _held(slug: str, held: list[InboundMail]) -> NextAction:
    forged = sum(mail.reason == Reason.FORGED for mail in held)
    return NextAction(
        title=f"{words.count(len(held), 'e-mail')} that came in {'is' if len(held) == 1 else 'are'} held back",
        text="We did nothing with them. Look whether one is a request or an answer."
        + (f" {words.count(forged, 'e-mail')} may be forged." if forged else ""),
        url=reverse("mail:inbox", kwargs={"programme": slug}) + "?is=held",
        button="Look through them",
        since=held[0].received_at,
    )


def _url(slug: str, mail: InboundMail) -> str:
    return reverse("mail:inbound", kwargs={"programme": slug, "inbound_id": mail.pk})
