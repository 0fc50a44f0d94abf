"""Links as a whole, for who runs the programme: which have gone quiet, and which schools are new to each other."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef

from linkage.access.actor import Actor
from linkage.database import tenancy
from linkage.kernel.days import day_of
from linkage.links import policy
from linkage.links.enums import LinkStatus
from linkage.links.models import Link, PastLink, Pulse

QUIET_AFTER, QUIET_UNTIL = timedelta(days=21), timedelta(days=120)
SHOWN = 3


def going_quiet(*, actor: Actor, at: datetime) -> list[Link]:
    """Return links of which nobody has said anything for three weeks, the oldest first; none for a school's people.

    Those that are months old are not going quiet any more: the questions after six weeks have asked for them.
    """
    if not policy.runs_programme(actor):
        return []
    said = Pulse.objects.filter(link=OuterRef("pk"), answered_at__isnull=False)
    quiet = Link.objects.whole().filter(
        ~Exists(said),
        programme_id=actor.tenant_id,
        status=LinkStatus.INTRODUCED,
        changed_at__lte=at - QUIET_AFTER,
        introduced_at__gte=at - QUIET_UNTIL,
    )
    return list(quiet.order_by("changed_at", "pk")[:SHOWN])


def first_introductions(*, actor: Actor, since: date) -> tuple[int, int]:
    """Return (how many, of how many) pairs of schools introduced since that day had never been linked before.

    Either way round counts, and what was from before Linkage; an introduction that was taken back does not.
    """
    ends = ("client_organisation_id", "home_organisation_id")
    here = Link.objects.standing().filter(programme_id=actor.tenant_id).values_list(*ends, "introduced_at")
    before = PastLink.objects.filter(programme_id=actor.tenant_id).values_list(*ends, "linked_on")
    key = "days of introductions"
    days = tenancy.read_once(key, lambda: [*_days(here), *before], of=(Link, PastLink))
    first: dict[frozenset[object], date] = {}
    for client, home, day in days:
        pair = frozenset((client, home))
        first[pair] = min(day, first.get(pair, day))
    lately = {frozenset((client, home)) for client, home, day in days if day >= since}
    return sum(first[pair] >= since for pair in lately), len(lately)


def _days(links: Iterable[tuple[UUID, UUID, datetime]]) -> Iterator[tuple[UUID, UUID, date]]:
    return ((client, home, day_of(at)) for client, home, at in links)
