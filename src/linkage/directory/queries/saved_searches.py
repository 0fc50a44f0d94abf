"""Searches the actor keeps; nobody reads another's."""

import uuid
from collections.abc import Iterator

from django.db.models import QuerySet
from django.urls import reverse

from linkage.access.actor import Actor
from linkage.directory.enums import EntryStatus
from linkage.directory.models import Entry, SavedSearch
from linkage.directory.queries.entries import entries_by_id
from linkage.kernel import words
from linkage.kernel.errors import NotFound
from linkage.ui.next_actions import NextAction


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


def search_actions(*, actor: Actor) -> Iterator[NextAction]:
    """What waits for the actor because somebody new fits a search they keep."""
    for saved in saved_searches(actor=actor).exclude(new_ids=[]):
        number = len(saved.new_ids)
        yield NextAction(
            title=f"{words.count(number, 'entry is', 'entries are')} new for “{saved.name}”",
            text="They were listed since you last looked at this search.",
            url=reverse("directory:saved-search", args=[saved.programme.slug, saved.pk]),
            button="See who is new",
            since=saved.new_since or saved.seen_at,
            section="directory",
        )
