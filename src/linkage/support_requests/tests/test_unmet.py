"""Requests that came to nothing, as the directory's list of unmet needs reads them."""

from datetime import timedelta

import pytest

from linkage.areas.models import Area
from linkage.database.tenancy import acting_in
from linkage.directory import queries as directory
from linkage.organisations.tests.factories import member, school
from linkage.people.tests.factories import actor, coordinator
from linkage.programmes.tests.factories import NOW, programme
from linkage.support_requests import queries
from linkage.support_requests.enums import RequestStatus
from linkage.support_requests.models import RequestArea
from linkage.support_requests.tests.factories import support_request

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
        (S.LINKED, {"introduced_at": NOW}, None),
        (S.MATCHING, {}, None),
    ],
)
def test_what_counts(ask, farah, status, fields, counts):
    ask(status, **fields)
    found = list(queries.unmet(actor=actor(farah), since=YEAR_AGO))
    expected = [] if counts is None else [(("phonics",), "Burnley", NOW.date(), counts == "waiting")]
    assert [(each.area_codes, each.district, each.on, each.is_waiting) for each in found] == expected


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
