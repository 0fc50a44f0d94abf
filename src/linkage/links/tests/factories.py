from dataclasses import dataclass, replace
from datetime import timedelta

from linkage.access.action import Action, anybody
from linkage.access.operation import operation
from linkage.accounts.tests.factories import account
from linkage.directory import operations as directory
from linkage.directory.models import Entry
from linkage.directory.tests.factories import entry
from linkage.kernel.days import day_of
from linkage.links import operations
from linkage.links.models import Destination, DestinationArea, Link, Signpost
from linkage.organisations.models import Organisation
from linkage.organisations.tests.factories import member, school
from linkage.people.models import Person
from linkage.people.tests.factories import actor, coordinator, head, staff
from linkage.programmes.models import Programme
from linkage.programmes.tests.factories import NOW
from linkage.support_requests import operations as support_requests
from linkage.support_requests.enums import RequestStatus
from linkage.support_requests.models import SupportRequest
from linkage.support_requests.tests.factories import support_request

INTRODUCE = Action("links_tests.introduce", "introduced", "tests", anybody)


@dataclass
class World:
    """Daniel at Thistlebank asks; Priya at Harrowgill could help; Farah introduces."""

    programme: Programme
    thistlebank: Organisation
    harrowgill: Organisation
    farah: Person
    grace: Person
    daniel: Person
    helen: Person
    priya: Person
    entry: Entry
    request: SupportRequest
    link: Link | None = None


def world(programme, **fields) -> World:
    """Everybody, with accounts; nobody introduced yet. The tenancy block is the caller's."""
    thistlebank = school(
        name="Thistlebank School", town="Burnley", easting=384_000, northing=432_000, pupils=880, fsm_percent=28
    )
    harrowgill = school(name="Harrowgill High School", easting=384_000, northing=444_900, pupils=910, fsm_percent=31)
    member(programme, thistlebank)
    member(programme, harrowgill)
    farah = coordinator(programme, name="Farah Siddiqui", account=account())
    grace = head(programme, thistlebank, name="Grace Okafor", account=account())
    daniel = staff(programme, thistlebank, name="Daniel Whitlow", phone="01632 960 551", account=account())
    helen = head(programme, harrowgill, name="Helen Brook", account=account())
    priya = staff(programme, harrowgill, name="Priya Raman", phone="01632 960 278", account=account())
    return World(
        programme=programme,
        thistlebank=thistlebank,
        harrowgill=harrowgill,
        farah=farah,
        grace=grace,
        daniel=daniel,
        helen=helen,
        priya=priya,
        entry=entry(programme, harrowgill, person=priya, nominated_by=helen, places=2),
        request=support_request(
            programme,
            thistlebank,
            asked_by=daniel,
            owner=farah,
            title="Reading in Year 9",
            status=RequestStatus.MATCHING,
            **fields,
        ),
    )


@operation(INTRODUCE)
def _introduce(*, actor, at, world) -> Link:
    made = operations.introduce(actor=actor, at=at, support_request=world.request, entry=world.entry)
    directory.book_place(
        actor=actor,
        at=at,
        person=world.priya,
        organisation=world.harrowgill,
        source_id=made.pk,
        on=day_of(at),
    )
    support_requests.record_linked(actor=actor, at=at, support_request=world.request, stands_at=made.undo_by_at)
    return made


def introduced(programme, at=NOW, **fields) -> World:
    """The same world after the introduction."""
    made = world(programme, **fields)
    made.link = _introduce(actor=actor(made.farah), at=at, world=made)
    return made


def another_introduced(made: World, at=NOW) -> World:
    """The same world once a second person was introduced for the same request, where several are wanted."""
    second = staff(made.programme, made.harrowgill, name="Omar Aziz", account=account())
    offer = entry(made.programme, made.harrowgill, person=second, nominated_by=made.helen, places=2)
    SupportRequest.objects.filter(pk=made.request.pk).update(people_wanted=2)
    other = replace(made, entry=offer, priya=second)
    other.link = _introduce(actor=actor(made.farah), at=at, world=other)
    return other


def destination(programme, owner, areas=(), **fields) -> Destination:
    """A resource that schools can be pointed to."""
    number = Destination.objects.count() + 1
    made = Destination.objects.create(
        programme=programme,
        owner=owner,
        **{
            "kind": "resource",
            "title": f"Films {number}",
            "about": "Six films about reading aloud in tutor time",
            "website": "https://www.library.example/films",
            "review_on": day_of(NOW) + timedelta(days=100),
            "added_at": NOW,
            "checked_at": NOW,
            **fields,
        },
    )
    for area in areas:
        DestinationArea.objects.create(programme=programme, destination=made, area=area)
    return made


def pointed(programme, made: World, at=NOW, **fields) -> Signpost:
    """Daniel is pointed to a resource by Farah."""
    chosen = [destination(programme, made.farah, **fields)]
    return operations.point_to(actor=actor(made.farah), at=at, support_request=made.request, chosen=chosen)
