"""What happened to an engagement, in sentences: the same for both schools."""

from uuid import UUID

from linkage.access.action import registered
from linkage.access.actor import Actor
from linkage.access.models import AuditEntry
from linkage.engagements import policy
from linkage.engagements.models import Engagement
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
        policy.SAY_WHO_CARRIES_ON,
        policy.RATE,
        policy.CLOSE_REVIEW,
        policy.BEGIN_READINESS,
        policy.SHOW_READINESS,
        policy.NOTE_TALK,
        policy.ASK_AGAIN,
        policy.NOTE_GOVERNORS,
    )
)
MOST_SHOWN = 30


def history(*, actor: Actor, engagement: Engagement) -> list[Event]:
    """Return what was done, the newest first, the last thirty of it."""
    rows = AuditEntry.objects.filter(programme_id=actor.tenant_id, target_id=engagement.pk, action__in=SHOWN)
    begun = AuditEntry.objects.filter(
        programme_id=actor.tenant_id,
        target_id__in=[each for each in (engagement.link_id, engagement.commission_id) if each],
        action__in=(policy.BEGIN.name, policy.BEGIN_BOUGHT.name),
    )
    entries = sorted([*begun, *rows.order_by("-at", "-pk")[:MOST_SHOWN]], key=lambda each: each.at)
    names = people.names_of(actor=actor, person_ids={each.actor_person_id for each in entries if each.actor_person_id})
    return newest_first(_event(each, names) for each in entries)


def _event(entry: AuditEntry, names: dict[UUID, str]) -> Event:
    who = (names.get(entry.actor_person_id) if entry.actor_person_id else "") or "Somebody"
    return Event(f"{who} {registered[entry.action].label}", entry.at)
