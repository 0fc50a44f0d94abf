"""Another programme that shares with a side, and what a school of it shares; marked as the side's own words are."""

from datetime import timedelta
from typing import TYPE_CHECKING

from linkage.database.tenancy import acting_in
from linkage.organisations.tests import factories as organisations
from linkage.people.tests import factories as people
from linkage.practice.models import Practice
from linkage.programmes.models import Neighbour
from linkage.programmes.tests import factories as programmes
from linkage.programmes.tests.factories import NOW

if TYPE_CHECKING:
    from tests.trust.matrix.world import Side


def add(side: "Side") -> None:
    """Both say that they share; one asks the side besides, which has not answered."""
    beyond = programmes.programme(slug=f"{side.programme.slug}-beyond")
    asks = programmes.programme(slug=f"{side.programme.slug}-asks")
    Neighbour.objects.create(programme=side.programme, other=beyond, since=NOW)
    with acting_in(asks.pk):
        Neighbour.objects.create(programme=asks, other=side.programme, since=NOW)
    with acting_in(beyond.pk):
        Neighbour.objects.create(programme=beyond, other=side.programme, since=NOW)
        school = organisations.member(beyond, organisations.school()).organisation
        head = people.head(beyond, school)
        shared = Practice.objects.create(
            programme=beyond,
            organisation=school,
            status="shared",
            audience="neighbour",
            title=f"{side.canary} beyond",
            what=f"{side.canary} beyond",
            evidence=f"{side.canary} beyond",
            area_codes=["literacy"],
            phases=["secondary"],
            ways=["visit_us"],
            owner=head,
            written_by=head,
            review_on=NOW.date() + timedelta(days=200),
            created_at=NOW,
            changed_at=NOW,
            shared_at=NOW,
        )
    side.records |= {"neighbour_id": beyond.pk, "neighbour_practice_id": shared.pk}
