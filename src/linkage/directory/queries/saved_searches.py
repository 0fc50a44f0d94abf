"""Searches the actor keeps; nobody reads another's."""

import uuid

from django.db.models import QuerySet

from linkage.access.actor import Actor
from linkage.directory.enums import EntryStatus
from linkage.directory.models import Entry, SavedSearch
from linkage.directory.queries.entries import entries_by_id
from linkage.kernel.errors import NotFound


def saved_searches(*, actor: Actor) -> QuerySet[SavedSearch]:
    """Return the searches the actor keeps, by name."""
    if actor.person_id is None or actor.kind != "person":
        return SavedSearch.objects.none()
    mine = SavedSearch.objects.filter(programme_id=actor.tenant_id, person_id=actor.person_id)
    return mine.select_related("programme").order_by("name", "pk")


def saved_search(*, actor: Actor, saved_search_id: uuid.UUID) -> SavedSearch:
    """Return one of the searches the actor keeps; raises NotFound."""
    found = saved_searches(actor=actor).filter(pk=saved_search_id).first()
    if found is None:
        raise NotFound("search")
    return found


def new_for(*, actor: Actor, saved: SavedSearch) -> list[Entry]:
    """Return who is new for a search, the latest first: those who are still listed and whom the actor may look at."""
    found = entries_by_id(actor=actor, entry_ids=saved.new_ids).filter(status=EntryStatus.LISTED)
    return list(found.order_by("-listed_at"))
