"""What waits for those who look after a programme: mails that went wrong, and mails that came in.

Both are asked for in one statement, as the home page asks enough already.
"""

from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, F, Max, Q, QuerySet, UUIDField, Value
from django.db.models.functions import Coalesce, JSONObject
from django.urls import reverse

from linkage.access.actor import Actor
from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.kernel.working_days import SchoolCalendar
from linkage.messaging import policy, rules
from linkage.messaging.enums import InboundStatus, MessageStatus, Reason
from linkage.messaging.models import InboundMail, Message
from linkage.messaging.queries.inbound import inbound_mails
from linkage.programmes import queries as programmes
from linkage.ui.next_actions import NextAction
from linkage.ui.sources import Source, told

# A trouble older than this has been dealt with in another way; the mail's own page still tells of it.
SHOWN_FOR = timedelta(days=60)
MOST_SHOWN = 50
_TITLES = {
    MessageStatus.UNCERTAIN: "We do not know whether our e-mail to {} arrived",
    MessageStatus.FAILED: "Our e-mail to {} could not be sent",
    MessageStatus.BOUNCED: "Our e-mail to {} came back",
}
S = InboundStatus
_SENT = ("recipients", "problem")
_CAME = ("writer_name", "writer_email", "from_email", "place")
_ROW = ("is_ours", "pk", "status", "subject", "since", "facts")


def next_actions(*, actor: Actor, at: datetime) -> list[NextAction]:
    """Return the mails that went wrong, likely requests, answers nobody has read, and what is held back."""
    return told(WAITING, actor=actor, at=at)


def _rows(actor: Actor, at: datetime) -> QuerySet[Any] | None:
    if not policy.SEE.allows(actor) or actor.programme_id is None:
        return None
    return _troubles(actor, at).union(_waits(actor), _held_back(actor), all=True)


def _of_mails(actor: Actor, at: datetime) -> list[NextAction]:
    found = _rows(actor, at)
    if found is None:
        return []
    rows: list[Any] = list(found)
    slug = programmes.programme(actor=actor).slug
    sent = [
        _trouble(slug, Message(pk=pk, status=s, subject=t, **f), since) for ours, pk, s, t, since, f in rows if ours
    ]
    came = [
        InboundMail(pk=pk, status=s, subject=t, received_at=at_, **f)
        for ours, pk, s, t, at_, f in rows
        if pk and not ours
    ]
    held = [_held(slug, since, **f) for _, pk, _, _, since, f in rows if not pk]
    return [*sent, *_requests(actor, at, slug, came), *_answers(slug, came), *held]


def _troubles(actor: Actor, at: datetime) -> QuerySet[Message, tuple[object, ...]]:
    """An uncertain mail is a person's business only when the relay's log has had its time and does not settle it."""
    waited = at - 2 * rules.RELAY_SETTLES * settings.MAIL_PACE
    found = Message.objects.filter(
        Q(status=MessageStatus.UNCERTAIN, attempted_at__lte=waited)
        | Q(status__in=(MessageStatus.FAILED, MessageStatus.BOUNCED), settled_at__gte=at - SHOWN_FOR),
        programme_id=actor.programme_id,
        dealt_with_at=None,
    )
    return (
        found.order_by("created_at")
        .annotate(
            is_ours=Value(value=True),
            since=Coalesce("settled_at", "attempted_at", "created_at"),
            facts=JSONObject(**{name: name for name in _SENT}),
        )
        .values_list(*_ROW)[:MOST_SHOWN]
    )


def _waits(actor: Actor) -> QuerySet[InboundMail, tuple[object, ...]]:
    waits = Q(status=S.NEW) | Q(status=S.FILED, seen_at=None)
    return (
        inbound_mails(actor=actor)
        .filter(waits)
        .order_by("received_at")
        .annotate(
            is_ours=Value(value=False),
            since=F("received_at"),
            facts=JSONObject(**{name: name for name in _CAME}),
        )
        .values_list(*_ROW)[:MOST_SHOWN]
    )


def _held_back(actor: Actor) -> QuerySet[InboundMail, tuple[object, ...]]:
    """All that is held as one row, however much it is: what strangers send never takes the place of a request.

    It stands as late in the list as the newest of them, or the oldest advertisement would be the first thing to do.
    """
    held = inbound_mails(actor=actor).filter(status=S.HELD).order_by().values("status")
    forged = Count("pk", filter=Q(reason=Reason.FORGED))
    return held.annotate(
        is_ours=Value(value=False),
        no_key=Value(None, output_field=UUIDField()),
        no_subject=Value(""),
        since=Max("received_at"),
        facts=JSONObject(number=Count("pk"), forged=forged),
    ).values_list("is_ours", "no_key", "status", "no_subject", "since", "facts")


def _trouble(slug: str, mail: Message, since: datetime) -> NextAction:
    return NextAction(
        title=_TITLES[MessageStatus(mail.status)].format(mail.returned_names),
        text=mail.subject,
        url=reverse("mail:message", kwargs={"programme": slug, "message_id": mail.pk}),
        button="See the e-mail",
        since=since,
    )


def _requests(actor: Actor, at: datetime, slug: str, came: list[InboundMail]) -> list[NextAction]:
    new = [mail for mail in came if mail.state == S.NEW]
    if not new:
        return []
    calendar, days = programmes.calendar(actor=actor), programmes.settings(actor=actor).acknowledge_days
    return [_request(slug, mail, calendar.add(day_of(mail.received_at), days), calendar, day_of(at)) for mail in new]


def _request(slug: str, mail: InboundMail, due_on: date, calendar: SchoolCalendar, today: date) -> NextAction:
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


def _answers(slug: str, came: list[InboundMail]) -> list[NextAction]:
    return [
        NextAction(
            title=f"{mail.sender} answered by e-mail",
            text=mail.subject or "Without a subject",
            url=_url(slug, mail),
            button="Read it",
            since=mail.received_at,
        )
        for mail in came
        if mail.state == S.FILED
    ]


def _held(slug: str, since: datetime, *, number: int, forged: int) -> NextAction:
    is_one = number == 1
    text = (
        "We did nothing with it. Look whether it is a request or an answer."
        if is_one
        else "We did nothing with them. Look whether one is a request or an answer."
    )
    if forged:
        text += " It may be forged." if is_one else f" {words.count(forged, 'e-mail')} may be forged."
    return NextAction(
        title=f"{words.count(number, 'e-mail')} that came in {'is' if is_one else 'are'} held back",
        text=text,
        url=reverse("mail:inbox", kwargs={"programme": slug}) + "?is=held",
        button="Look at it" if is_one else "Look at them",
        since=since,
    )


def _url(slug: str, mail: InboundMail) -> str:
    return reverse("mail:inbound", kwargs={"programme": slug, "inbound_id": mail.pk})


WAITING = (Source(_of_mails, rows=_rows),)
