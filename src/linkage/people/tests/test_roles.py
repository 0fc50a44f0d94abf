from datetime import date

import pytest

from linkage.accounts.tests import factories as accounts
from linkage.database.tenancy import acting_in
from linkage.kernel.errors import Forbidden
from linkage.people import operations
from linkage.people.enums import Role
from linkage.people.models import Person, RoleGrant
from linkage.people.tests import factories
from linkage.programmes.tests import factories as programmes
from linkage.programmes.tests.factories import NOW

OFFICER = {"name": "Owen Pritchard", "email": "owen@ribble.example", "role": "officer"}


def test_an_officer_is_added_and_told(coordinator, sign_in, mails, act):
    assert sign_in(coordinator).post("/ribble/people/add/", OFFICER).url == "/ribble/people/"
    person = Person.objects.get(email="owen@ribble.example")
    assert act(person).has("officer")
    assert "Farah Siddiqui made you schools officer of Ribble Linkage" in " ".join(
        mails("people.given_role")[0].text.split()
    )


def test_a_role_has_an_end(coordinator, act):
    grant = operations.add_officer(actor=act(coordinator), at=NOW, **OFFICER, until=date(2026, 12, 18))
    current = RoleGrant.objects.current
    assert current(date(2026, 12, 18)).filter(pk=grant.pk).exists()
    assert not current(date(2026, 12, 19)).filter(pk=grant.pk).exists()


@pytest.mark.parametrize("fields", [{"until": date(2026, 11, 2)}, {"role": "head"}, {"name": " "}])
def test_what_cannot_be_is_refused(coordinator, act, fields):
    with pytest.raises(operations.UnableToGiveRole):
        operations.add_officer(actor=act(coordinator), at=NOW, **{**OFFICER, **fields})
    assert not Person.objects.filter(email="owen@ribble.example").exists()


def test_the_same_role_twice_is_refused(coordinator, sign_in):
    client = sign_in(coordinator)
    client.post("/ribble/people/add/", OFFICER)
    answer = client.post("/ribble/people/add/", OFFICER)
    assert (answer.status_code, "already" in answer.content.decode()) == (422, True)


def test_the_only_coordinator_cannot_go(programme, coordinator, act, sign_in):
    grant = RoleGrant.objects.get(person=coordinator)
    answer = sign_in(coordinator).post(f"/ribble/people/roles/{grant.pk}/end/")
    assert answer.status_code == 422
    assert "add another one first" in answer.content.decode()
    factories.coordinator(programme)
    operations.end_role(actor=act(coordinator), at=NOW, grant=grant)
    assert not act(coordinator).has("coordinator")


def test_an_ended_role_is_gone_with_the_next_click(programme, coordinator, act, sign_in):
    other = factories.coordinator(programme)
    client = sign_in(other)
    assert client.get("/ribble/people/").status_code == 200
    operations.end_role(actor=act(coordinator), at=NOW, grant=RoleGrant.objects.get(person=other))
    assert client.get("/ribble/people/").status_code == 403


def test_an_officer_gives_no_roles(programme, act):
    officer = factories.person(programme)
    factories.grant(officer, Role.OFFICER)
    with pytest.raises(Forbidden):
        operations.add_officer(actor=act(officer), at=NOW, **OFFICER)


def test_nobody_ends_a_role_of_another_programme(coordinator, sign_in):
    other = programmes.programme()
    with acting_in(other.id):
        grant = factories.grant(factories.person(other), Role.COORDINATOR)
    assert sign_in(coordinator).get(f"/ribble/people/roles/{grant.pk}/end/").status_code == 404
    assert sign_in(coordinator).get(f"/ribble/people/{grant.person_id}/").status_code == 404


class TestPeople:
    def test_the_coordinator_sees_everybody_and_finds_by_words(self, programme, coordinator, school, sign_in):
        factories.head(programme, school, name="Ruth Okafor")
        client = sign_in(coordinator)
        content = client.get("/ribble/people/").content.decode()
        assert "Ruth Okafor" in content
        assert "Hope High" in content
        found = client.get("/ribble/people/", {"q": "okafor hope"}).content.decode()
        assert ("Ruth Okafor" in found, "farah@ribble.example" in found) == (True, False)

    @pytest.mark.parametrize("people", [1, 3])
    def test_the_list_costs_the_same_for_any_number(
        self, programme, coordinator, school, sign_in, people, django_assert_num_queries
    ):
        for _ in range(people):
            factories.head(programme, school)
        client = sign_in(coordinator)
        client.get("/ribble/people/")
        with django_assert_num_queries(PEOPLE_QUERIES):
            client.get("/ribble/people/")

    def test_a_person_has_a_page(self, programme, coordinator, school, sign_in):
        head = factories.head(programme, school, name="Ruth Okafor")
        content = sign_in(coordinator).get(f"/ribble/people/{head.pk}/").content.decode()
        assert all(words in content for words in ("Ruth Okafor", "Hope High", "Headteacher"))

    def test_as_a_spreadsheet(self, coordinator, sign_in):
        answer = sign_in(coordinator).post("/ribble/people/", {"export": "csv"})
        assert "Farah Siddiqui" in b"".join(answer.streaming_content if answer.streaming else [answer.content]).decode()


class TestOwnDetails:
    def test_name_and_phone_are_changed(self, coordinator, sign_in):
        client = sign_in(coordinator)
        assert client.post("/ribble/people/me/", {"name": "Farah S", "phone": "01632 960 551"}).status_code == 302
        coordinator.refresh_from_db()
        assert (coordinator.name, coordinator.phone) == ("Farah S", "01632 960 551")

    def test_a_name_is_needed(self, coordinator, sign_in):
        assert sign_in(coordinator).post("/ribble/people/me/", {"name": ""}).status_code == 422

    def test_a_stranger_has_none(self, programme, client):
        client.force_login(accounts.account())
        assert client.get("/ribble/people/me/").status_code == 403

    def test_leaving_erases_and_signs_out(self, programme, school, sign_in):
        head = factories.head(programme, school)
        client = sign_in(head)
        assert client.get("/ribble/people/me/leave/").status_code == 200
        assert client.post("/ribble/people/me/leave/").url == "/ribble/"
        assert not Person.objects.filter(pk=head.pk).exists()

    def test_the_only_coordinator_is_told_why_they_cannot_leave(self, coordinator, sign_in):
        answer = sign_in(coordinator).post("/ribble/people/me/leave/")
        assert (answer.status_code, b"add another one first" in answer.content) == (422, True)
        assert Person.objects.filter(pk=coordinator.pk).exists()


PEOPLE_QUERIES = 12
