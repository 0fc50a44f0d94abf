"""Everything of the directory in one list, for who runs the programme."""

from django.db.models import QuerySet

from linkage.access.actor import Actor
from linkage.areas.models import Area
from linkage.directory import policy
from linkage.directory.models import Entry, Nomination
from linkage.directory.queries.entries import areas_of, with_all
from linkage.directory.queries.nominations import sent


def all_entries(*, actor: Actor) -> list[tuple[Entry, list[Area]]]:
    """Return every entry in every state, with its areas; none for who does not run the programme."""
    if not policy.LIST_ALL.allows(actor):
        return []
    found = with_all(actor=actor, entries=Entry.objects.filter(programme_id=actor.tenant_id))
    return [(each, areas_of(actor=actor, entry=each)) for each in found]


def all_nominations(*, actor: Actor) -> QuerySet[Nomination]:
    """Return every nomination that was sent; drafts are their writers'. None for who does not run the programme."""
    return sent(actor=actor) if policy.LIST_ALL.allows(actor) else Nomination.objects.none()
