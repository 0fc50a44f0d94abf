"""What schools are pointed to: one thing on the list, and a school that was pointed to it and is asked about it."""

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from linkage.areas.models import Area
from linkage.links.models import Destination, DestinationArea, Signpost, SignpostPlace
from linkage.programmes.tests.factories import NOW
from linkage.support_requests.enums import RequestStatus
from linkage.support_requests.models import SupportRequest

if TYPE_CHECKING:
    from tests.trust.matrix.world import Side


def add(side: "Side") -> None:
    """Add both; the tenancy block is the caller's."""
    own, who = {"programme": side.programme}, side.people
    destination = Destination.objects.create(
        **own,
        kind="resource",
        title="Title",
        about="About",
        website="https://www.library.example/films",
        contact="Contact",
        owner=who["coordinator"],
        # Up to date whenever the matrix runs, and no further ahead than may be said.
        review_on=timezone.localdate() + timedelta(days=200),
        added_at=NOW,
        checked_at=NOW,
    )
    area = Area.objects.get(pk=side.records["area_id"])
    DestinationArea.objects.create(**own, destination=destination, area=area)
    request = SupportRequest.objects.get(pk=side.records["request_id"])
    request.pk, request._state.adding = uuid.uuid4(), True
    pointed = _again(request, number=3, status=RequestStatus.SIGNPOSTED, signposted_at=NOW)
    signpost = Signpost.objects.create(
        **own,
        support_request=pointed,
        person=who["asker"],
        sent_by=who["coordinator"],
        note="Note",
        sent_at=NOW,
        times_asked=1,
        asked_at=NOW,
        next_on=NOW.date() + timedelta(days=14),
    )
    SignpostPlace.objects.create(**own, signpost=signpost, destination=destination, place=0, title="Title")
    # What the first request was pointed to before did not help.
    missed = Signpost.objects.create(
        **own,
        support_request_id=side.records["request_id"],
        person=who["asker"],
        sent_by=who["coordinator"],
        status="did_not_help",
        missing="Missing",
        sent_at=NOW,
        times_asked=1,
        answered_at=NOW,
    )
    SignpostPlace.objects.create(**own, signpost=missed, destination=destination, place=0, title="Title")
    side.records |= {
        "missed_id": missed.pk,
        "destination_id": destination.pk,
        "signpost_id": signpost.pk,
        "pointed_id": pointed.pk,
    }


def _again(request: SupportRequest, **changes: object) -> SupportRequest:
    for name, value in changes.items():
        setattr(request, name, value)
    request.save()
    return request
