import uuid

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from linkage.access.action import Action, anybody, registered
from linkage.access.actor import Actor
from linkage.access.models import AuditEntry
from linkage.access.operation import operation, part_of_operation
from linkage.database.tenancy import acting_in
from linkage.kernel.errors import Forbidden
from linkage.people.models import Person
from linkage.people.tests import factories as people
from linkage.programmes.tests import factories as programmes
from linkage.programmes.tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _forget_actions():
    before = dict(registered)
    yield
    registered.clear()
    registered.update(before)


@pytest.fixture
def programme():
    made = programmes.programme()
    with acting_in(made.id):
        yield made


def own(actor, person):
    return actor.is_person(person.pk if person else None)


def rename():
    action = Action("test.rename", "changed a name", "the person", anybody, on=own)

    @operation(action, target="person")
    def change_name(*, actor, at, person, name):
        person.name = name
        person.save(update_fields=["name"])
        return person

    return change_name


def test_what_was_done_is_written_with_it_and_without_its_words(programme):
    someone = people.person(programme, name="Grace Okafor")
    rename()(actor=people.actor(someone), at=NOW, person=someone, name="Grace Bell")
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.actor_person_id, entry.target_id) == ("test.rename", someone.pk, someone.pk)
    assert entry.changes == {"name": ["…", "…"]}


def test_another_person_is_refused_and_nothing_is_written(programme):
    someone, other = people.person(programme, name="Grace Okafor"), people.person(programme)
    with pytest.raises(Forbidden):
        rename()(actor=people.actor(other), at=NOW, person=someone, name="Mallory")
    assert Person.objects.get(pk=someone.pk).name == "Grace Okafor"
    assert not AuditEntry.objects.exists()


def test_a_missing_target_is_refused(programme):
    with pytest.raises(Forbidden):
        rename()(actor=people.actor(people.person(programme)), at=NOW, person=None, name="Nobody")


def test_an_operation_that_fails_leaves_neither_change_nor_entry(programme):
    action = Action("test.break", "broke", "anybody", anybody)

    @operation(action)
    def add_and_break(*, actor, at):
        people.person(programme)
        raise RuntimeError

    with pytest.raises(RuntimeError), transaction.atomic():
        add_and_break(actor=Actor.system("test"), at=NOW)
    assert not Person.objects.exists()
    assert not AuditEntry.objects.exists()


def test_a_consequence_cannot_be_written_by_itself(programme):
    @part_of_operation
    def promise():
        return "promised"

    with pytest.raises(RuntimeError, match="inside an operation"):
        promise()

    @operation(Action("test.promise", "promised", "anybody", anybody))
    def do(*, actor, at):
        return promise()

    assert do(actor=Actor.system("test"), at=NOW) == "promised"


@pytest.mark.parametrize("verb", ["UPDATE access_auditentry SET action = 'x'", "DELETE FROM access_auditentry"])
def test_what_was_done_cannot_be_rewritten(programme, verb):
    people_actor = people.actor(someone := people.person(programme))
    rename()(actor=people_actor, at=NOW, person=someone, name="New")
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(verb)


def test_two_actions_cannot_share_a_name():
    Action("test.once", "did", "anybody", anybody)
    with pytest.raises(ValueError, match="two actions"):
        Action("test.once", "did", "anybody", anybody)


def test_roles_never_reach_a_missing_organisation(programme):
    head = Actor(kind="person", name="Head", grants=frozenset())
    assert not head.acts_for(None, "head")
    assert not head.is_staff_of(None)
    assert not head.is_person(None)
    assert not Actor.nobody().is_person(None)
    assert uuid.uuid4() not in head.organisations("head")
