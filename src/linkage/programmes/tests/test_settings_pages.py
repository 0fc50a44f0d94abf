from datetime import date

import pytest

from linkage.access.actor import Actor
from linkage.database.tenancy import acting_in
from linkage.people.tests import factories as people
from linkage.programmes import queries
from linkage.programmes.models import Closure, Programme
from linkage.programmes.tests import factories
from linkage.ui import registry
from linkage.ui.registry import MemberSchool

pytestmark = pytest.mark.django_db
SETTINGS_PAGES = [
    "settings/", "settings/name/", "settings/colour/", "settings/promises/", "settings/introductions/",
    "settings/lawful-basis/", "settings/pause/", "settings/calendar/", "settings/calendar/term-dates/",
    "settings/calendar/add/", "settings/agreement/", "settings/safeguarding/",
]  # fmt: skip


def coordinator_actor(programme):
    return Actor.system("test", programme.id)


def text(response):
    return response.content.decode()


def post(client, path, **answers):
    return client.post(f"/ribble/{path}", {"form_key": "", **answers})


@pytest.mark.parametrize("path", [*SETTINGS_PAGES, "home/", "more/"])
def test_a_coordinator_opens_every_page(client, coordinator, path):
    page = client.get(f"/ribble/{path}")
    assert page.status_code == 200
    assert text(page).count("<h1") == 1


@pytest.mark.parametrize("path", SETTINGS_PAGES)
def test_settings_are_the_coordinators(client, teacher, path):
    assert client.get(f"/ribble/{path}").status_code == 403


@pytest.mark.parametrize("path", SETTINGS_PAGES)
def test_a_coordinator_of_one_programme_opens_no_settings_of_another(client, coordinator, path):
    factories.programme(slug="avon")
    assert client.get(f"/avon/{path}").status_code == 403


@pytest.mark.parametrize("path", [*SETTINGS_PAGES, "home/", "more/"])
def test_a_visitor_is_asked_to_sign_in(client, programme, path):
    assert client.get(f"/ribble/{path}")["Location"].startswith("/sign-in/")


def test_name_and_contact_are_saved_and_said(client, coordinator):
    answers = {
        "tagline": "",
        "contact_email": "x@ribble.example",
        "contact_phone": "01632 960 114",
        "contact_times": "",
    }
    done = post(client, "settings/name/", name="Ribble together", **answers)
    page = text(client.get(done["Location"]))
    assert "The name and the contact are saved" in page
    assert "x@ribble.example, 01632 960 114" in page
    assert Programme.objects.get().name == "Ribble together"


def test_wrong_answers_come_back_filled(client, coordinator):
    page = post(client, "settings/name/", name="", contact_email="not an address", contact_phone="01632 960 114")
    assert page.status_code == 422
    assert "Enter the name of the programme" in text(page)
    assert "not an address" in text(page)
    assert Programme.objects.get().contact_phone == ""


def test_a_colour_too_light_to_read_is_darkened_and_that_is_said(client, coordinator):
    done = post(client, "settings/colour/", colour="#ffcc00")
    assert "it was made darker so that everybody can read it" in text(client.get(done["Location"]))
    assert Programme.objects.get().colour == "#ffcc00"
    refused = post(client, "settings/colour/", colour="yellow")
    assert refused.status_code == 422
    assert "for example #0b5d66" in text(refused)


def test_promises_out_of_order_are_explained_at_the_field(client, coordinator):
    days = {"acknowledge_days": 3, "route_days": 2, "introduce_days": 5}
    reminders = {"first_reminder_days": 3, "second_reminder_days": 7, "lapse_days": "ten", "late_told_days": 5}
    page = post(client, "settings/promises/", **days, **reminders)
    assert page.status_code == 422
    assert "Ask somebody else: write a number of working days from 1 to 60" in text(page)
    page = post(client, "settings/promises/", **days, **{**reminders, "lapse_days": 10})
    assert "Say what happens with it cannot come before: answer a new request" in text(page)
    done = post(client, "settings/promises/", **{**days, "route_days": 4}, **{**reminders, "lapse_days": 10})
    assert done.status_code == 302


def test_ways_are_saved(client, coordinator, programme):
    answers = {"nomination_check": "completeness", "confirm_terms": "2", "is_same_trust_excluded": "yes"}
    answers["who_chooses"] = "school_named"
    assert post(client, "settings/introductions/", **answers).status_code == 302
    with acting_in(programme.id):
        saved = queries.settings(actor=people.actor(coordinator))
    assert (saved.confirm_terms, saved.who_chooses) == (2, "school_named")
    assert (saved.nomination_check, saved.is_same_trust_excluded) == ("completeness", True)


def test_the_public_page_says_what_heads_are_told_and_no_setting_promises_more(client, coordinator):
    page = text(client.get("/ribble/"))
    assert "We introduce the two of you at once, and both headteachers are told." in page
    assert "has one working day to ask us to stop it" in page
    assert "it is shown only when we introduce you" in page
    assert "headteacher first" not in page + text(client.get("/ribble/settings/introductions/"))


def test_every_page_says_that_the_programme_is_paused(client, coordinator):
    assert post(client, "settings/pause/", reason="").status_code == 422
    assert post(client, "settings/pause/", reason="snow").status_code == 302
    for path in ("", "home/", "settings/", "help/"):
        assert "Ribble Linkage is paused since" in text(client.get(f"/ribble/{path}"))
    assert post(client, "settings/start-again/").status_code == 302
    assert "is paused" not in text(client.get("/ribble/home/"))
    assert post(client, "settings/start-again/").status_code == 422


def test_term_dates_are_copied_added_to_and_taken_away(client, coordinator, programme, monkeypatch):
    school = MemberSchool(programme.id, "Hope High School", "888", "Lancashire")
    monkeypatch.setattr(registry, "member_schools", [lambda _actor: [school]])
    assert post(client, "settings/calendar/term-dates/", calendar="sheffield", authority_code="888").status_code == 302
    with acting_in(programme.id):
        assert set(Closure.objects.values_list("authority_code", "source")) == {("888", "sheffield")}
    day = {"starts_on-day": "27", "starts_on-month": "11", "starts_on-year": "2030"}
    done = post(client, "settings/calendar/add/", kind="inset", name="INSET", schools=f"school:{school.id}", **day)
    page = text(client.get(done["Location"]))
    assert "INSET is in the calendar: Wednesday 27 November 2030" in page
    assert "Hope High School" in page
    with acting_in(programme.id):
        closure = Closure.objects.get(source="")
    address = f"settings/calendar/{closure.id}/remove/"
    assert "Remove INSET?" in text(client.get(f"/ribble/{address}"))
    assert post(client, address).status_code == 302
    assert client.get(f"/ribble/{address}").status_code == 404


def test_a_closure_of_another_programme_is_not_found(client, coordinator):
    other = factories.programme(slug="avon")
    with acting_in(other.id):
        day = date(2030, 11, 27)
        closure = Closure.objects.create(programme=other, name="INSET", starts_on=day, ends_on=day)
    assert client.get(f"/ribble/settings/calendar/{closure.id}/remove/").status_code == 404
    assert post(client, f"settings/calendar/{closure.id}/remove/").status_code == 404
    assert client.get("/ribble/settings/calendar/nonsense/remove/").status_code == 404


def test_impossible_dates_are_explained(client, coordinator):
    day = {"starts_on-day": "31", "starts_on-month": "2", "starts_on-year": "2030"}
    page = post(client, "settings/calendar/add/", kind="inset", name="INSET", schools="", **day)
    assert page.status_code == 422
    assert "The first day must be a real date" in text(page)


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (date(2026, 11, 3), "The holidays did not count towards any clock."),
        (date(2026, 11, 17), ""),
        (date(2026, 10, 28), "No school day today: clocks go on on Monday 2 November."),
    ],
)
def test_home_says_what_the_clocks_make_of_the_day(programme, day, sentence):
    with acting_in(programme.id):
        Closure.objects.create(
            programme=programme, name="Half-term", starts_on=date(2026, 10, 26), ends_on=date(2026, 10, 30)
        )
        actor = people.actor(people.coordinator(programme))
        assert queries.school_day(actor=actor, on=day).sentence == sentence


@pytest.mark.parametrize("rows", [1, 3])
def test_the_calendar_asks_as_often_for_one_closure_as_for_three(
    client, coordinator, programme, rows, django_assert_num_queries, monkeypatch
):
    for around in ("navigation", "accounts", "notices"):
        monkeypatch.setattr(registry, around, [])
    with acting_in(programme.id):
        for number in range(rows):
            day = date(2030, 11, 25 + number)
            Closure.objects.create(programme=programme, name="INSET", kind="inset", starts_on=day, ends_on=day)
    client.get("/ribble/settings/calendar/")
    with django_assert_num_queries(11):
        client.get("/ribble/settings/calendar/")


def test_other_words_to_agree_to_are_another_version_and_the_same_words_are_not(client, programme, coordinator):
    def version():
        with acting_in(programme.id):
            return queries.settings(actor=coordinator_actor(programme)).sharing_version

    page = text(client.get("/ribble/settings/"))
    assert "The programme may share these answers with the people it asks" in page
    for words, number in (
        ("", 1),
        ("Our hub may show this to its leaders", 2),
        ("Our hub may show this to its leaders ", 2),
    ):
        done = post(client, "settings/agreement/", sharing_text=words)
        assert done.status_code == 302
        assert version() == number
    assert "Our hub may show this to its leaders" in text(client.get("/ribble/settings/"))
    assert "Version 2 is in use now" in text(client.get("/ribble/settings/agreement/"))


def test_who_is_rung_about_a_child_stands_on_the_page_for_such_a_worry(client, programme, coordinator):
    assert "Whom to ring here" not in text(client.get("/ribble/help/safeguarding/"))
    lines = "Children\u2019s social care: 01632 960 010\r\nOut of hours: 01632 960 011"
    assert post(client, "settings/safeguarding/", safeguarding_contact=lines).status_code == 302
    page = text(client.get("/ribble/help/safeguarding/"))
    assert "Whom to ring here" in page
    assert "social care: 01632 960 010<br>Out of hours: 01632 960 011" in page
