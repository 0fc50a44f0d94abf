"""W1: no other site can make somebody's browser do anything here, at any address there is."""

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver

from linkage.programmes.views import settings as settings_views
from tests.trust.matrix.routes import all_routes
from tests.trust.matrix.visiting import undone

# What a mail program or server posts, which has no cookie of ours: the signed address alone says whose list is stopped,
# and the signature over it that a mail comes from our mail server (messaging/tests/test_taking_in.py).
WITHOUT_TOKEN = {"messaging:hand-in": "hand_in", "people:stop-list": "stop_list"}
UNSAFE = ("post", "put", "patch", "delete")
EVIL = "https://evil.example"


@pytest.fixture(scope="module")
def browsers(world) -> dict[str, Client]:
    """A coordinator's and a stranger's browser, as strict as the product is."""
    made = {}
    for role in ("coordinator", "nobody"):
        made[role] = Client(enforce_csrf_checks=True, raise_request_exception=False)
        made[role].cookies = world.clients[role].cookies.copy()
    return made


@pytest.fixture(scope="module")
def token(browsers) -> str:
    """The token of a page the coordinator has open: it opens for them what it must not open for another site."""
    for browser in browsers.values():
        browser.get("/sign-out/", secure=True)
        browser.get("/sign-in/", secure=True)
    return browsers["coordinator"].cookies["csrftoken"].value


def send(browser, address, method="post", token="", **headers):
    with undone():
        given = {"X-CSRFToken": token} if token else {}
        return getattr(browser, method)(address, secure=True, headers=given | headers).status_code


def addresses(world):
    return [(route.name, route.address(world.ours)) for route in all_routes() if route.name not in WITHOUT_TOKEN]


def test_no_address_takes_anything_without_a_token(world, browsers, token):
    taken = [
        f"{method} {name} as {role}"
        for name, address in addresses(world)
        for role, browser in browsers.items()
        for method in UNSAFE
        if send(browser, address, method) != 403
    ]
    assert taken == []


@pytest.mark.parametrize("headers", [{"Origin": EVIL}, {"Origin": "null"}, {"Referer": f"{EVIL}/page"}])
def test_no_address_takes_a_right_token_from_another_site(world, browsers, token, headers):
    taken = [
        name
        for name, address in addresses(world)
        if send(browsers["coordinator"], address, token=token, **headers) != 403
    ]
    assert taken == []


def test_the_same_sending_from_our_own_page_is_taken(world, browsers, token):
    """The control: it is the token and the place it comes from that make the difference."""
    address = "/ours/settings/pause/"
    ours = {"Origin": "https://testserver", "Referer": "https://testserver/ours/settings/pause/"}
    assert send(browsers["coordinator"], address, token=token, **ours) in (302, 422)
    assert send(browsers["coordinator"], address, token="x" * 64, **ours) == 403


def views(patterns):
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield pattern.callback
        else:
            yield from views(pattern.url_patterns)


def exempted() -> list[str]:
    return [view.__name__ for view in views(get_resolver().url_patterns) if getattr(view, "csrf_exempt", False)]


def test_no_view_is_exempt_but_what_a_mail_program_posts_to(monkeypatch):
    assert exempted() == [*WITHOUT_TOKEN.values()]
    monkeypatch.setattr(settings_views.pause, "csrf_exempt", True, raising=False)
    assert sorted(exempted()) == ["hand_in", "pause", "stop_list"]


def test_whoever_is_signed_in_is_nobody_where_no_token_is_asked_for(world, browsers):
    """Another site can send a browser there, but only a signed address acts, for the person it was made for."""
    forged = "/ours/people/how-often/not-signed~by-us/stop/"
    assert send(browsers["coordinator"], forged) == 404
    routes = {route.name: route for route in all_routes()}
    assert send(browsers["coordinator"], routes["people:stop-list"].address(world.ours)) == 302
    assert send(browsers["coordinator"], routes["messaging:hand-in"].address(world.ours)) == 403
