"""Schools that were referred and have not answered: a coordinator sees whose each is, its age and what comes next."""

import re
from datetime import timedelta

import pytest
import time_machine

from linkage.access.actor import Actor
from linkage.accounts.tests.factories import account
from linkage.database.tenancy import acting_in
from linkage.organisations.tests.factories import member, school
from linkage.people.enums import Role
from linkage.people.tests.factories import actor, coordinator, grant, person
from linkage.programmes import queries as programmes
from linkage.programmes.models import Programme
from linkage.programmes.tests.factories import NOW, programme
from linkage.support_requests import operations, queries
from linkage.support_requests.tests.factories import REFERRED_FOR, refer
from linkage.ui import registry

pytestmark = pytest.mark.django_db
ADDRESS = "/ribble/refer/waiting/"


@pytest.fixture
def farah(here):
    with acting_in(here.id):
        return coordinator(here, name="Farah Siddiqui", account=account())


@pytest.fixture
def rosa(here, farah):
    with acting_in(here.id):
        return person(here, name="Rosa Lind", account=account())


@pytest.fixture
def referral(here, thistlebank, rosa):
    with acting_in(here.id):
        return refer(actor(rosa), thistlebank)


@pytest.fixture
def after(here, client, farah, referral):
    """The list so many working days after the school was written to, and what waits for Farah then."""

    def read(days, query=""):
        with acting_in(here.id):
            on = programmes.calendar(actor=actor(farah)).add(NOW.date(), days)
        at = NOW + (on - NOW.date())
        with time_machine.travel(at, tick=False):
            client.force_login(farah.account)
            page = client.get(f"{ADDRESS}{query}")
            with acting_in(here.id):
                waits = [each for each in registry.waiting_for(actor(farah), at) if "referred" in each.title]
        return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split()), waits

    return read


def test_who_it_waits_for_whose_it_is_and_its_age(here, after):
    page, waits = after(2)
    for said in (
        "Thistlebank School",
        "Waits for Grace Okafor, g.okafor@thistlebank.example",
        "Rosa Lind",
        "Early years team",
        "The coordinators",
        "2 working days",
        "A reminder goes by itself on Friday 6 November 2026",
    ):
        assert said in page
    assert REFERRED_FOR not in page, "what was written stays with the school until it agrees"
    assert waits == []


def test_the_officer_named_for_the_school_owns_it(here, thistlebank, after):
    with acting_in(here.id):
        ben = person(here, name="Ben Yarrow")
        grant(ben, Role.OFFICER, thistlebank)
    assert "Ben Yarrow" in after(1)[0]


def test_once_both_reminders_have_gone_somebody_rings(after):
    page, [action] = after(7)
    until = "Tuesday 17 November 2026"
    assert f"Ring them. We ask no more from {until}" in page
    assert (action.title, action.button) == ("1 school referred to us has not answered", "See whom to ring")
    assert action.text == f"Both reminders have gone. Ring before {until}: then we ask no more"
    assert (action.url, action.working_days_left) == (ADDRESS, 3)


def test_what_was_answered_is_gone_from_the_list(here, after, referral):
    with acting_in(here.id):
        operations.decline_referral(actor=actor(referral.contact), at=NOW, referral=referral)
    page, waits = after(8)
    assert "Every school that was referred has answered" in page
    assert waits == []


def test_what_nobody_confirmed_is_not_shown(here, thistlebank, after):
    with acting_in(here.id):
        refer(Actor.nobody(here.id), thistlebank, name="Sam", email="sam@elsewhere.example", words="Typed")
    assert "1 school" in after(1)[0]


def test_in_a_pause_nothing_happens(after):
    Programme.objects.update(paused_at=NOW)
    page, waits = after(8)
    assert "Nothing while the programme is paused" in page
    assert waits == []


def test_the_file_names_nobody(after):
    sheet = after(2, "?export=csv")[0]
    assert "Thistlebank School,Early years team,The coordinators,2," in sheet
    assert "Grace" not in sheet


def test_it_is_found_from_the_requests_and_from_more(client, here, farah, referral):
    client.force_login(farah.account)
    for address in ("/ribble/requests/", "/ribble/more/"):
        assert ADDRESS in client.get(address).content.decode()


def test_only_coordinators_see_it(client, here, thistlebank, daniel, rosa, referral):
    with acting_in(here.id):
        officer = person(here, account=account())
        grant(officer, Role.OFFICER)
    for someone in (daniel, rosa, officer):
        client.force_login(someone.account)
        assert client.get(ADDRESS).status_code == 403
        assert ADDRESS not in client.get("/ribble/requests/").content.decode()
        with acting_in(here.id):
            assert queries.silent_schools(actor=actor(someone), at=NOW) == []


def test_not_those_of_another_programme(client, here, farah, referral):
    other = programme(slug="other")
    with acting_in(other.id):
        someone = coordinator(other, account=account())
    client.force_login(someone.account)
    page = client.get(ADDRESS.replace("ribble", "other")).content.decode()
    assert "Thistlebank" not in page


@pytest.mark.parametrize("number", [1, 3])
def test_it_asks_as_often_for_one_as_for_three(here, farah, rosa, referral, number, django_assert_num_queries):
    with acting_in(here.id):
        for n in range(number - 1):
            more = member(here, school(name=f"School {n}")).organisation
            refer(actor(rosa), more, contact_email=f"head@school{n}.example", words=f"Words {n}")
        reader = actor(farah)
        # The referrals, the officers named for their schools, the promises and the calendar.
        with django_assert_num_queries(4):
            assert len(queries.silent_schools(actor=reader, at=NOW + timedelta(days=1))) == number
