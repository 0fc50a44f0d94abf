"""What happened to an engagement, in sentences: the same for both schools."""

from uuid import UUID

from django.db.models import Q

from linkage.access.action import registered
from linkage.access.actor import Actor
from linkage.access.models import AuditEntry
from linkage.engagements import policy
from linkage.engagements.models import Engagement
from linkage.engagements.queries.papers import paper_events
from linkage.people import queries as people
from linkage.ui.timeline import Event, newest_first

# What both schools tell each other; who looked at what is not in it.
SHOWN = tuple(
    action.name
    for action in (
        policy.BEGIN,
        policy.BEGIN_BOUGHT,
        policy.CHANGE,
        policy.CHANGE_KIND,
        policy.ADD_PERSON,
        policy.LET_GO,
        policy.START,
        policy.PAUSE,
        policy.RESUME,
        policy.STOP,
        policy.BEGIN_END,
        policy.GO_ON,
        policy.CLOSE,
        policy.SEND_THANKS,
        policy.SAY_WHO_CARRIES_ON,
        policy.RATE,
        policy.CLOSE_REVIEW,
        policy.BEGIN_READINESS,
        policy.SHOW_READINESS,
        policy.NOTE_TALK,
        policy.ASK_AGAIN,
        policy.ASK_HALF_WAY,
        policy.NOTE_GOVERNORS,
        policy.NOTE_HINDRANCE,
        policy.OFFER,
        policy.TAKE_OFFER_BACK,
        policy.AMEND,
        policy.DROP_AMENDMENT,
    )
)
MOST_SHOWN = 30


def history(*, actor: Actor, engagement: Engagement) -> list[Event]:
    """Return what was done, the newest first, the last thirty of it, and what happened to its papers."""
    signed = engagement.agreements.filter(programme_id=engagement.programme_id).values("pk")
    is_told = Q(target_id=engagement.pk, action__in=SHOWN) | Q(target_id__in=signed, action=policy.SIGN.name)
    rows = AuditEntry.objects.filter(is_told, programme_id=actor.tenant_id)
    begun = AuditEntry.objects.filter(
        programme_id=actor.tenant_id,
        target_id__in=[each for each in (engagement.link_id, engagement.commission_id) if each],
        action__in=(policy.BEGIN.name, policy.BEGIN_BOUGHT.name),
    )
    entries = sorted(rows.order_by("-at", "-pk")[:MOST_SHOWN].union(begun, all=True), key=lambda each: each.at)
    names = people.names_of(actor=actor, person_ids={each.actor_person_id for each in entries if each.actor_person_id})
    papers = paper_events(actor=actor, engagement=engagement)
    return newest_first([*(_event(each, names) for each in entries), *papers])


def _event(entry: AuditEntry, names: dict[UUID, str]) -> Event:
    if entry.action == policy.ASK_HALF_WAY.name:
        return Event("Both sides were asked again, half-way, how ready they are", entry.at)
    who = (names.get(entry.actor_person_id) if entry.actor_person_id else "") or "Somebody"
    return Event(f"{who} {registered[entry.action].label}", entry.at)
