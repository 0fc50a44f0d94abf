"""What the demo holds (every state of every record, nobody real, a past that is over), and how one is anybody in it.

It takes minutes to fill: all that needs it filled stands here.
"""

from datetime import timedelta
from itertools import product

import pytest
from django.apps import apps
from django.db import connection, models, transaction
from django.test import Client

from linkage.access.models import AuditEntry
from linkage.accounts.models import Account
from linkage.brokering.models import Plan
from linkage.database.tenancy import acting_in
from linkage.demo import filling
from linkage.demo.personas import EVERYBODY, PERSONAS, VISITORS
from linkage.demo.tests.conftest import NOW
from linkage.demo.tests.states import NOT_YET, excepted, shown, wanted, without
from linkage.engagements.enums import EngagementStatus, Kind
from linkage.engagements.models import Engagement
from linkage.messaging.models import Message
from linkage.organisations.models import Member, Organisation
from linkage.people.models import Person
from linkage.programmes.models import Programme

PAGES = ("home/", "directory/", "requests/", "links/", "schools/", "people/", "more/")


def test_every_state_there_can_be_is_shown(demo):
    there = shown()
    missing = {
        app: left for app, names in wanted().items() if (left := without(names - there.get(app, set()), excepted(app)))
    }
    assert missing == {}


def test_what_is_said_to_be_impossible_is_not_there(demo):
    """The list above stays honest: whoever builds one of these takes it off."""
    there = shown()
    assert {app: names & there.get(app, set()) for app, names in NOT_YET.items() if names & there.get(app, set())} == {}


def test_a_state_that_is_missing_is_seen(demo):
    """The control."""
    with acting_in(Programme.objects.get(slug="ribble").pk):
        Organisation.objects.filter(status="closing").update(status="open")
    with acting_in(None):
        Organisation.objects.filter(status="closing").update(status="open")
    assert "Organisation.status closing" in wanted()["organisations"] - shown()["organisations"]


def test_the_round_of_this_monday_shows_what_it_is_for(demo):
    """Schools compete for a few people: first come would leave some out, and one is left out whatever is planned."""
    with acting_in(Programme.objects.get(slug="ribble").pk):
        plan = Plan.objects.order_by("-number")[0]
    placed, served = (sum(bool(row[which]) for row in plan.rows) for which in ("asks", "first_come"))
    assert placed - served >= 2
    assert "exams-office" in plan.outcome["one_more"]


def test_nobody_has_an_address_that_could_be_real(demo):
    assert [each.email for each in Account.objects.all() if not each.email.endswith(".example")] == []
    for programme in Programme.objects.all():
        with acting_in(programme.pk):
            assert Person.objects.count() > 5
            assert not Person.objects.exclude(email__endswith=".example").exists()


def test_the_past_is_over_and_began_long_ago(demo):
    for programme in Programme.objects.all():
        with acting_in(programme.pk):
            moments = AuditEntry.objects.aggregate(first=models.Min("at"), last=models.Max("at"))
            assert moments["last"] <= NOW
            assert moments["first"] < NOW - timedelta(days=150)
            assert not Message.objects.filter(status="queued").exists()


def test_filling_again_adds_nothing(demo):
    before = counted()
    assert filling.fill(now=NOW) == 0
    assert counted() == before
    assert before["people_person"] > 100


def counted() -> dict[str, int]:
    with connection.cursor() as cursor:
        found: dict[str, int] = {}
        for programme in [None, *Programme.objects.all()]:
            with acting_in(programme.pk if programme else None):
                for model in apps.get_models():
                    if model.__module__.startswith("linkage."):
                        name = model._meta.db_table
                        found[name] = found.get(name, 0) + model.objects.count()
        return found | {"jobs": jobs_in(cursor)}


def jobs_in(cursor) -> int:
    cursor.execute("select count(*) from procrastinate_jobs")
    return cursor.fetchone()[0]


def test_where_there_is_anything_else_nothing_is_added(demo):
    Programme.objects.create(slug="avon", name="Avon Together", created_at=NOW)
    with pytest.raises(filling.UnableToFill), transaction.atomic():
        filling.fill(now=NOW)


def test_it_says_how_far_it_is(demo):
    assert demo == ["the register of schools", "Ribble Linkage", "Mersewater Schools Together", "Four Corners"]


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


def test_each_kind_of_support_stands_at_each_point(demo):
    found = set()
    for programme in Programme.objects.all():
        with acting_in(programme.pk):
            found |= set(Engagement.objects.values_list("kind", "status"))
    assert {*product(Kind.values, EngagementStatus.values)} - found == set()
