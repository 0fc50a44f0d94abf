"""Ticking steps, and changing which steps a kind has, on their pages."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from linkage.database.tenancy import acting_in
from linkage.engagements import queries
from linkage.engagements.enums import EngagementStatus
from linkage.engagements.tests.factories import world
from linkage.kernel.days import day_of
from linkage.people.tests.factories import actor
from linkage.programmes.tests.factories import NOW

pytestmark = pytest.mark.django_db
S = EngagementStatus
SECRET = "Our Year 9 boys do not read"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        yield


@pytest.fixture
def ours(here):
    with acting_in(here.id):
        return world(here)


def sign_in(client, someone):
    client.force_login(someone.account)
    return client


def address(name, *args):
    return reverse(f"engagements:{name}", args=["ribble", *args])


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def days(name, day):
    return {f"{name}-{part}": getattr(day, part) for part in ("day", "month", "year")}


class TestSteps:
    def test_a_step_is_ticked_with_its_day_and_taken_back(self, client, ours):
        sign_in(client, ours.farah)
        key = ours.engagement.pk
        page = address("mark", key, "conflict")
        assert client.get(page).status_code == 200
        client.post(page, {**days("done_on", day_of(NOW)), "note": "Asked both heads"})
        for reader in (ours.farah, ours.daniel):
            shown = text(sign_in(client, reader).get(address("engagement", key)))
            assert "Noted by Farah Siddiqui: Asked both heads" in shown
        sign_in(client, ours.farah)
        client.post(address("take-mark-back", key, "conflict"))
        assert "Asked both heads" not in text(client.get(address("engagement", key)))

    def test_a_check_says_who_made_it_and_what_came_of_it(self, client, ours):
        sign_in(client, ours.farah)
        page = address("mark", ours.engagement.pk, "conflict")
        refused = client.post(page, days("done_on", day_of(NOW)))
        assert (refused.status_code, "Say who checked, and what came of it" in text(refused)) == (422, True)
        with acting_in(ours.programme.id):
            assert not ours.engagement.marks.exists()

    def test_a_coordinator_changes_the_steps_of_a_kind(self, client, ours):
        sign_in(client, ours.farah)
        page = address("edit-steps", "peer")
        with acting_in(ours.programme.id):
            steps = queries.step_texts(actor=actor(ours.farah), kind="peer")
        given = {f"{part}_{n}": value for n, each in enumerate(steps, 1) for part, value in each._asdict().items()}
        given |= {"title_1": "", **new_row(len(steps) + 1)}
        response = client.post(page, given, follow=True)
        assert "Shake hands" in text(response)
        with acting_in(ours.programme.id):
            now = queries.step_texts(actor=actor(ours.farah), kind="peer")
        assert [each.title for each in now] == [*(each.title for each in steps[1:]), "Shake hands"]

    def test_a_new_step_says_who_does_it(self, client, ours):
        sign_in(client, ours.farah)
        page = address("edit-steps", "peer")
        response = client.post(page, {"title_1": "Write what should change", "doer_1": "client", "gate_1": ""})
        assert response.status_code == 422
        assert "Say before what it is done: Write what should change" in text(response)
        assert client.get(address("edit-steps", "nothing")).status_code == 404


def new_row(row):
    return {f"title_{row}": "Shake hands", f"doer_{row}": "both", f"gate_{row}": "start"}
