"""Many small questions in one statement: each is answered as it would be by itself."""

import pytest
from django.db.models import Count, Max
from django.db.models.functions import JSONObject

from linkage.database.at_once import first_of_each, one_row
from linkage.database.tenancy import acting_in
from linkage.people.models import Person
from linkage.people.tests.factories import person
from linkage.programmes.models import Programme
from linkage.programmes.tests.factories import programme

pytestmark = pytest.mark.django_db


def test_each_is_answered_in_its_place_and_kind_by_one_statement(django_assert_num_queries):
    ours, theirs = programme(), programme()
    with acting_in(theirs.id):
        person(theirs)
    with acting_in(ours.id):
        made = person(ours, name="Ruth Hale")
        told = JSONObject(name="name", number=Count("pk"))
        asked = [
            one_row(Person.objects.filter(name="Ruth Hale").order_by("name")),
            one_row(Person.objects.filter(name="Nobody")),
            Person.objects.none().values_list("pk", flat=True),
            Person.objects.values_list("pk", flat=True),
            Person.objects.values("programme_id").annotate(last=Max("created_at")).values_list("last", flat=True),
            Person.objects.values("name").annotate(told=told).values_list("told", flat=True),
        ]
        with django_assert_num_queries(1):
            found = first_of_each(asked)
        alone = [next(iter(each), None) for each in asked[3:]]
    assert found == [1, None, None, *alone]
    # Row-level security holds as in any statement: somebody of another programme is nobody here.
    assert found[3] == made.pk
    assert found[5] == {"name": "Ruth Hale", "number": 1}


def test_nothing_is_asked_where_nothing_can_be_found(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert first_of_each([Programme.objects.none().values_list("pk", flat=True)]) == [None]
        assert first_of_each([]) == []
