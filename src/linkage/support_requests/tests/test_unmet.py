"""Requests that came to nothing, as the directory's list of unmet needs reads them."""

from datetime import timedelta

import pytest

from linkage.areas.models import Area
from linkage.database.tenancy import acting_in
from linkage.directory import queries as directory
from linkage.organisations.tests.factories import member, school
from linkage.people.tests.factories import actor, coordinator
from linkage.programmes.tests.factories import NOW, programme
from linkage.support_requests import operations, queries
from linkage.support_requests.enums import RequestStatus
from linkage.support_requests.models import RequestArea
from linkage.support_requests.tests.factories import support_request, within_an_operation

pytestmark = pytest.mark.django_db
S = RequestStatus
YEAR_AGO = NOW.date() - timedelta(days=365)


@pytest.fixture
def here():
    made = programme()
    with acting_in(made.id):
        yield made


@pytest.fixture
def ask(here):
    place = member(here, school(name="Thistlebank School", district="Burnley")).organisation
    area = Area.objects.create(programme=here, code="phonics", name="Phonics")

    def do(status, **fields):
        made = support_request(here, place, status=status, **fields)
        RequestArea.objects.create(programme=here, support_request=made, area=area)
        return made

    return do


@pytest.fixture
def farah(here):
    return coordinator(here)


@pytest.mark.parametrize(
    ("status", "fields", "counts"),
    [
        (S.CANNOT_HELP_YET, {}, "waiting"),
        (S.WITHDRAWN, {"closed_at": NOW}, "ended"),
        (S.CLOSED, {"closed_at": NOW, "closing_reason": "We did not hear from you."}, "ended"),
        (S.WITHDRAWN, {"closed_at": NOW - timedelta(days=400)}, None),
        (S.WITHDRAWN, {"closed_at": NOW, "introduced_at": NOW}, None),
        (S.CLOSED, {"closed_at": NOW}, None),
        (S.CLOSED, {"closed_at": NOW, "closing_reason": "Ended", "signposted_at": NOW}, None),
        (S.WITHDRAWN, {"closed_at": NOW, "signposted_at": NOW}, None),
        (S.WITHDRAWN, {"closed_at": NOW, "helped_at": NOW, "joined_name": "The network"}, None),
        (S.LINKED, {"introduced_at": NOW}, None),
        (S.MATCHING, {}, None),
    ],
)
def test_what_counts(ask, farah, status, fields, counts):
    ask(status, **fields)
    found = list(queries.unmet(actor=actor(farah), since=YEAR_AGO))
    expected = [] if counts is None else [(("phonics",), "Burnley", NOW.date(), counts == "waiting")]
    assert [(each.area_codes, each.district, each.on, each.is_waiting) for each in found] == expected


@pytest.mark.parametrize("came_of_it", ["introduced", "pointed to something", "bought support", "joined something"])
def test_what_nobody_could_help_with_first_counts_no_more_once_something_came_of_it(ask, farah, came_of_it):
    about = {"actor": actor(farah), "at": NOW, "support_request": ask(S.MATCHING)}
    operations.record_cannot_help(**about, reason="Nobody is near", unmet_reason="nobody_near")
    assert [each.is_waiting for each in queries.unmet(actor=actor(farah), since=YEAR_AGO)] == [True]
    operations.start_choosing(**about)
    if came_of_it == "joined something":
        operations.record_joined(**about, kind="network", name="The phonics network")
    else:
        part = {
            "introduced": operations.record_linked,
            "pointed to something": operations.record_signposted,
            "bought support": operations.record_commissioned,
        }[came_of_it]
        within_an_operation(part)(**about)
    assert (about["support_request"].closing_reason, about["support_request"].unmet_reason) == ("", "")
    operations.close(**about)
    assert list(queries.unmet(actor=actor(farah), since=YEAR_AGO)) == []


def test_what_nobody_could_help_with_still_counts_by_its_reason_when_it_is_closed(ask, farah):
    about = {"actor": actor(farah), "at": NOW, "support_request": ask(S.MATCHING)}
    operations.record_cannot_help(**about, reason="Nobody is near", unmet_reason="nobody_near")
    operations.close(**about)
    [found] = queries.unmet(actor=actor(farah), since=YEAR_AGO)
    assert (found.is_waiting, found.reason) == (False, "Nobody is near enough")


def test_it_is_handed_to_the_list_of_needs(ask, farah):
    ask(S.CANNOT_HELP_YET)
    ask(S.WITHDRAWN, closed_at=NOW)
    [row] = directory.needs(actor=actor(farah), since=YEAR_AGO)
    assert (row.area.name, row.district, row.times, row.waiting, row.ended) == ("Phonics", "Burnley", 0, 1, 1)


@pytest.mark.parametrize("number", [1, 3])
def test_it_asks_as_often_for_one_as_for_three(ask, farah, number, django_assert_num_queries):
    for _ in range(number):
        ask(S.CANNOT_HELP_YET)
    reader = actor(farah)
    # The requests with their schools, and their areas.
    with django_assert_num_queries(2):
        assert len(list(queries.unmet(actor=reader, since=YEAR_AGO))) == number


def test_another_programme_tells_nothing(ask):
    ask(S.CANNOT_HELP_YET)
    other = programme(slug="other")
    with acting_in(other.id):
        someone = coordinator(other)
        assert list(queries.unmet(actor=actor(someone), since=YEAR_AGO)) == []
