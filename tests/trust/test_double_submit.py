"""R3: whoever presses twice, or twenty times, introduces once: one link, one place, one mail."""

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from linkage.access import form_keys
from linkage.brokering.models import Decision
from linkage.brokering.operations import linking
from linkage.database.tenancy import acting_in
from linkage.directory.models import Commitment
from linkage.directory.tests.factories import area
from linkage.links.models import Link
from linkage.links.tests.factories import world
from linkage.messaging.models import Message
from linkage.programmes.tests.factories import NOW, programme
from linkage.support_requests.models import RequestArea, SupportRequest

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
POSTS = 20
PATIENCE_SECONDS = 60


@pytest.fixture
def ours():
    here = programme(slug="ribble", created_at=NOW)
    with acting_in(here.id):
        made = world(here)
        RequestArea.objects.create(programme=here, support_request=made.request, area=area(here))
        return made


def press(ours, keys):
    """Send the same form once for each key, all at the same moment, each from a thread with its own connection."""
    address = reverse("brokering:introduce", args=["ribble", ours.request.pk, ours.entry.pk])
    client = Client()
    client.force_login(ours.farah.account)
    cookies = client.cookies
    together = threading.Barrier(len(keys), timeout=PATIENCE_SECONDS)

    def once(key):
        browser = Client()
        browser.cookies = cookies
        answers = {"subject": "Meet", "greeting": "Hello both.", "knows_of_none": "on", form_keys.FIELD: str(key)}
        try:
            together.wait()
            return browser.post(address, answers)
        finally:
            for each in connections.all(initialized_only=True):
                each.close()

    with ThreadPoolExecutor(len(keys)) as threads:
        return list(threads.map(once, keys))


def counted(ours):
    with acting_in(ours.programme.id):
        return (
            Link.objects.count(),
            Decision.objects.count(),
            Commitment.objects.filter(released_at=None).count(),
            Message.objects.filter(template="links.introduction").count(),
        )


def test_the_same_form_twenty_times_introduces_once_and_all_read_the_same_answer(ours):
    answers = press(ours, [uuid.uuid4()] * POSTS)
    assert {answer.status_code for answer in answers} == {302}
    assert len({answer.url for answer in answers}) == 1
    assert counted(ours) == (1, 1, 1, 1)


def test_twenty_windows_of_the_same_page_introduce_once_and_the_others_read_why(ours):
    answers = press(ours, [uuid.uuid4() for _ in range(POSTS)])
    codes = sorted(answer.status_code for answer in answers)
    # The first introduces; a late one reads that nobody is left to choose, one that raced it is refused.
    assert codes.count(302) == 1
    assert set(codes) <= {200, 302, 422}
    assert counted(ours) == (1, 1, 1, 1)


def test_without_the_key_and_the_lock_the_race_is_real(ours, monkeypatch):
    """The control: with neither the form key nor the held request, several get through to the last constraint."""
    reached = []
    monkeypatch.setattr(SupportRequest, "hold", lambda self: None)
    told = linking.links.introduce
    monkeypatch.setattr(linking.links, "introduce", lambda **given: (reached.append(1), told(**given))[1])
    # What breaks then is a constraint: the wall behind the wall.
    with suppress(Exception):
        press(ours, [uuid.uuid4() for _ in range(6)])
    assert len(reached) > 1
