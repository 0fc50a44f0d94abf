"""Reads of the areas."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from linkage.access.actor import Actor
from linkage.areas import rules
from linkage.areas.models import Area
from linkage.kernel.errors import NotFound


@dataclass(frozen=True)
class Suggestion:
    """An area a text may be about; `because` are the asker's own words that matched, the most telling first."""

    area: Area
    because: tuple[str, ...]


def all_areas(*, actor: Actor) -> QuerySet[Area]:
    """Return every area of the programme by name, those retired too."""
    return Area.objects.filter(programme_id=actor.tenant_id).order_by("name")


def areas(*, actor: Actor) -> QuerySet[Area]:
    """Return the areas in use by name."""
    return all_areas(actor=actor).filter(is_in_use=True)


def area(*, actor: Actor, area_id: uuid.UUID) -> Area:
    """Return one area, in use or retired; raises NotFound."""
    found = all_areas(actor=actor).filter(pk=area_id).first()
    if found is None:
        raise NotFound("area")
    return found


def by_codes(*, actor: Actor, codes: Iterable[str]) -> QuerySet[Area]:
    """Return the areas with these codes by name, those retired too: a record keeps what it was about."""
    return all_areas(actor=actor).filter(code__in=list(codes))


def suggest(*, actor: Actor, text: str, limit: int = 5) -> list[Suggestion]:
    """Return the areas in use that `text` may be about, the likeliest first; none when no word tells."""
    scored = [(rules.match(text, rules.phrases(each.name, each.synonyms)), each) for each in areas(actor=actor)]
    likely = [(match, each) for match, each in scored if match.score >= rules.LEAST]
    likely.sort(key=lambda pair: (-pair[0].score, pair[1].name))
    return [Suggestion(each, match.because) for match, each in likely[:limit]]
