"""The ground the stories stand on: Ribble Linkage, its schools and people. What a story tells, it does itself."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from linkage.access.actor import Actor
from linkage.accounts.tests.factories import account
from linkage.areas.models import Area
from linkage.brokering import operations as brokering
from linkage.database.tenancy import acting_in
from linkage.directory.models import Entry
from linkage.directory.tests import factories as directory
from linkage.engagements import operations as engagements
from linkage.engagements.models import Engagement
from linkage.engagements.queries import Wording
from linkage.kernel.days import day_of
from linkage.links.models import Commission, Link
from linkage.links.tests import buying
from linkage.organisations.models import Organisation
from linkage.organisations.tests.factories import member, school
from linkage.people.enums import Role
from linkage.people.models import Person
from linkage.people.tests import factories as people
from linkage.programmes import operations as programmes
from linkage.programmes.models import Programme
from linkage.programmes.tests.factories import NOW
from linkage.support_requests.models import RequestArea, SupportRequest
from linkage.support_requests.tests.factories import support_request

NEED = "Our Year 9 boys do not read. We have tried a book list and tutor time, and nothing has stuck."


@dataclass
class Ribble:
    """A programme with two schools: Thistlebank needs something, Harrowgill does it well. Farah coordinates."""

    programme: Programme
    thistlebank: Organisation
    harrowgill: Organisation
    farah: Person


def ribble(slug: str = "ribble", name: str = "Ribble Linkage") -> Ribble:
    """Two member schools and a coordinator who can sign in."""
    programme = programmes.create(actor=Actor.system("set-up"), at=NOW, slug=slug, name=name)
    with acting_in(programme.pk):
        thistlebank = school(
            name="Thistlebank School",
            town="Burnley",
            postcode="BB11 1AA",
            website="www.thistlebank.lancs.sch.uk",
            easting=384_000,
            northing=432_000,
            pupils=880,
            fsm_percent=28,
        )
        harrowgill = school(
            name="Harrowgill High School",
            town="Skipton",
            postcode="BD23 1AA",
            website="https://www.harrowgill.n-yorks.sch.uk/",
            easting=384_000,
            northing=444_900,
            pupils=910,
            fsm_percent=31,
        )
        member(programme, thistlebank)
        member(programme, harrowgill)
        farah = people.coordinator(
            programme,
            name="Farah Siddiqui",
            email=f"farah@{slug}.example",
            account=account(email=f"farah@{slug}.example"),
        )
    return Ribble(programme, thistlebank, harrowgill, farah)


def head(of: Ribble, where: Organisation, name: str, email: str) -> Person:
    """A proved head who can sign in."""
    return _with_account(of, email, lambda own: people.head(of.programme, where, name=name, email=email, account=own))


def teacher(of: Ribble, where: Organisation, name: str, email: str, **fields) -> Person:
    """A confirmed member of staff who can sign in."""
    return _with_account(
        of, email, lambda own: people.staff(of.programme, where, name=name, email=email, account=own, **fields)
    )


def officer(of: Ribble, name: str, email: str) -> Person:
    """A schools officer who can sign in."""

    def make(own) -> Person:
        made = people.person(of.programme, name=name, email=email, account=own)
        people.grant(made, Role.OFFICER)
        return made

    return _with_account(of, email, make)


def listed(of: Ribble, person: Person, by: Person, where: Organisation, **fields) -> Entry:
    """Somebody in the directory who helps with reading."""
    with acting_in(of.programme.pk):
        reading = Area.objects.get(programme=of.programme, code="reading-literacy")
        return directory.entry(
            of.programme,
            where,
            person=person,
            nominated_by=by,
            areas=[reading],
            **{
                "job_title": "Reading lead",
                "words": "I built a reading routine that every tutor uses. Boys in Year 9 read twice as much.",
                "places": 2,
                **fields,
            },
        )


def asked(of: Ribble, by: Person, **fields) -> SupportRequest:
    """A request that Thistlebank has sent, about reading."""
    with acting_in(of.programme.pk):
        made = support_request(
            of.programme,
            of.thistlebank,
            asked_by=by,
            **{"title": "Reading in Year 9", "words": NEED, "number": 1, **fields},
        )
        reading = Area.objects.get(programme=of.programme, code="reading-literacy")
        RequestArea.objects.create(programme=of.programme, support_request=made, area=reading)
        return made


def introduced(of: Ribble, request: SupportRequest, entry: Entry) -> Link:
    """What stands after the coordinator has introduced the two."""
    with acting_in(of.programme.pk):
        return brokering.link(
            actor=people.actor(of.farah),
            at=timezone.now(),
            support_request=request,
            entry_id=entry.pk,
            knows_of_none=True,
        )


def ordered(of: Ribble, request: SupportRequest) -> Commission:
    """Three days and a half of support for it, approved by Alan with the programme's money, and ordered by Farah."""
    with acting_in(of.programme.pk):
        wanted = buying.Buying(of, buying.commissioner(of.programme, name="Alan Fielding"), buying.fund(of.programme))
        return buying.ordered(wanted, at=timezone.now(), support_request=request)


def under_way(of: Ribble, link: Link, *, title: str, signed_by: tuple[Person, ...]) -> Engagement:
    """What the two have begun of an introduction, agreed in writing by these, and started: until half a year on."""
    with acting_in(of.programme.pk):
        own, now = people.actor(link.asker), timezone.now()
        terms = engagements.Terms(title, link.support_request.words, day_of(now), day_of(now) + timedelta(days=180))
        made = engagements.begin(actor=own, at=now, link=link, terms=terms)
        engagements.save_objective(actor=own, at=now, engagement=made, aim=engagements.Aim("Every tutor group reads"))
        engagements.draft_agreement(actor=own, at=now, engagement=made, wording=Wording())
        offered = engagements.offer(actor=own, at=now, engagement=made)
        for someone in signed_by:
            seen = {"typed_name": someone.name, "seen_hash": offered.text_hash}
            engagements.sign(actor=people.actor(someone), at=now, agreement=offered, **seen)
        made.refresh_from_db()
        return engagements.start(actor=own, at=now, engagement=made)


def _with_account(of: Ribble, email: str, make) -> Person:
    own = account(email=email)
    with acting_in(of.programme.pk):
        return make(own)
