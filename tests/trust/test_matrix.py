"""T1 to T3 and T9: every address, for everybody, with another programme's records: not one word may come out."""

import uuid
from contextlib import contextmanager

import pytest
from django.db import transaction
from django.test import Client

from tests.trust.matrix.routes import Route, all_routes
from tests.trust.matrix.world import Side, build

pytestmark = pytest.mark.django_db

METHODS = ("get", "head", "post", "put", "delete")
ROLES = (
    "coordinator",
    "officer",
    "auditor",
    "client head",
    "asker",
    "home head",
    "nominee",
    "stranger",
    "leaver",
    "of the other programme",
    "nobody",
)
# Shown to be alive where they are made: the set-up address needs its one-time key.
ONE_TIME = {"set_up:set-up"}
REFUSED = {302, 403, 404, 405}


@pytest.fixture
def ours(django_db_blocker) -> Side:
    return build("ours")


@pytest.fixture
def theirs() -> Side:
    return build("theirs")


@pytest.fixture
def clients(ours, theirs) -> dict[str, Client]:
    made = {}
    for role in ROLES:
        made[role] = Client(raise_request_exception=False)
        if role == "of the other programme":
            made[role].force_login(theirs.accounts["coordinator"])
        elif role != "nobody":
            made[role].force_login(ours.accounts[role])
    return made


@contextmanager
def undone():
    """Take back whatever a request did, so that each meets the same world."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def ask(client: Client, method: str, address: str, *, htmx: bool = False):
    with undone():
        return getattr(client, method)(address, headers={"HX-Request": "true"} if htmx else {})


def says(response, canary: str) -> bool:
    """Whether the canary is anywhere in an answer: body, headers or the address it leads to."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return canary.encode() in body or any(canary in str(value) for value in response.headers.values())


def ways(route: Route):
    for method in METHODS:
        for htmx in (False, True) if method in ("get", "post") else (False,):
            yield method, htmx


def test_every_address_can_be_filled_in(ours):
    unmapped = []
    for route in all_routes():
        try:
            route.address(ours)
        except KeyError as argument:
            unmapped.append(f"{route.name}: {argument}")
    assert unmapped == []


def test_no_word_of_another_programme_reaches_anybody(ours, theirs, clients):
    """Their records by our address, and their address itself: refused, without one of their words."""
    leaks = []
    for route in all_routes():
        if not route.arguments:
            continue
        addresses = [route.address(theirs, slug="ours")]
        # An action link carries its person with it: at its own address it works in anybody's browser, by design.
        if "programme" in route.arguments and not route.link:
            addresses.append(route.address(theirs))
        for role, client in clients.items():
            if role == "of the other programme":
                continue
            for address in addresses:
                for method, htmx in ways(route):
                    response = ask(client, method, address, htmx=htmx)
                    if says(response, theirs.canary) or response.status_code >= 500:
                        leaks.append(f"{response.status_code} {method} {address} as {role}")
                    elif route.takes_records and not route.link and response.status_code not in REFUSED:
                        leaks.append(f"{response.status_code} {method} {address} as {role}: not refused")
    assert leaks == []


def test_a_coordinator_elsewhere_is_a_stranger_here(ours, theirs, clients):
    visitor = clients["of the other programme"]
    leaks = [
        route.name
        for route in all_routes()
        if "programme" in route.arguments
        and not route.link
        and says(ask(visitor, "get", route.address(ours)), ours.canary)
    ]
    assert leaks == []


def test_every_address_opens_for_somebody(ours, clients):
    """The refusals above mean something: each address works for at least one person of its own programme."""
    operator = clients["coordinator"]
    ours.accounts["coordinator"].is_operator = True
    ours.accounts["coordinator"].save(update_fields=["is_operator"])
    dead = []
    for route in all_routes():
        if route.name in ONE_TIME:
            continue
        address = route.address(ours)
        codes = {
            ask(client, method, address).status_code
            for client in (operator, *clients.values())
            for method in ("get", "post")
        }
        if not any(200 <= code < 400 or code == 422 for code in codes):
            dead.append(f"{route.name}: {sorted(codes)}")
    assert dead == []


def test_foreign_and_absent_are_answered_alike(ours, theirs, clients):
    """Nobody can find out that another programme has a record."""
    differ = []
    nowhere = dict.fromkeys(theirs.records, uuid.uuid4())
    # A school of the national register is known to all; a body that a programme added itself is its own affair.
    secret = {**theirs.records, "organisation_id": theirs.records["own_body_id"]}
    for route in all_routes():
        if not (route.takes_records and "programme" in route.arguments) or route.link:
            continue
        for role in ("coordinator", "stranger"):
            foreign = ask(clients[role], "get", route.address(theirs, slug="ours", records=secret))
            absent = ask(clients[role], "get", route.address(ours, records=nowhere))
            if plain(foreign) != plain(absent):
                differ.append(f"{route.name} as {role}")
    assert differ == []


def plain(response):
    """An answer without what differs by nature: the reference, the address asked for, tokens."""
    reference = getattr(response.wsgi_request, "reference", "")
    body = response.content.decode().replace(reference, "").replace(response.wsgi_request.path, "")
    headers = {k: v for k, v in response.headers.items() if k not in ("Content-Length", "Location", "Set-Cookie")}
    return response.status_code, headers, body
