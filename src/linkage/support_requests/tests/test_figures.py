"""The figures beside a coordinator's home list."""

from datetime import timedelta

import pytest

from linkage.database.tenancy import acting_in
from linkage.organisations.tests.factories import member, school
from linkage.people.tests.factories import actor, coordinator
from linkage.programmes.tests.factories import NOW, programme
from linkage.support_requests import queries
from linkage.support_requests.enums import RequestStatus
from linkage.support_requests.presenters import desk
from linkage.support_requests.tests.factories import support_request

pytestmark = pytest.mark.django_db
S = RequestStatus


@pytest.fixture
def here():
    made = programme(slug="ribble")
    with acting_in(made.id):
        yield made


@pytest.fixture
def thistlebank(here):
    return member(here, school(name="Thistlebank School")).organisation


@pytest.fixture
def farah(here):
    return coordinator(here, name="Farah Siddiqui")


def facts(farah, new=0, of=0):
    found = queries.figures(actor=actor(farah), at=NOW + timedelta(days=10))
    [aside] = desk.home_aside(found, {"new": new, "of": of}, "ribble")
    return dict(aside.facts), aside.link


def test_nothing_to_count_is_not_counted(here, farah):
    shown, link = facts(farah)
    assert shown == {"Open requests": "0", "Late": "0"}
    assert link == ("See all requests", "/ribble/requests/")


def test_how_many_schools_were_new_to_each_other_stands_with_them(here, farah):
    assert facts(farah, new=2, of=3)[0]["Schools linked for the first time"] == "2 of 3"
    assert facts(farah, new=0, of=3)[0]["Schools linked for the first time"] == "0 of 3"


def test_answers_in_time_and_the_usual_wait_without_days_the_school_was_waited_for(here, thistlebank, farah):
    def linked(acknowledged, introduced, waited=0):
        support_request(
            here,
            thistlebank,
            status=S.LINKED,
            acknowledged_at=NOW + timedelta(days=acknowledged),
            routed_at=NOW + timedelta(days=acknowledged),
            introduced_at=NOW + timedelta(days=introduced),
            waited_days=waited,
        )

    # Introduced after 2, after 3 (6 without the three on which the school was waited for), and after 6 working days.
    linked(0, 2)
    linked(1, 8, waited=3)
    linked(3, 8)
    support_request(here, thistlebank, owner=farah)
    shown, link = facts(farah)
    assert shown == {
        "Open requests": "1",
        "Late": "1",
        "Answered within 1 working day": "67%",
        "Usual wait for an introduction": "3 days",
        "Needs met": "3",
    }
    assert link == ("See what is late", "/ribble/requests/?clock=late&is=open")


def test_what_is_bought_and_what_was_joined_is_met_and_was_answered(here, thistlebank, farah):
    kept = {"acknowledged_at": NOW, "routed_at": NOW, "helped_at": NOW + timedelta(days=1)}
    support_request(here, thistlebank, status=S.COMMISSIONED, **kept)
    support_request(here, thistlebank, status=S.JOINED, joined_name="The network", joined_kind="network", **kept)
    shown, _ = facts(farah)
    assert (shown["Answered within 1 working day"], shown["Needs met"]) == ("100%", "2")


def test_what_was_asked_before_the_half_term_is_not_counted(here, thistlebank, farah):
    long_ago = NOW - timedelta(days=80)
    support_request(
        here,
        thistlebank,
        status=S.LINKED,
        submitted_at=long_ago,
        acknowledged_at=long_ago,
        routed_at=long_ago,
        introduced_at=long_ago,
    )
    assert "Usual wait for an introduction" not in facts(farah)[0]
