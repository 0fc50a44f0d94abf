"""The areas in their two levels. Pages list `areas`; a search for some looks for `codes_under` them."""

import uuid
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from linkage.access.actor import Actor
from linkage.areas import rules
from linkage.areas.models import Area
from linkage.database import tenancy
from linkage.kernel.errors import NotFound


def everything(*, actor: Actor) -> QuerySet[Area]:
    """Return the areas of both levels by name, those retired too."""
    return Area.objects.filter(programme_id=actor.tenant_id).order_by("name")


def known(*, actor: Actor) -> list[Area]:
    """Return the areas of both levels by name, those retired too: asked once for a page, of which many parts ask."""
    return tenancy.read_once("areas", lambda: list(everything(actor=actor)), of=(Area,))


def listed_for(*, actor: Actor, codes: Iterable[str]) -> list[Area]:
    """Return the areas to choose from that stand for those with these codes, by name; a finer one has its parent."""
    found, wanted = known(actor=actor), set(codes)
    stand_for = {each.pk if each.is_listed else each.parent_id for each in found if each.code in wanted}
    return [each for each in found if each.pk in stand_for and each.is_in_use]


def all_areas(*, actor: Actor) -> QuerySet[Area]:
    """Return the areas that are listed, by name, those retired too: the first level and all of the programme's own."""
    return everything(actor=actor).filter(Q(parent=None) | Q(is_own=True))


def areas(*, actor: Actor) -> QuerySet[Area]:
    """Return the areas to choose from, by name: the first level and all of the programme's own, if in use."""
    return all_areas(actor=actor).filter(is_in_use=True)


def parents(*, actor: Actor) -> QuerySet[Area]:
    """Return the areas of the first level that are in use, by name."""
    return everything(actor=actor).filter(is_in_use=True, parent=None)


def children(*, actor: Actor, area: Area) -> QuerySet[Area]:
    """Return the finer areas of an area that are in use, by name."""
    return everything(actor=actor).filter(is_in_use=True, parent=area)


def area(*, actor: Actor, area_id: uuid.UUID) -> Area:
    """Return one area of either level, in use or retired; raises NotFound."""
    found = everything(actor=actor).filter(pk=area_id).first()
    if found is None:
        raise NotFound("area")
    return found


def by_codes(*, actor: Actor, codes: Iterable[str]) -> QuerySet[Area]:
    """Return the areas with these codes by name, those retired too: a record keeps what it was about."""
    return everything(actor=actor).filter(code__in=list(codes))


def codes_under(*, actor: Actor, codes: Iterable[str]) -> frozenset[str]:
    """Return these codes and those of the finer areas below them: who looks for languages finds Spanish."""
    wanted = list(codes)
    below = everything(actor=actor).filter(parent__code__in=wanted).values_list("code", "parent__code")
    return rules.codes_under(wanted, dict(below))


def rolled_up(*, actor: Actor, codes: Iterable[str]) -> list[str]:
    """Return the codes of the first level that these stand under, without doubles and in their order."""
    wanted = list(codes)
    finer = everything(actor=actor).filter(code__in=wanted).exclude(parent=None).values_list("code", "parent__code")
    return rules.rolled_up(wanted, dict(finer))
