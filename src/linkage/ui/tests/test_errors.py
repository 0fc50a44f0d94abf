from types import SimpleNamespace

import pytest
from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.test import RequestFactory

from linkage.ui import errors

# No test here may touch the database: pytest-django refuses it, which is the proof that these pages need none.
HANDLERS = [
    (errors.handler400, 400, "We could not understand that"),
    (errors.handler403, 403, "You cannot open this page"),
    (errors.handler404, 404, "We cannot find that page"),
    (errors.handler429, 429, "Please wait a moment"),
    (errors.handler500, 500, "Sorry, something went wrong on our side"),
    (errors.csrf_failure, 403, "This page was open for too long"),
]


def request():
    made = RequestFactory().get("/ribble/")
    made.programme = SimpleNamespace(slug="ribble", name="Ribble Linkage", tagline="")
    made.reference = "7F3K-29QD"
    return made


@pytest.mark.parametrize(("handler", "status", "title"), HANDLERS)
def test_trouble_is_told_in_plain_words(handler, status, title):
    response = handler(request())
    html = response.content.decode()
    assert response.status_code == status
    assert f"<title>{title} \u2013 Ribble Linkage</title>" in html
    assert "Sign in" not in html
    assert "Traceback" not in html
    assert ("7F3K-29QD" in html) == (status in (500, 503))


def test_pages_work_before_any_middleware_has_run():
    assert errors.handler500(RequestFactory().get("/")).status_code == 500


def test_a_lost_database_is_said_to_be_away():
    response = errors.handler500(request(), OperationalError("connection refused"))
    assert (response.status_code, response["Retry-After"]) == (503, "60")
    assert "connection refused" not in response.content.decode()


def test_django_calls_handler500_while_the_error_is_being_handled():
    try:
        _lose_the_database()
    except OperationalError:
        assert errors.handler500(request()).status_code == 503


def _lose_the_database():
    raise OperationalError


def test_too_much_data_is_said_to_be_too_large():
    assert errors.handler400(request(), RequestDataTooBig()).status_code == 413


def test_a_broken_template_still_gives_a_page(monkeypatch):
    def broken(*args):
        raise RuntimeError

    monkeypatch.setattr(errors, "render_to_string", broken)
    response = errors.handler500(request())
    assert response.status_code == 500
    assert "7F3K-29QD" in response.content.decode()
