"""Requests, as far as the actor may see them."""

import uuid
from collections.abc import Iterable

from django.db.models import Q

from linkage.access.actor import Actor
from linkage.areas.models import Area
from linkage.database import tenancy
from linkage.kernel.errors import NotFound
from linkage.organisations.models import Organisation
from linkage.people.enums import Role
from linkage.support_requests import policy
from linkage.support_requests.enums import ENDED
from linkage.support_requests.models import AvoidedSchool, RequestArea, SupportRequest, SupportRequestQuerySet
from linkage.support_requests.policy import FOR_SCHOOL


def visible(*, actor: Actor) -> SupportRequestQuerySet:
    """Return the sent requests the actor may see, as `policy.sees` says for one; drafts are in nobody's list.

    Coordinators (and jobs) see all; an officer those they asked, own, look after for
    somebody who is away, or whose school they are named for; who answers
    for a school its own; everybody else those they asked or are the contact of, whatever they owned once.
    """
    sent = SupportRequest.objects.whole().filter(programme_id=actor.tenant_id, submitted_at__isnull=False)
    if actor.has(Role.COORDINATOR) or actor.is_system:
        return sent
    if actor.person_id is None:
        return sent.none()
    own = Q(asked_by_id=actor.person_id) | Q(contact_id=actor.person_id)
    if actor.has(Role.OFFICER):
        own |= Q(owner_id__in={actor.person_id, *actor.covers_for})
    return sent.filter(own | Q(organisation_id__in=actor.organisations(*FOR_SCHOOL, Role.OFFICER)))


def to_give(*, actor: Actor) -> list[SupportRequest]:
    """Return the requests that the actor may give to somebody else, the oldest first: those not over yet."""
    found = visible(actor=actor).exclude(status__in=ENDED).order_by("submitted_at", "number")
    return [each for each in found if policy.handles(actor, each)]


def support_request(*, actor: Actor, request_id: uuid.UUID) -> SupportRequest:
    """Return one sent request; raises NotFound when the actor cannot see it."""
    found = visible(actor=actor).filter(pk=request_id).first()
    if found is None:
        raise NotFound("support request")
    return found


def areas_of(*, actor: Actor, support_request: SupportRequest) -> list[Area]:
    """Return the areas a request is about, by name; asked once for a page."""
    return areas_of_many(actor=actor, support_requests=[support_request])[support_request.pk]


def areas_of_many(*, actor: Actor, support_requests: Iterable[SupportRequest]) -> dict[uuid.UUID, list[Area]]:
    """Return {request: the areas it is about, by name} for many requests; one query, asked once for a page."""
    ids = [each.pk for each in support_requests]
    rows = RequestArea.objects.filter(programme_id=actor.tenant_id, support_request_id__in=ids).select_related("area")
    found: dict[uuid.UUID, list[Area]] = {each: [] for each in ids}
    for row in tenancy.read_once(("areas of requests", *ids), lambda: list(rows)):
        found[row.support_request_id].append(row.area)
    return {each: sorted(some, key=lambda area: area.name) for each, some in found.items()}


def avoided_schools_of(*, actor: Actor, support_request: SupportRequest) -> list[Organisation]:
    """Return the schools the asker wants left out, by name; asked once for a page."""
    return avoided_schools_of_many(actor=actor, support_requests=[support_request])[support_request.pk]


def avoided_schools_of_many(
    *, actor: Actor, support_requests: Iterable[SupportRequest]
) -> dict[uuid.UUID, list[Organisation]]:
    """Return {request: the schools its asker wants left out, by name}; one query, asked once for a page."""
    ids = [each.pk for each in support_requests]
    rows = AvoidedSchool.objects.filter(programme_id=actor.tenant_id, support_request_id__in=ids)
    found: dict[uuid.UUID, list[Organisation]] = {each: [] for each in ids}
    for row in tenancy.read_once(("schools avoided", *ids), lambda: list(rows.select_related("organisation"))):
        found[row.support_request_id].append(row.organisation)
    return {each: sorted(some, key=lambda school: school.name) for each, some in found.items()}
