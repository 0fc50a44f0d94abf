"""What neighbouring programmes share with ours: read by one function, which hands over public columns alone."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import prefetch_related_objects

from linkage.access.actor import Actor
from linkage.kernel.errors import NotFound
from linkage.practice.models import PracticeOfNeighbour
from linkage.programmes import queries as programmes
from linkage.programmes.models import Programme

_READ = "SELECT * FROM practice_of_neighbours(%s)"


def names(*, actor: Actor) -> list[str]:
    """Return the names of the programmes that share with ours as ours does with them."""
    return [each.name for each in programmes.neighbours(actor=actor)]


def of_neighbours(*, actor: Actor, words: Sequence[str] = ()) -> list[PracticeOfNeighbour]:
    """Return all that neighbours share, each with those of the words that it holds in any form."""
    beside = {each.pk: each for each in programmes.neighbours(actor=actor)}
    return _read(actor, beside, words) if beside else []


def of_neighbour(*, actor: Actor, practice_id: UUID) -> PracticeOfNeighbour:
    """Return one of them; raises NotFound."""
    found = next((each for each in of_neighbours(actor=actor) if each.pk == practice_id), None)
    if found is None:
        raise NotFound("practice")
    return found


def _read(actor: Actor, beside: dict[UUID, Programme], words: Sequence[str]) -> list[PracticeOfNeighbour]:
    rows, here = list(PracticeOfNeighbour.objects.raw(_READ, [list(words)])), programmes.programme(actor=actor)
    prefetch_related_objects(rows, "organisation")
    for each in rows:
        each.programme, each.read_in = beside[each.programme_id], here.slug
        each.met = tuple(word for word, is_met in zip(words, each.holds, strict=True) if is_met)
    return rows
