"""Programmes that share: Ribble and Mersewater do; Ribble has asked Four Corners, who have not said anything yet."""

from datetime import datetime

from linkage.access.actor import Actor
from linkage.database.tenancy import acting_in
from linkage.demo.stage import Stage
from linkage.demo.stories.programmes import Plan
from linkage.people import queries as people
from linkage.people.enums import Role
from linkage.people.models import RoleGrant
from linkage.practice import operations as practice
from linkage.practice.enums import FOUND, Audience
from linkage.practice.models import Practice
from linkage.programmes import operations, queries

ASKS, ANSWERS = "ribble", "mersewater"
# How many working days ago one programme asked, the other answered, and schools let the other's find something.
ASKED, ANSWERED, SHARED = 12, 10, 8
TITLES = {ASKS: "Daily reading in every tutor group", ANSWERS: "Assembly led by Year 2"}


def tell(stage: Stage, plan: Plan) -> None:
    """Ask on behalf of the first programme; where this one answers, a school of each shares with the other's."""
    asks, ago = queries.find(ASKS), stage.diary.ago
    if asks is None or plan.slug == ASKS:
        return
    with acting_in(asks.pk):
        operations.share_with(actor=_coordinator(), at=ago(ASKED), other=stage.programme)
    if plan.slug == ANSWERS:
        operations.share_with(actor=stage.coordinator, at=ago(ANSWERED), other=asks)
        _widen(TITLES[ANSWERS], ago(SHARED))
        with acting_in(asks.pk):
            _widen(TITLES[ASKS], ago(SHARED))


def _coordinator() -> Actor:
    grant = RoleGrant.objects.filter(role=Role.COORDINATOR).select_related("person").earliest("from_on", "pk")
    return people.of_person(grant.person)


def _widen(title: str, at: datetime) -> None:
    """The head of the school that shows it lets neighbours find it, too."""
    found = Practice.objects.whole().get(title=title, status__in=FOUND)
    head = people.head_of(actor=Actor.system("demo", found.programme_id), organisation_id=found.organisation_id)
    assert head is not None, "what is shared was agreed to by a head"
    names = ("title", "what", "evidence", "area_codes", "phases", "ways", "owner_id", "review_on")
    same = {name: getattr(found, name) for name in names}
    written = practice.Written(**same, audience=Audience.NEIGHBOURS)
    practice.change(actor=people.of_person(head), at=at, practice=found, written=written, sends=True)
