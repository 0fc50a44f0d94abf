from datetime import UTC, date, datetime, timedelta

import pytest

from linkage.accounts.tests import factories as accounts
from linkage.kernel.working_days import SchoolCalendar
from linkage.programmes import queries
from linkage.programmes.presenters import home
from linkage.ui import registry
from linkage.ui.next_actions import NextAction
from linkage.ui.registry import HomeAside
from linkage.ui.sources import Source

pytestmark = pytest.mark.django_db


def text(response):
    return response.content.decode()


def post(client, path, **answers):
    return client.post(f"/ribble/{path}", {"form_key": "", **answers})


def test_home_greets_and_lists_what_waits(client, coordinator, monkeypatch):
    def actions(_actor, at):
        yield NextAction("Choose for Hope", "Reading", "/ribble/x/", "Choose", at, working_days_left=2)
        yield NextAction("May Ann help?", "", "", "", at - timedelta(days=3), waiting_for="Owen", waiting_role="Head")

    monkeypatch.setattr(registry, "next_actions", [Source(actions)])
    aside = HomeAside("This half-term", (("Open requests", "14"),))
    monkeypatch.setattr(registry, "home_asides", [Source(lambda _request: [aside])])
    page = text(client.get("/ribble/home/"))
    assert ", Farah</h1>" in page
    assert "One thing waits for you." in page
    assert page.index("Choose for Hope") < page.index("You are waiting for") < page.index("May Ann help?")
    assert "Open requests" in page


def test_a_long_list_shows_what_a_day_has_room_for_and_leads_to_the_rest(client, coordinator, monkeypatch):
    def actions(_actor, at):
        for n in range(14):
            yield NextAction(f"Thing {n:02}", "Reading", "/ribble/x/", "Choose", at - timedelta(days=n))
        yield NextAction("Late", "Reading", "/ribble/x/", "Choose", at, working_days_left=-1)

    monkeypatch.setattr(registry, "next_actions", [Source(actions)])
    page = text(client.get("/ribble/home/"))
    assert "15 things wait for you." in page
    assert "The first 12 of 15, oldest first" in page
    assert "See all 15 that wait for you" in page
    # What is late is never among the rest, nor what has waited longest.
    assert page.index("Late") < page.index("Thing 13") < page.index("Thing 03")
    assert "Thing 02" not in page
    everything = text(client.get("/ribble/home/?list=all"))
    assert "Thing 00" in everything
    assert "See all 15" not in everything


def test_home_with_nothing_to_do_says_so(client, teacher, monkeypatch):
    monkeypatch.setattr(registry, "next_actions", [])
    page = text(client.get("/ribble/home/"))
    assert "Nothing waits for you" in page
    assert "You are waiting for" not in page


def test_home_tells_an_account_nobody_knows_what_to_do(client, programme):
    client.force_login(accounts.account(email="stranger@example.org"))
    assert "We do not know you here yet" in text(client.get("/ribble/home/"))
    assert client.get("/")["Location"] == "/ribble/home/"


@pytest.mark.parametrize(("hour", "greeting"), [(8, "Good morning"), (12, "Good afternoon"), (17, "Good evening")])
def test_greetings_follow_the_clock(hour, greeting):
    at = datetime(2026, 11, 3, hour, tzinfo=UTC)
    shown = home.page(
        name="Farah Siddiqui",
        at=at,
        found=[],
        day=queries.SchoolDay(""),
        calendar=SchoolCalendar(),
        shows_all_actions=False,
        shows_all_waiting=False,
    )
    assert (shown.greeting, shown.lead) == (f"{greeting}, Farah", "Tuesday 3 November 2026.")


def test_a_new_programme_is_led_through_its_first_steps(client, coordinator, programme):
    page = text(client.get("/ribble/home/"))
    assert "Set up in about ten minutes" in page
    assert page.index("Say how people reach you") < page.index("Choose term dates")
    assert page.count("Done") == 1
    post(client, "settings/calendar/term-dates/", calendar="sheffield", authority_code="")
    assert text(client.get("/ribble/home/")).count("Done") in (0, 2)


def test_school_people_are_not_asked_to_set_up(client, teacher):
    assert "Set up in about" not in text(client.get("/ribble/home/"))


def test_the_operator_finds_what_is_theirs_behind_more_and_nobody_else_does(client, coordinator, settings):
    addresses = ('href="/mailbox/"', 'href="/register/"', 'href="/new-programme/"')
    assert not any(address in text(client.get("/ribble/more/")) for address in addresses)
    coordinator.account.is_operator = True
    coordinator.account.save()
    assert all(address in text(client.get("/ribble/more/")) for address in addresses)
    settings.SMTP_URL = "smtp://relay.example"
    assert addresses[0] not in text(client.get("/ribble/more/"))


def test_days_are_those_of_london_also_in_the_first_hour_of_a_summer_day(client, coordinator, programme, monkeypatch):
    late = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    programme.paused_at, programme.paused_reason = late, "heat"
    programme.save()
    asked = []
    monkeypatch.setattr("linkage.directory.queries.given", lambda *, on, **_: asked.append(on) or [])
    monkeypatch.setattr("linkage.access.page.timezone.now", lambda: late)
    assert "is paused since Wednesday 1 July 2026" in text(client.get("/ribble/home/"))
    assert asked == [date(2026, 7, 1)]
