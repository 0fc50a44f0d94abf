"""The queue: owner, age, clock, urgency, a hidden name, and for whom each waits."""

import re
from datetime import timedelta

import pytest
import time_machine

from linkage.accounts.tests.factories import account
from linkage.database.tenancy import acting_in
from linkage.organisations.tests.factories import member, school
from linkage.people.tests.factories import actor, coordinator, staff
from linkage.programmes.tests.factories import NOW, programme
from linkage.support_requests import operations, queries
from linkage.support_requests.enums import RequestStatus, Window
from linkage.support_requests.rules import Urgency, urgency_of
from linkage.support_requests.tests.factories import draft, support_request

pytestmark = pytest.mark.django_db
S = RequestStatus


@pytest.fixture
def here():
    made = programme(slug="ribble", name="Ribble Linkage")
    with acting_in(made.id), time_machine.travel(NOW, tick=False):
        yield made


@pytest.fixture
def thistlebank(here):
    made = school(name="Thistlebank School", town="Burnley")
    member(here, made)
    return made


@pytest.fixture
def farah(here):
    return coordinator(here, name="Farah Siddiqui", account=account())


@pytest.fixture
def daniel(here, thistlebank):
    return staff(here, thistlebank, name="Daniel Whitlow", account=account())


@pytest.fixture
def ask(here, thistlebank, daniel, farah):
    def do(title, **fields):
        return support_request(here, thistlebank, **{"asked_by": daniel, "owner": farah, "title": title, **fields})

    return do


@pytest.fixture
def queue(client, farah):
    client.force_login(farah.account)

    def read(query="", at=NOW):
        with time_machine.travel(at, tick=False):
            client.force_login(farah.account)
            return client.get(f"/ribble/requests/{query}")

    return read


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def titles(response):
    return [row.support_request.title for row in response.context_data["page"].rows]


@pytest.mark.parametrize(
    ("reason", "window", "urgency"),
    [
        ("An inspector comes", Window.THIS_YEAR, Urgency.URGENT),
        ("  ", Window.SOON, Urgency.SOON),
        ("", Window.NEXT_HALF_TERM, Urgency.CAN_WAIT),
    ],
)
def test_urgency_is_what_the_school_says(reason, window, urgency):
    assert urgency_of(reason, window) == urgency


def test_it_shows_owner_age_clock_and_for_whom_each_waits(ask, queue):
    ask("Reading", status=S.MATCHING, acknowledged_at=NOW, routed_at=NOW, is_name_hidden=True)
    words = text(queue(at=NOW + timedelta(days=3)))
    for expected in (
        "Reading",
        "Thistlebank School (name hidden from others)",
        "Farah Siddiqui to choose who to introduce",
        "Introduce by Tuesday, 2 working days left",
        "3 working days",
    ):
        assert expected in words


def test_what_cannot_wait_comes_before_what_is_due_and_after_what_is_late(ask, queue):
    ask("Plain")
    ask("Urgent", urgent_reason="An inspector comes next week")
    ask("Late", submitted_at=NOW - timedelta(days=20))
    ask("Settled", status=S.LINKED, introduced_at=NOW, acknowledged_at=NOW, routed_at=NOW)
    page = queue()
    assert titles(page) == ["Late", "Urgent", "Plain", "Settled"]
    assert "Cannot wait: An inspector comes next week" in text(page)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?whose=mine&is=open", ["Late", "Mine"]),
        ("?whose=nobody&is=open", ["Nobody's"]),
        ("?clock=late&is=open", ["Late"]),
        ("?clock=stopped&is=open", ["Waiting"]),
        ("?urgency=urgent", ["Late"]),
    ],
)
def test_the_looks_of_a_morning(here, ask, queue, query, expected):
    other = coordinator(here, name="Amy Lund")
    levels = {"acknowledged_at": NOW, "routed_at": NOW, "status": S.MATCHING}
    ask("Mine", **levels)
    ask("Nobody's", owner=None, **levels)
    ask("Waiting", owner=other, **{**levels, "status": S.WAITING_FOR_SCHOOL}, waiting_since=NOW)
    ask("Late", submitted_at=NOW - timedelta(days=20), urgent_reason="An inspector comes")
    page = queue(query)
    assert titles(page) == expected


def test_only_what_is_open_has_an_age_so_that_years_of_ended_ones_cost_nothing(ask, queue, monkeypatch):
    counted = []
    age = queries.Clocks.age
    monkeypatch.setattr(queries.Clocks, "age", lambda self, each: counted.append(each.title) or age(self, each))
    ask("Old", status=S.CLOSED, submitted_at=NOW - timedelta(days=700), closed_at=NOW)
    ask("Settled", status=S.LINKED, introduced_at=NOW, acknowledged_at=NOW, routed_at=NOW)
    ask("Open")
    page = queue()
    assert counted == ["Open"]
    assert "Asked 23 months ago" in text(page)


def test_each_look_says_how_many_it_finds(ask, queue):
    ask("Late", submitted_at=NOW - timedelta(days=20))
    ask("New")
    words = text(queue())
    assert "Open (2) Mine (2) Nobody’s (0) Late (1) Due soon (1) Waiting (0)" in words


def test_the_file_has_the_same_columns_and_the_words_of_the_school_are_safe(ask, queue):
    ask("Reading", urgent_reason="=cmd")
    sheet = queue("?export=csv").content.decode()
    assert "Waits for" in sheet.splitlines()[0]
    assert "Cannot wait" in sheet
    assert ",=cmd" not in sheet


def test_a_school_reads_neither_urgency_nor_boxes_in_its_list(client, ask, daniel):
    ask("Reading", urgent_reason="An inspector comes")
    client.force_login(daniel.account)
    page = client.get("/ribble/requests/")
    assert "Cannot wait" not in text(page)
    assert "checkbox" not in page.content.decode().split('class="lk-split')[-1].split("<table")[-1]


def test_the_queue_asks_the_same_with_questions_waiting(here, ask, farah, django_assert_num_queries):
    reader = actor(farah)

    def read():
        found = list(queries.visible(actor=reader))
        steps = queries.Steps(reader, NOW, found)
        return [steps.waits_for(each) for each in found]

    for n in range(3):
        operations.ask_question(actor=reader, at=NOW, support_request=ask(f"Need {n}"), words="Which year?")
        # Requests with since when they are asked something, the promises, the calendar, who works and who is away.
        with django_assert_num_queries(5):
            assert len(read()) == n + 1


class TestSayingThatItCannotWait:
    def test_it_is_asked_beside_when_and_may_be_left_out(self, client, here, thistlebank, daniel):
        made = draft(here, daniel, thistlebank, words="Reading in Year 9")
        client.force_login(daniel.account)
        address = f"/ribble/requests/ask/{made.pk}/when/"
        assert "If it cannot wait, why? (optional)" in text(client.get(address))
        client.post(address, {"window": "soon", "window_note": "", "urgent_reason": ""})
        made.refresh_from_db()
        assert not made.is_urgent
        client.post(address, {"window": "soon", "window_note": "", "urgent_reason": "Our head of English left"})
        made.refresh_from_db()
        assert made.is_urgent

    def test_a_pupils_name_is_asked_about(self, client, here, thistlebank, daniel):
        made = draft(here, daniel, thistlebank, words="Reading in Year 9")
        client.force_login(daniel.account)
        answers = {"window": "soon", "window_note": "", "urgent_reason": "A pupil called Jamie Smith in 9B cannot read"}
        page = client.post(f"/ribble/requests/ask/{made.pk}/when/", answers)
        assert page.status_code == 422
        assert "Take out what could name a pupil" in text(page)

    def test_the_record_shows_it_to_the_school_and_to_who_works_on_it(self, client, ask, daniel, farah):
        made = ask("Reading", urgent_reason="Our head of English left")
        for someone in (daniel, farah):
            client.force_login(someone.account)
            assert "Cannot wait because Our head of English left" in text(client.get(f"/ribble/requests/{made.pk}/"))
