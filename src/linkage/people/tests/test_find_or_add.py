from contextlib import contextmanager

import pytest

from linkage.access import operation
from linkage.access.actor import Actor
from linkage.database.tenancy import acting_in
from linkage.organisations.tests import factories as organisations
from linkage.people import operations, queries
from linkage.people.enums import AffiliationRole, AffiliationStatus, Role
from linkage.people.models import Person
from linkage.people.tests import factories
from linkage.programmes.tests import factories as programmes
from linkage.programmes.tests.factories import NOW

pytestmark = pytest.mark.django_db


@contextmanager
def inside_an_operation():
    with operation._inside("tests.act"):
        yield


@pytest.fixture
def programme():
    made = programmes.programme()
    with acting_in(made.id):
        yield made


@pytest.fixture
def actor(programme):
    return Actor.system("tests", programme.id)


def add(actor, **fields):
    with inside_an_operation():
        return operations.find_or_add(
            actor=actor, at=NOW, **{"name": "Priya  Raman ", "email": " P.Raman@Hope.example", **fields}
        )


def test_a_person_is_known_by_their_address_whatever_its_case(actor):
    first = add(actor)
    assert (first.name, first.email) == ("Priya Raman", "p.raman@hope.example")
    assert add(actor, name="Somebody else", email="p.raman@HOPE.example") == first
    assert Person.objects.get().name == "Priya Raman"


def test_working_somewhere_is_a_claim_made_once(actor):
    school = organisations.school()
    for _ in range(2):
        someone = add(actor, organisation=school, role=AffiliationRole.MIDDLE_LEADER, job_title="Head of maths")
    [affiliation] = someone.affiliations.all()
    assert (affiliation.status, affiliation.role) == (AffiliationStatus.CLAIMED, AffiliationRole.MIDDLE_LEADER)
    assert queries.of_person(someone).staff_of == frozenset()


def test_the_same_human_in_another_programme_is_another_row(actor):
    here = add(actor)
    other = programmes.programme()
    with acting_in(other.id):
        assert add(Actor.system("tests", other.id)).pk != here.pk


def test_it_is_refused_outside_of_an_operation(actor):
    with pytest.raises(RuntimeError, match="inside an operation"):
        operations.find_or_add(actor=actor, at=NOW, name="A", email="a@b.example")


def test_the_head_is_the_one_who_is_proved_and_no_deputy(programme, actor):
    school = organisations.school()
    assert queries.head_of(actor=actor, organisation_id=school.pk) is None
    head = factories.head(programme, school)
    deputy = factories.staff(programme, school)
    granted = factories.grant(deputy, Role.HEAD, school)
    granted.deputy_of = head
    granted.save()
    assert queries.head_of(actor=actor, organisation_id=school.pk) == head
    assert queries.head_of(actor=actor, organisation_id=None) is None


def test_people_with_a_role_for_the_whole_programme(programme, actor):
    school = organisations.school()
    factories.head(programme, school)
    coordinator = factories.coordinator(programme)
    assert queries.people_with(actor=actor, role="coordinator") == [coordinator]
    assert queries.people_with(actor=actor, role="head") == []
