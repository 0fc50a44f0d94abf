"""Lists of links, and what one school's links say about another's."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from linkage.access.actor import Actor
from linkage.database import tenancy
from linkage.kernel.days import day_of
from linkage.links import policy
from linkage.links.enums import LinkStatus
from linkage.links.models import Link, LinkQuerySet, PastLink
from linkage.links.queries.at_home import links_at_home
from linkage.links.queries.ends import Introduced, introduced, jobs_of
from linkage.links.queries.records import own
from linkage.people.enums import Role
from linkage.support_requests.models import SupportRequest

_SCHOOLS = ("client_organisation_id", "home_organisation_id")


@dataclass(frozen=True)
class LinkRow:
    """One line of a list; the people only where the link is the reader's own."""

    link_id: UUID
    title: str
    client_school: str
    home_school: str
    asker: str
    helper: str
    state: LinkStatus
    introduced_on: date
    changed_on: date

    @property
    def schools(self) -> str:
        """Both schools in one line."""
        return f"{self.client_school} and {self.home_school}"


def rows(*, actor: Actor) -> list[LinkRow]:
    """Return the links the actor may know of, the newest first: their own, and all for who runs the programme."""
    mine = set(own(actor=actor).values_list("pk", flat=True))
    found = _known(actor).order_by("-introduced_at", "pk")
    return [_row(link, is_own=link.pk in mine) for link in found]


def between(*, actor: Actor, organisation_ids: Iterable[UUID]) -> dict[UUID, dict[UUID, date]]:
    """Return {school: {other school: day of their latest introduction}} for each of these schools; two queries.

    Either way round counts, and what was from before Linkage; an introduction that was taken back does not.
    """
    wanted = set(organisation_ids)
    here, before = _ever_linked(actor, wanted)
    days = [
        *((client, home, day_of(at)) for client, home, at in here.values_list(*_SCHOOLS, "introduced_at")),
        *before.values_list(*_SCHOOLS, "linked_on"),
    ]
    latest: dict[UUID, dict[UUID, date]] = {each: {} for each in wanted}
    for client, home, day in days:
        for one, other in ((client, home), (home, client)):
            if one in wanted:
                latest[one][other] = max(day, latest[one].get(other, day))
    return latest


def linked_schools(*, actor: Actor, organisation_id: UUID) -> frozenset[UUID]:
    """Return the ids of the schools that were ever linked with this one, as `between` counts."""
    here, before = _ever_linked(actor, {organisation_id})
    pairs = here.values_list(*_SCHOOLS).union(before.values_list(*_SCHOOLS))
    found = tenancy.read_once(("linked schools", organisation_id), lambda: list(pairs), of=(Link, PastLink))
    return frozenset(end for pair in found for end in pair) - {organisation_id}


def _ever_linked(actor: Actor, organisation_ids: set[UUID]) -> tuple[LinkQuerySet, QuerySet[PastLink]]:
    """What stands here of some schools, either way round, and what was before Linkage."""
    ends = Q(client_organisation_id__in=organisation_ids) | Q(home_organisation_id__in=organisation_ids)
    here = Link.objects.standing().filter(ends, programme_id=actor.tenant_id)
    return here, PastLink.objects.filter(ends, programme_id=actor.tenant_id)


def introduced_before(*, actor: Actor, support_requests: Iterable[SupportRequest]) -> dict[UUID, set[UUID]]:
    """Return {request: the entries that were introduced for it and not taken back}."""
    found: dict[UUID, set[UUID]] = {each.pk: set() for each in support_requests}
    standing = Link.objects.standing().filter(programme_id=actor.tenant_id, support_request_id__in=[*found])
    for request_id, entry_id in standing.values_list("support_request_id", "entry_id"):
        found[request_id].add(entry_id)
    return found


def going_on(*, actor: Actor, at: datetime, limit: int = 3) -> list[tuple[Link, Introduced]]:
    """Return the actor's own links that are under way with their two ends, the newest first."""
    found = links_at_home(actor=actor, at=at, mark="is_under_way")[::-1][:limit]
    jobs = jobs_of(actor=actor, links=found)
    return [(link, introduced(actor=actor, link=link, jobs=jobs)) for link in found]


def of_ids(*, actor: Actor, link_ids: set[UUID]) -> list[Link]:
    """Return those of these links that the actor may see."""
    return list(_known(actor).filter(pk__in=link_ids)) if link_ids else []


def _known(actor: Actor) -> LinkQuerySet:
    """As `policy.sees` says for one link."""
    if policy.runs_programme(actor):
        return Link.objects.whole().filter(programme_id=actor.tenant_id)
    named = Link.objects.whole().filter(
        programme_id=actor.tenant_id, support_request__organisation_id__in=actor.organisations(Role.OFFICER)
    )
    return own(actor=actor) | named


def _row(link: Link, *, is_own: bool) -> LinkRow:
    return LinkRow(
        link_id=link.pk,
        title=link.title,
        client_school=link.client_organisation.name,
        home_school=link.home_organisation.name,
        asker=link.asker.name if is_own else "",
        helper=link.helper.name if is_own else "",
        state=link.state,
        introduced_on=day_of(link.introduced_at),
        changed_on=day_of(link.changed_at),
    )
