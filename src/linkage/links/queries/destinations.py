"""What schools can be pointed to, and which of it fits a request."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from linkage.access.actor import Actor
from linkage.areas import queries as areas
from linkage.kernel.errors import NotFound
from linkage.links.models import Destination
from linkage.links.rules import signposts as rules
from linkage.search.folding import words
from linkage.support_requests import queries as support_requests
from linkage.support_requests.models import SupportRequest

MOST_SUGGESTED = 6


@dataclass(frozen=True)
class Suggested:
    """A destination that fits, with the names of the areas and the words that made us think of it."""

    destination: Destination
    areas: tuple[str, ...]
    words: tuple[str, ...]


def destinations(*, actor: Actor) -> list[Destination]:
    """Return everything on the list by title, also what is out of date and what was taken off it."""
    return list(Destination.objects.whole().filter(programme_id=actor.tenant_id).order_by("title", "pk"))


def destination(*, actor: Actor, destination_id: UUID) -> Destination:
    """Return one; raises NotFound."""
    found = Destination.objects.whole().filter(programme_id=actor.tenant_id, pk=destination_id).first()
    if found is None:
        raise NotFound("destination")
    return found


def to_point_to(*, actor: Actor, on: date) -> list[Destination]:
    """Return what schools may be pointed to on a day, by title."""
    right = Destination.objects.whole().filter(programme_id=actor.tenant_id).right_on(on)
    return list(right.order_by("title", "pk"))


def suggested(
    *, actor: Actor, support_request: SupportRequest, among: Sequence[Destination], limit: int = MOST_SUGGESTED
) -> list[Suggested]:
    """Return what fits a request by its areas and words, the best first; nothing that shares neither."""
    about = support_requests.areas_of(actor=actor, support_request=support_request)
    likely = support_requests.likely_areas(actor=actor, words=support_request.words)
    school = support_request.organisation
    need = rules.Need(
        areas=_wider(actor, [area.code for area in about]),
        likely=_wider(actor, [area.code for area in likely]),
        words=rules.telling(words(f"{support_request.title} {support_request.words}")),
        phases=frozenset(school.phases if school else ()),
    )
    return _ranked(need, among, limit)


def suggested_for_words(*, actor: Actor, text: str, on: date, limit: int = 3) -> list[Suggested]:
    """Return what fits words that somebody looked for, the best first."""
    among = to_point_to(actor=actor, on=on)
    if not among or not text.strip():
        return []
    likely = [each.area.code for each in areas.suggest(actor=actor, text=text)]
    need = rules.Need(frozenset(), _wider(actor, likely), rules.telling(words(text)), frozenset())
    return _ranked(need, among, limit)


def _ranked(need: rules.Need, among: Sequence[Destination], limit: int) -> list[Suggested]:
    by_key = {str(each.pk): each for each in among}
    fits = rules.ranked(need, (_known(each) for each in among))
    return [Suggested(by_key[fit.key], fit.areas, fit.words) for fit in fits[:limit]]


def _known(found: Destination) -> rules.Known:
    return rules.Known(
        key=str(found.pk),
        areas={area.code: area.name for area in found.areas},
        words=rules.telling(words(f"{found.title} {found.about}")),
        phases=frozenset(found.phases),
    )


def _wider(actor: Actor, codes: list[str]) -> frozenset[str]:
    """These areas, the finer ones below them, and those they stand under: who asks for Spanish looks at languages."""
    wanted = set(codes)
    known = areas.known(actor=actor) if wanted else []
    codes_of = {area.pk: area.code for area in known}
    stands_under = {area.code: codes_of[area.parent_id] for area in known if area.parent_id in codes_of}
    below = {code for code, parent in stands_under.items() if parent in wanted}
    return frozenset(wanted | below | {stands_under[code] for code in wanted & stands_under.keys()})
