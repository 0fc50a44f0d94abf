"""One click is enough to be anybody of the demo, and nowhere else does it do anything."""

import pytest
from django.test import Client

from linkage.database.tenancy import acting_in
from linkage.demo.personas import EVERYBODY, PERSONAS, VISITORS
from linkage.organisations.models import Member
from linkage.people.models import Person
from linkage.programmes.models import Programme

PAGES = ("home/", "directory/", "requests/", "links/", "schools/", "people/", "more/")


def text(response) -> str:
    return response.content.decode()


def test_everybody_is_on_the_page_with_a_button(demo):
    page = text(Client().get("/demo/"))
    assert [one.key for one in EVERYBODY if f'action="/demo/be/{one.key}/"' not in page] == []
    assert [one.name for one in PERSONAS if one.name not in page] == []


@pytest.mark.parametrize("persona", PERSONAS, ids=lambda one: one.key)
def test_one_click_and_they_are_home(become, persona):
    _, page = become(persona.key)
    assert (page.status_code, page.request["PATH_INFO"]) == (200, f"/{persona.programme}/home/")
    assert persona.name in text(page)
    # Something to do next, or the calm words that there is nothing.
    assert "lk-action" in text(page) or "lk-empty" in text(page)


@pytest.mark.parametrize("persona", VISITORS, ids=lambda one: one.key)
def test_a_visitor_is_signed_out_and_reads_the_public_page(become, persona):
    client, _ = become("coordinator")
    page = client.post(f"/demo/be/{persona.key}/", {"form_key": ""}, follow=True)
    assert page.request["PATH_INFO"] == f"/{persona.programme}/"
    assert "Sign in" in text(page)


def test_from_one_part_to_another(become):
    client, _ = become("coordinator")
    page = client.post("/demo/be/head/", {"form_key": ""}, follow=True)
    assert "Helen Brook" in text(page)
    assert "Farah Siddiqui" not in text(page).split("<main")[0]


def test_nobody_else_can_be_taken(demo):
    assert Client().post("/demo/be/somebody/", {"form_key": ""}).status_code == 404
    assert Client().get("/demo/be/coordinator/").status_code == 405


def test_outside_of_a_demo_there_is_no_such_page(demo, settings):
    """The wall, and its control: with the setting the same calls work."""
    client = Client()
    settings.DEMO = False
    assert client.get("/demo/").status_code == 404
    assert client.post("/demo/be/coordinator/", {"form_key": ""}).status_code == 404
    assert "_auth_user_id" not in client.session
    settings.DEMO = True
    assert client.get("/demo/").status_code == 200
    assert client.post("/demo/be/coordinator/", {"form_key": ""}).status_code == 302
    assert "_auth_user_id" in client.session


def test_every_page_says_that_it_is_a_demo_and_no_other_page_does(become, settings):
    client, _ = become("nominee")
    pages = ["/ribble/home/", "/ribble/directory/", "/demo/", "/no-such-page/"]
    assert ["every school and person here is invented" in text(client.get(page)) for page in pages] == [True] * 4
    assert 'href="/demo/"' in text(Client().get("/sign-in/"))
    settings.DEMO = False
    assert "invented" not in text(client.get("/ribble/home/"))
    assert "/demo/" not in text(Client().get("/sign-in/"))


def test_anybody_signed_in_reads_what_was_sent(become, settings):
    client, _ = become("newcomer")
    page = client.get("/mailbox/")
    assert page.status_code == 200
    settings.DEMO = False
    assert client.get("/mailbox/").status_code == 403


@pytest.mark.parametrize("key", ["coordinator", "mersewater-coordinator", "corners-coordinator"])
def test_no_programme_shows_anything_of_another(become, key):
    client, _ = become(key)
    own = next(one.programme for one in PERSONAS if one.key == key)
    names = {}
    for programme in Programme.objects.all():
        with acting_in(programme.pk):
            people = set(Person.objects.values_list("name", flat=True))
            schools = set(Member.objects.values_list("organisation__name", flat=True))
            names[programme.slug] = {name for name in people | schools if " " in name}
    foreign = {name for slug, found in names.items() if slug != own for name in found} - names[own]
    seen = {page: text(client.get(f"/{own}/{page}")) for page in PAGES}
    assert len(foreign) > 20
    assert {(page, name) for page, words in seen.items() for name in foreign if name in words} == set()
    # The control: its own are on them.
    assert any(name in words for words in seen.values() for name in names[own])
    assert [client.get(f"/{slug}/requests/").status_code for slug in names if slug != own] == [403, 403]
