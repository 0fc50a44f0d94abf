"""What happened to an enquiry, in sentences."""

import uuid
from datetime import datetime

from linkage.access.action import registered
from linkage.access.actor import Actor
from linkage.access.models import AuditEntry
from linkage.enquiries import policy
from linkage.enquiries.models import Enquiry, Reply
from linkage.enquiries.queries.records import replies
from linkage.kernel.days import local
from linkage.people.models import Person
from linkage.ui.timeline import Event, newest_first

# What whoever is nobody yet has done: the sender, before they had shown who they are.
BY_SENDER = (policy.FILE.name, policy.CONFIRM.name)
WRITTEN = (policy.REPLY.name, policy.WRITE_BACK.name)
ENDED = (policy.CLOSE.name, policy.NOT_NOW.name)


def history(*, actor: Actor, enquiry: Enquiry) -> list[Event]:
    """Return what was done with an enquiry, the newest first, with what was written: "Farah Siddiqui answered"."""
    about = AuditEntry.objects.filter(programme_id=actor.tenant_id, target_id=enquiry.pk)
    entries = list(about.order_by("at", "pk"))
    written = {reply.written_at: reply for reply in replies(actor=actor, enquiry=enquiry)}
    people = {entry.actor_person_id for entry in entries if entry.actor_person_id}
    names = dict(Person.objects.filter(programme_id=actor.tenant_id, pk__in=people).values_list("pk", "name"))
    return newest_first(
        [
            Event(title=_title(entry, names, enquiry), at=local(entry.at), text=_quoted(entry, written, enquiry))
            for entry in entries
        ]
    )


def _title(entry: AuditEntry, names: dict[uuid.UUID, str], about: Enquiry) -> str:
    action = registered.get(entry.action)
    who = names.get(entry.actor_person_id) if entry.actor_person_id else ""
    if not who and entry.action in BY_SENDER:
        who = about.sender_name
    return f"{who or entry.actor_name or 'Somebody'} {action.label if action else entry.action}"


def _quoted(entry: AuditEntry, written: dict[datetime, Reply], about: Enquiry) -> str:
    if entry.action in WRITTEN and entry.at in written:
        return f"\u201c{written[entry.at].words}\u201d"
    if entry.action in ENDED and about.closing_reason:
        return f"\u201c{about.closing_reason}\u201d"
    return ""
