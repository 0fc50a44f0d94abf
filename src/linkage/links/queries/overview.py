"""Links as a whole, for who runs the programme: which schools are new to each other."""

from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Cast, Coalesce, Concat, Greatest, JSONObject, Least

from linkage.access.actor import Actor
from linkage.links.models import Link, LinkQuerySet, PastLink
from linkage.people.enums import Role
from linkage.programmes.models import Programme

CLIENT, HOME = "client_organisation_id", "home_organisation_id"


def first_introductions(*, actor: Actor, since: date) -> QuerySet[Any]:
    """Return {"new", "of"}: how many of the pairs of schools introduced since that day had never been linked before.

    Either way round counts, and what was from before Linkage; an introduction that was taken back does not. No row for
    who does not coordinate the programme.
    """
    if not actor.has(Role.COORDINATOR):
        return Link.objects.none().values_list("pk", flat=True)
    same, other_way = {CLIENT: OuterRef(CLIENT), HOME: OuterRef(HOME)}, {CLIENT: OuterRef(HOME), HOME: OuterRef(CLIENT)}
    either = Q(**same) | Q(**other_way)
    here = Link.objects.standing().filter(programme_id=actor.tenant_id)
    past = PastLink.objects.filter(either, programme_id=actor.tenant_id, linked_on__lt=since)
    before = Exists(here.filter(either, introduced_at__date__lt=since)) | Exists(past)
    lately = here.filter(introduced_at__date__gte=since)
    told = JSONObject(new=_pairs(lately.filter(~before)), of=_pairs(lately))
    return Programme.objects.filter(pk=actor.tenant_id).annotate(told=told).values_list("told", flat=True)


def _pairs(links: LinkQuerySet) -> Coalesce:
    """How many pairs of schools these links join; nought without any."""
    client, home = (Cast(each, TextField()) for each in (CLIENT, HOME))
    pair = Concat(Least(client, home), Value(" "), Greatest(client, home), output_field=TextField())
    counted = links.order_by().values("programme_id").annotate(pairs=Count(pair, distinct=True))
    return Coalesce(Subquery(counted.values("pairs")), 0)
