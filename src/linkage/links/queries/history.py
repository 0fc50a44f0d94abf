"""What happened to a link, in sentences: the same for both schools."""

from datetime import datetime
from uuid import UUID

from linkage.access.action import registered
from linkage.access.actor import Actor
from linkage.access.models import AuditEntry
from linkage.kernel import words
from linkage.kernel.days import local
from linkage.links import policy
from linkage.links.models import Link
from linkage.messaging import queries as messaging
from linkage.messaging.enums import MessageStatus
from linkage.people import queries as people
from linkage.ui.timeline import Event, newest_first

INTRODUCTION = "links.introduction"
# What the two ends tell each other, and what the programme did about it. Who asked for a stop is not in it.
SHOWN = tuple(
    action.name
    for action in (
        policy.SAY_MET,
        policy.SAY_NOT_YET,
        policy.FINISH,
        policy.FAIL,
        policy.UNDO,
        policy.ANSWER,
        policy.FOLLOW_UP,
        policy.CHOOSE_AGAIN,
    )
)
PULSE_TEXT = "Only the numbers of all answers reach the programme."


def history(*, actor: Actor, link: Link) -> list[Event]:
    """Return what was done, the newest first, from "Grace Okafor asked for support" on."""
    answered = dict(link.pulses.exclude(answered_at=None).values_list("pk", "week"))
    rows = AuditEntry.objects.filter(programme_id=actor.tenant_id, target_id__in=[link.pk, *answered])
    entries = list(rows.filter(action__in=SHOWN).order_by("at", "pk"))
    done_by = {entry.actor_person_id for entry in entries if entry.actor_person_id}
    names = people.names_of(actor=actor, person_ids=done_by)
    told = [_event(entry, names, answered, link) for entry in entries]
    return newest_first([*_beginning(actor, link), *_answered(actor, link), *told])


def _beginning(actor: Actor, link: Link) -> list[Event]:
    asked, both = link.support_request, f"{link.asker.first_name} and {link.helper.first_name}"
    return [
        Event(f"{asked.asked_by.name} asked for support", asked.submitted_at or link.introduced_at),
        Event(
            f"The programme introduced {both}, and stepped out",
            link.introduced_at,
            text=_delivered(actor, link),
        ),
    ]


def _answered(actor: Actor, link: Link) -> list[Event]:
    """Who answered the introduction by e-mail: that they did, and never what they said."""
    found = messaging.answers(actor=actor, about_id=link.pk)
    return [Event(f"{each.name} answered by e-mail", each.at) for each in found if each.is_between]


def _delivered(actor: Actor, link: Link) -> str:
    sent = next((m for m in messaging.delivery(actor=actor, about_id=link.pk) if m.kind == INTRODUCTION), None)
    if sent is None:
        return ""
    if sent.status == MessageStatus.SENT:
        return f"One e-mail to both, delivered at {_time(sent.at)}."
    return f"One e-mail to both: {sent.words[:1].lower()}{sent.words[1:]}."


def _event(entry: AuditEntry, names: dict[UUID, str], answered: dict[UUID, int], link: Link) -> Event:
    who = (names.get(entry.actor_person_id) if entry.actor_person_id else "") or "Somebody"
    label = registered[entry.action].label
    text = ""
    if entry.action == policy.ANSWER.name and entry.target_id in answered:
        label = f"{label} after {words.number(answered[entry.target_id])} weeks"
        text = PULSE_TEXT
    elif entry.action in (policy.FINISH.name, policy.FAIL.name) and link.closing_note:
        text = f"“{link.closing_note}”"
    return Event(f"{who} {label}", entry.at, text=text)


def _time(at: datetime) -> str:
    return words.clock(local(at))
