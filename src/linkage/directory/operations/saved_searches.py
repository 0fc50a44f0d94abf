"""Keeping a search, looking at who is new for it, and finding out who is."""

from datetime import datetime
from uuid import UUID

from linkage.access.actor import Actor
from linkage.access.operation import operation, part_of_operation
from linkage.areas import queries as areas
from linkage.areas.rules import no_worry
from linkage.directory import policy, queries
from linkage.directory.enums import EntryStatus
from linkage.directory.models import Entry, SavedSearch
from linkage.directory.presenters import choices
from linkage.kernel.days import day_of
from linkage.kernel.errors import Refused
from linkage.kernel.violations import Violation
from linkage.kernel.words import count
from linkage.people import queries as people

MOST_SEARCHES = 10


class UnableToKeepSearch(Refused):
    """A search that is not kept."""


@operation(policy.KEEP_SEARCH)
def keep_search(*, actor: Actor, at: datetime, name: str, words: str, chosen: str) -> SavedSearch:
    """Keep a search under a name; `chosen` is how its address carries the choices. Raises UnableToKeepSearch.

    A worry about a person is never kept: neither in the words nor in the name.
    """
    if any(areas.is_concern(actor=actor, text=text) for text in (words, name)):
        raise UnableToKeepSearch(no_worry("name"))
    if queries.saved_searches(actor=actor).count() >= MOST_SEARCHES:
        number = count(MOST_SEARCHES, "search", "searches")
        sentence = f"You keep {number}. Remove one, then keep this one"
        raise UnableToKeepSearch([Violation("few_searches", sentence, "name")])
    assert actor.person_id is not None
    return SavedSearch.objects.create(
        programme_id=actor.tenant_id,
        person_id=actor.person_id,
        name=name,
        words=words,
        choices=chosen,
        kept_at=at,
        seen_at=at,
    )


@operation(policy.LOOK_THROUGH, target="saved")
def look_through(*, actor: Actor, at: datetime, saved: SavedSearch) -> None:  # noqa: ARG001
    """Note that the actor has seen who is new: from now on others are."""
    saved.seen_at, saved.new_ids, saved.new_since = at, [], None
    saved.save(update_fields=["seen_at", "new_ids", "new_since"])


@operation(policy.DROP_SEARCH, target="saved")
def drop_search(*, actor: Actor, at: datetime, saved: SavedSearch) -> None:  # noqa: ARG001
    """Keep a search no longer."""
    SavedSearch.objects.filter(pk=saved.pk).delete()


@part_of_operation
def note_new(*, actor: Actor, at: datetime) -> int:
    """Note once a day for each search kept who is new for it; return for how many somebody is.

    Searched is as the person who keeps it: nobody is told of an entry that they could not find.
    """
    today = day_of(at)
    waiting = SavedSearch.objects.filter(programme_id=actor.tenant_id).exclude(checked_on=today)
    for saved in waiting.select_related("person").select_for_update(of=("self",)):
        saved.new_ids = _new(saved, at)
        saved.new_since = (saved.new_since or at) if saved.new_ids else None
        saved.checked_on = today
        saved.save(update_fields=["new_ids", "new_since", "checked_on"])
    return SavedSearch.objects.filter(programme_id=actor.tenant_id).exclude(new_ids=[]).count()


def _new(saved: SavedSearch, at: datetime) -> list[UUID]:
    """The entries listed since its person last looked that fit; where nobody was listed nothing is searched."""
    listed = Entry.objects.filter(
        programme_id=saved.programme_id, status=EntryStatus.LISTED, listed_at__gt=saved.seen_at
    ).exclude(person_id=saved.person_id)
    lately = dict(listed.order_by("-listed_at").values_list("pk", "listed_at"))
    if not lately:
        return []
    keeper = people.of_person(saved.person)
    homes = queries.home_schools(actor=keeper)
    wanted = choices.search_kept(saved.words, saved.choices, homes)
    fitting = queries.matching(actor=keeper, search=wanted, on=day_of(at))
    return [key for key in lately if key in fitting]
