from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from linkage.access.actor import Actor
from linkage.accounts import operations as accounts
from linkage.accounts.models import Account, SetUpKey
from linkage.accounts.tests import factories
from linkage.database.tenancy import acting_in
from linkage.organisations.models import MembershipRule
from linkage.organisations.tests import factories as organisations
from linkage.people import queries
from linkage.people.models import Person
from linkage.programmes.models import Closure, Programme

pytestmark = pytest.mark.django_db
ANSWERS = {
    "name": "Farah Siddiqui",
    "email": "Farah@Ribble.example",
    "programme_name": "Ribble Linkage",
    "authority": "",
    "calendar": "",
    "colour": "#0b5d66",
}


@pytest.fixture
def path():
    token = accounts.make_set_up_key(actor=Actor.system("first_run"), at=datetime.now(UTC))
    return f"/set-up/{token}/"


def first_run():
    said = StringIO()
    call_command("first_run", port=8000, stdout=said)
    return said.getvalue()


def test_the_first_run_prints_an_address_until_somebody_has_set_up(client, monkeypatch):
    loaded = []
    monkeypatch.setattr("linkage.organisations.operations.load_shipped_register", lambda **_: loaded.append(1))
    said = first_run()
    path = said.split("http://linkage.test")[1].split()[0]
    assert client.get(path).status_code == 200
    again = first_run()
    assert again != said
    assert client.get(path).status_code == 404
    client.post(again.split("http://linkage.test")[1].split()[0], ANSWERS)
    assert first_run() == ""
    assert loaded


def test_setting_up_makes_operator_programme_and_coordinator_and_signs_in(client, path):
    organisations.school()
    answer = client.post(path, {**ANSWERS, "authority": "888"})
    assert answer.url == "/ribble-linkage/home/"
    assert client.get(answer.url).status_code == 200
    account = Account.objects.get()
    assert (account.email, account.is_operator, account.has_usable_password()) == ("farah@ribble.example", True, False)
    programme = Programme.objects.get()
    with acting_in(programme.id):
        person = Person.objects.get()
        assert (person.name, person.account) == ("Farah Siddiqui", account)
        assert MembershipRule.objects.get().authority_codes == ["888"]
    assert client.get("/ribble-linkage/people/").status_code == 200


def test_it_works_once(client, path):
    client.post(path, ANSWERS)
    answer = client.get(path)
    assert (answer.status_code, b"This address has been used" in answer.content) == (404, True)
    assert client.post(path, {**ANSWERS, "programme_name": "Second"}).status_code == 404
    assert Programme.objects.count() == 1


@pytest.mark.parametrize("token", ["wrong", "x" * 32])
def test_a_wrong_address_says_so(client, path, token):
    assert b"This address has been used" in client.get(f"/set-up/{token}/").content


def test_an_old_address_says_so(client, path):
    SetUpKey.objects.update(made_at=datetime.now(UTC) - timedelta(minutes=61))
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"name": ""}, "Enter your name"),
        ({"email": "farah"}, "Enter an e-mail address"),
        ({"programme_name": ""}, "Enter a name for the programme"),
        ({"programme_name": "!!"}, "Write the address"),
        ({"colour": "red"}, "valid choice"),
    ],
)
def test_what_is_wrong_comes_back_filled_and_nothing_is_made(client, path, answers, sentence):
    answer = client.post(path, {**ANSWERS, **answers})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert (Programme.objects.count(), Account.objects.count()) == (0, 0)
    assert client.post(path, ANSWERS).status_code == 302


def test_term_dates_are_copied(client, path):
    key = queries.calendars(actor=Actor.nobody())[0][0]
    client.post(path, {**ANSWERS, "calendar": key})
    with acting_in(Programme.objects.get().id):
        assert Closure.objects.filter(source=key).exists()


def test_the_operator_begins_a_second_programme_of_the_same_name(client, path):
    client.post(path, ANSWERS)
    assert client.get("/new-programme/").status_code == 200
    answer = client.post("/new-programme/", {key: value for key, value in ANSWERS.items() if key != "email"})
    assert answer.url == "/ribble-linkage-2/home/"
    assert client.get(answer.url).status_code == 200


def test_nobody_else_begins_programmes(client):
    assert client.get("/new-programme/").status_code == 302
    client.force_login(factories.account())
    assert client.get("/new-programme/").status_code == 403
