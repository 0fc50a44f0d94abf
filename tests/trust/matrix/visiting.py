"""Visiting pages as everybody there is; whatever a visit does is taken back, so that each meets the same world."""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from unittest.mock import patch

from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client

from linkage.accounts import middleware
from tests.trust.matrix.world import Side, build

METHODS = ("get", "head", "post", "put", "delete")
ELSEWHERE, NOBODY, OPERATOR = "of the other programme", "nobody", "operator"
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
    ELSEWHERE,
    NOBODY,
)


@dataclass(frozen=True)
class Visitors:
    """Two whole programmes, and a browser for each role of ours."""

    ours: Side
    theirs: Side
    clients: dict[str, Client]


@contextmanager
def undone(*clients: Client) -> Iterator[None]:
    """Take back whatever happens inside, in these browsers too: signing out must not make later visits idle."""
    cookies = [deepcopy(client.cookies) for client in clients]
    try:
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
    finally:
        for client, before in zip(clients, cookies, strict=True):
            client.cookies = before


@contextmanager
def visitors() -> Iterator[Visitors]:
    """Build both programmes and sign everybody in; all of it is gone afterwards.

    The operator is a coordinator who also runs the installation: a role of its own, beside the eleven.
    """
    # A session's use is noted once a minute: no visit of a long walk is the one that does it.
    with undone(), patch.object(middleware, "NOTED_EVERY_SECONDS", middleware.IDLE_SECONDS):
        ours, theirs = build("ours"), build("theirs")
        yield Visitors(ours, theirs, {role: _signed_in(role, ours, theirs) for role in ROLES})


def _signed_in(role: str, ours: Side, theirs: Side) -> Client:
    if role == ELSEWHERE:
        return sign_in(theirs.accounts["coordinator"])
    return sign_in(None if role == NOBODY else ours.accounts[role])


def sign_in(account: object) -> Client:
    """Return a browser in which this account is signed in; None for nobody."""
    client = Client(raise_request_exception=False)
    if account is not None:
        client.force_login(account)
    # The first visit starts the clock of the session: made once here, it is not made anew by every visit.
    client.get("/account/")
    return client


@contextmanager
def operating(world: Visitors) -> Iterator[Client]:
    """Let our coordinator run the installation too, for a while."""
    account = world.ours.accounts["coordinator"]
    with undone():
        type(account).objects.filter(pk=account.pk).update(is_operator=True)
        yield world.clients["coordinator"]


def approving(world: Visitors) -> Client:
    """Return the browser of who approves our money: no role of the table, as there is one page that is theirs alone."""
    return _signed_in("commissioner", world.ours, world.theirs)


def ask(client: Client, method: str, address: str, *, htmx: bool = False) -> HttpResponseBase:
    """Send one request and take back what it did, in the browser too."""
    with undone(client):
        return getattr(client, method)(address, headers={"HX-Request": "true"} if htmx else {})


def body_of(response: HttpResponseBase) -> bytes:
    """The whole body, streamed or not."""
    return b"".join(response.streaming_content) if response.streaming else response.content


def says(response: HttpResponseBase, canary: str) -> bool:
    """Whether the canary is anywhere in an answer: body, headers or the address it leads to."""
    return canary.encode() in body_of(response) or any(canary in str(value) for value in response.headers.values())


def ways() -> Iterator[tuple[str, bool]]:
    """Every method, and GET and POST also as HTMX sends them."""
    for method in METHODS:
        for htmx in (False, True) if method in ("get", "post") else (False,):
            yield method, htmx
