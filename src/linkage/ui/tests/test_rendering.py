from types import SimpleNamespace

import pytest
from django.template import engines
from django.test import RequestFactory
from jinja2 import ChoiceLoader, DictLoader

from linkage.ui import rendering

PAGE = (
    '{% extends "ui/layout.html" %}{% block content %}<h1>Whole</h1>'
    "{% block rows %}<p>{{ word }}{{ form_open() }}</form></p>{% endblock %}{% endblock %}"
)

CHILD = '{% extends "tests/page.html" %}{% set word = "from the child" %}'


@pytest.fixture(autouse=True)
def _page(monkeypatch):
    env = engines["jinja2"].env
    monkeypatch.setattr(
        env, "loader", ChoiceLoader([env.loader, DictLoader({"tests/page.html": PAGE, "tests/child.html": CHILD})])
    )


def request(**htmx):
    made = RequestFactory().get("/")
    made.htmx = SimpleNamespace(boosted=False, history_restore_request=False, **htmx) if htmx else None
    return made


def text(response):
    return response.render().content.decode()


def test_a_page_is_drawn_late_with_its_status():
    response = rendering.render(request(), "tests/page.html", {"word": "hello"}, status=422)
    assert not response.is_rendered
    assert response.status_code == 422
    assert "<h1>Whole</h1>" in text(response)


def test_htmx_gets_the_block_alone_with_token_and_macros():
    response = rendering.render(request(target="rows"), "tests/page.html", {"word": "<b>"}, block="rows")
    html = text(response)
    assert html.startswith("<p>&lt;b&gt;<form")
    assert "csrfmiddlewaretoken" in html
    assert response["Vary"] == "HX-Request"


def test_a_block_of_the_parent_is_found_and_the_messages_are_not_used_up(monkeypatch):
    monkeypatch.setattr("linkage.ui.frame.get_messages", lambda request: pytest.fail("the messages were read"))
    response = rendering.render(request(target="rows"), "tests/child.html", {}, block="rows")
    assert text(response).startswith("<p>from the child<form")


def test_without_htmx_the_same_view_gives_the_whole_page():
    assert "<h1>Whole</h1>" in text(rendering.render(request(), "tests/page.html", {"word": "x"}, block="rows"))


def test_going_back_gets_the_whole_page():
    made = request(target="rows")
    made.htmx.history_restore_request = True
    assert "<h1>Whole</h1>" in text(rendering.render(made, "tests/page.html", {"word": "x"}, block="rows"))


def test_fragment_is_a_part_whoever_asks():
    assert text(rendering.fragment(request(), "tests/page.html", "rows", {"word": "x"})).startswith("<p>x")


def test_a_missing_name_is_an_error():
    response = rendering.render(request(), "tests/page.html", {})
    with pytest.raises(Exception, match="'word' is undefined"):
        response.render()
