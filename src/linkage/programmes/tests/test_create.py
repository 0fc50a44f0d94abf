import pytest

from linkage.access.actor import Actor
from linkage.access.models import AuditEntry
from linkage.areas.models import Area
from linkage.database.tenancy import acting_in
from linkage.kernel.errors import Forbidden
from linkage.programmes import operations, queries
from linkage.programmes.models import Programme
from linkage.programmes.tests import factories
from linkage.programmes.tests.factories import NOW

pytestmark = pytest.mark.django_db
OPERATOR = Actor(kind="account", name="op@example.org", is_operator=True)


def create(**changes):
    return operations.create(**{"actor": OPERATOR, "at": NOW, "slug": "ribble", "name": "Ribble Linkage", **changes})


def test_a_new_programme_has_settings_areas_and_one_audit_entry():
    made = create(contact_email="hello@ribble.example")
    assert queries.find("ribble") == made
    with acting_in(made.id):
        actor = Actor.system("test", made.id)
        assert queries.settings(actor=actor).acknowledge_days == 1
        assert queries.sender(actor=actor).contact_email == "hello@ribble.example"
        assert Area.objects.filter(code="maths", name="Mathematics", is_in_use=True).count() == 1
        assert not Area.objects.filter(code__in=["safeguarding", "unclear"]).exists()
    assert AuditEntry.objects.filter(action="programmes.create", target_id=made.id).count() == 1


def test_a_programme_is_founded_by_the_operator_only():
    with pytest.raises(Forbidden):
        create(actor=Actor(kind="account", name="someone@example.org"))
    assert not Programme.objects.exists()


@pytest.mark.parametrize("slug", ["sign-in", "static", "register", "mailbox", "set-up", "favicon", "account"])
def test_addresses_of_the_installation_are_refused(slug):
    with pytest.raises(operations.UnableToCreateProgramme) as refused:
        create(slug=slug)
    assert refused.value.violations[0].field == "slug"
    assert "Linkage uses the address" in str(refused.value)


@pytest.mark.parametrize("slug", ["", "ab", "Ribble", "ribble linkage", "-ribble", "ribble--one", "4corners", "a" * 41])
def test_an_address_that_cannot_be_written_down_is_refused(slug):
    with pytest.raises(operations.UnableToCreateProgramme, match="3 to 40 small letters"):
        create(slug=slug)


def test_an_address_in_use_is_refused():
    factories.programme(slug="ribble")
    with pytest.raises(operations.UnableToCreateProgramme, match="choose another"):
        create()
    assert Programme.objects.count() == 1


@pytest.mark.parametrize("colour", ["teal", "#fff", "#12345g", "red; background: url(x)"])
def test_a_colour_that_is_none_is_refused(colour):
    with pytest.raises(operations.UnableToCreateProgramme) as refused:
        create(colour=colour, name=" ")
    assert [v.field for v in refused.value.violations] == ["name", "colour"]


def test_every_programme_is_listed_by_name():
    create()
    factories.programme(slug="avon", name="Avon together")
    assert [p.slug for p in queries.all_programmes(actor=Actor.nobody())] == ["avon", "ribble"]
