"""A prepared query finds what the same queryset would find, whatever it is asked for."""

from datetime import date

import pytest
from django.db import connection
from django.db.models import Value
from django.test.utils import CaptureQueriesContext

from linkage.database.prepared import Prepared
from linkage.database.tenancy import acting_in
from linkage.people.models import Person
from linkage.people.tests.factories import person
from linkage.programmes.models import Closure
from linkage.programmes.tests.factories import programme

pytestmark = pytest.mark.django_db


def named(name, email):
    return Person.objects.filter(name=name, email=email).annotate(said=Value("hello")).order_by("pk")


@pytest.fixture
def ours():
    made = programme()
    with acting_in(made.pk):
        yield made


def test_it_finds_what_the_queryset_finds_each_time_for_its_own_values(ours):
    prepared = Prepared(named)
    for each in (person(ours, name="Ana"), person(ours, name="Bo")):
        [found] = prepared.all(name=each.name, email=each.email)
        assert (found, found.said, found.name) == (each, "hello", each.name)
        assert [found] == list(named(each.name, each.email))
    assert prepared.all(name="Ana", email="nobody@school.example") == []


def test_it_asks_in_the_very_words_of_the_queryset(ours):
    prepared = Prepared(named)
    prepared.all(name="x", email="y")
    with CaptureQueriesContext(connection) as asked:
        prepared.all(name="%s's", email="b")
        list(named("%s's", "b"))
    assert asked[0]["sql"] == asked[1]["sql"]


def test_what_is_written_while_it_is_kept_is_found(ours):
    prepared = Prepared(named)
    assert prepared.all(name="Ana", email="ana@school.example") == []
    made = person(ours, name="Ana", email="ana@school.example")
    assert prepared.all(name="Ana", email="ana@school.example") == [made]


def test_the_wall_stands_round_it(ours):
    prepared = Prepared(named)
    made = person(ours, name="Ana")
    assert prepared.all(name="Ana", email=made.email) == [made]
    with acting_in(programme().pk):
        assert prepared.all(name="Ana", email=made.email) == []


def test_a_query_that_changes_a_value_is_refused():
    with pytest.raises(TypeError, match="changes a value"):
        Prepared(lambda name: Person.objects.filter(name=name.upper())).all(name="Ana")


def test_a_query_that_is_another_one_for_each_value_is_refused():
    careless = Prepared(lambda on: Closure.objects.filter(starts_on=on) if on.year % 2 else Closure.objects.all())
    with pytest.raises(TypeError):
        careless.all(on=date(2026, 11, 1))


def test_a_value_that_does_not_stand_in_the_query_is_refused():
    with pytest.raises(TypeError, match="each value"):
        Prepared(lambda name, email: Person.objects.filter(name=name)).all(name="Ana", email="x")
