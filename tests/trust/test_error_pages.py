"""W10: when something goes wrong, the page says so in plain words and nothing else, and the log knows which it was."""

import re
import sys
from pathlib import Path

import django
import pytest
from allauth.core.ratelimit import respond_429
from django.core.exceptions import BadRequest
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse

from linkage.programmes import queries
from tests.trust.matrix.visiting import undone
from tests.trust.matrix.walking import watching

SECRET = "SELECT phone FROM people_person WHERE name = 'Priya Raman'"
REFERENCE = re.compile(r"\b[A-HJ-NP-TV-Z2-9]{8}\b")


@pytest.fixture
def asker(world):
    return world.clients["asker"]


@pytest.fixture
def breaks(monkeypatch):
    """Let the home page fail with this error."""

    def plant(error: Exception) -> None:
        def broken(**_):
            raise error

        monkeypatch.setattr(queries, "school_day", broken)

    return plant


def home(client):
    with undone():
        return client.get(reverse("programmes:home", args=["ours"]))


def server_version() -> str:
    with connection.cursor() as cursor:
        cursor.execute("show server_version")
        return cursor.fetchone()[0].split()[0]


def tells(response) -> list[str]:
    """What a page of trouble says that only the house may know."""
    body = response.content.decode() + str(response.headers)
    inner = [
        "Traceback",
        "site-packages",
        str(Path(__file__).parents[2]),
        "linkage/",
        ".py",
        "SELECT",
        "people_person",
        "Priya",
        "OperationalError",
        "psycopg",
        "Django/",
        "gunicorn",
        django.get_version(),
        f"{sys.version_info.major}.{sys.version_info.minor}.{sys.version_info.micro}",
        server_version(),
    ]
    # Our own stylesheets and scripts stand under an address with our name in it.
    seen = re.sub(r'(href|src)="/static/[^"]*"', "", body)
    return [word for word in inner if word in seen]


def test_a_request_that_makes_no_sense_is_a_400(asker, breaks):
    breaks(BadRequest(SECRET))
    answer = home(asker)
    assert (answer.status_code, tells(answer)) == (400, [])


def test_what_one_may_not_do_is_a_403(asker):
    answer = asker.get("/ours/settings/")
    assert (answer.status_code, tells(answer)) == (403, [])


def test_a_form_from_another_site_is_a_403():
    answer = Client(enforce_csrf_checks=True).post("/sign-in/")
    assert (answer.status_code, tells(answer)) == (403, [])


@pytest.mark.parametrize("address", ["/nowhere/at/all/", "/ours/requests/00000000-0000-4000-8000-000000000000/"])
def test_what_is_not_there_is_a_404(asker, address):
    answer = asker.get(address)
    assert (answer.status_code, tells(answer)) == (404, [])


def test_what_is_too_large_is_a_413(asker, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    with undone():
        answer = asker.post("/ours/people/me/", {"name": "x" * 200})
    assert (answer.status_code, tells(answer)) == (413, [])


def test_too_many_tries_are_a_429(rf):
    """Our own limits answer in the form; this is the page allauth asks for where it has no form."""
    answer = respond_429(rf.post("/sign-in/"))
    assert (answer.status_code, tells(answer)) == (429, [])
    assert answer["Retry-After"]


@pytest.mark.parametrize(("error", "status"), [(ValueError(SECRET), 500), (OperationalError(SECRET), 503)])
def test_our_own_faults_show_a_reference_that_the_log_knows(asker, breaks, caplog, error, status):
    breaks(error)
    answer = home(asker)
    assert (answer.status_code, tells(answer)) == (status, [])
    shown = REFERENCE.findall(re.sub(r"<[^>]*>", " ", answer.content.decode()))
    assert shown == [answer.wsgi_request.reference]
    lines = [line for line in caplog.messages if shown[0] in line]
    assert len(lines) == 1
    # Enough to find it, and nobody's words: not the message, not the address.
    assert "programmes:home" in lines[0]
    assert type(error).__name__ in lines[0]
    assert "Priya" not in caplog.text
    assert "/ours/" not in caplog.text


def test_no_page_of_trouble_asks_the_database(asker, breaks):
    """It may be the database that is away."""
    breaks(OperationalError(SECRET))
    with watching() as statements:
        home(asker)
    before = statements.queries
    breaks(ValueError(SECRET))
    with watching() as statements:
        home(asker)
    assert statements.queries == before


def test_a_page_that_tells_too_much_is_seen(asker, breaks, settings):
    """The control: Django's own page of an error, as developers see it."""
    settings.DEBUG = True
    breaks(ValueError(SECRET))
    assert {"Traceback", "SELECT", ".py"} <= set(tells(home(asker)))
