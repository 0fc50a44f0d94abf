"""Requests that came to nothing: nobody could be found, or they ended before somebody was."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import Count, Prefetch, Q

from linkage.access.actor import Actor
from linkage.directory.queries import Unmet
from linkage.kernel.days import day_of
from linkage.support_requests.enums import JoinedKind, RequestStatus, UnmetReason
from linkage.support_requests.models import RequestArea, SupportRequest

# Closed after something came of it has no reason; closed unmatched always has one.
_ENDED_UNMATCHED = Q(introduced_at=None, signposted_at=None, helped_at=None) & (
    Q(status=RequestStatus.WITHDRAWN) | (Q(status=RequestStatus.CLOSED) & ~Q(closing_reason=""))
)
# It was withdrawn, or its school did not answer, before anybody could say that nobody can help.
NOT_SAID = "It ended before anybody was found"


def unmet(*, actor: Actor, since: date) -> Iterator[Unmet]:
    """Return the requests that nobody could help with: those still waiting, and those that ended since that day."""
    nobody = Q(status=RequestStatus.CANNOT_HELP_YET) | (_ENDED_UNMATCHED & Q(closed_at__date__gte=since))
    sent = SupportRequest.objects.filter(nobody, programme_id=actor.tenant_id, submitted_at__isnull=False)
    areas = Prefetch("request_areas", RequestArea.objects.select_related("area"))
    for each in sent.select_related("organisation").prefetch_related(areas).order_by("submitted_at", "pk"):
        school = each.organisation
        yield Unmet(
            area_codes=tuple(row.area.code for row in each.request_areas.all()),
            district=school.district if school else "",
            organisation_id=each.organisation_id,
            on=_on(each.submitted_at),
            is_waiting=each.state == RequestStatus.CANNOT_HELP_YET,
            reason=UnmetReason(each.unmet_reason).label if each.unmet_reason else NOT_SAID,
        )


def joined(*, actor: Actor, since: date) -> dict[str, int]:
    """Return how many schools joined something instead of being introduced since that day, by what it is."""
    rows = SupportRequest.objects.filter(programme_id=actor.tenant_id, helped_at__date__gte=since)
    counted = rows.exclude(joined_kind="").values_list("joined_kind").annotate(Count("pk"))
    found = dict(counted)
    return {kind.label: found[kind.value] for kind in JoinedKind if kind.value in found}


def _on(at: datetime | None) -> date:
    assert at is not None  # only sent ones are asked for
    return day_of(at)
