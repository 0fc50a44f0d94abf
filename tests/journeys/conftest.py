"""Browsers, a clock and a post office for the stories."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import time_machine
from django.core.cache import cache
from playwright.sync_api import Browser

from linkage.messaging.models import Message
from linkage.programmes.tests.factories import NOW
from tests.journeys.post import deliver_everything, mails_to
from tests.journeys.prepare import Ribble, ribble
from tests.journeys.visitor import PHONE, WIDE, Visitor

# Playwright's own loop runs in this thread; Django must not take our plain queries for async ones.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict:
    known = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    found = next((path for name in known if (path := shutil.which(name))), None)
    if found is None:
        pytest.fail("The journeys need Chromium. Type: sudo apt-get install chromium-headless-shell")
    quiet = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
    # Without one, what a processor would draw is drawn by pretending to be one, which takes a process of its own.
    quiet += ["--disable-gpu"]
    return {"executable_path": found, "args": quiet}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "journeys" in Path(item.fspath).parts:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """Let every story begin on a Tuesday morning in term, from where the clock goes on; `clock.move_to` jumps."""
    with time_machine.travel(NOW, tick=True) as traveller:
        yield traveller


@pytest.fixture
def address(live_server, transactional_db, clock, settings) -> str:
    """Where Linkage is served, and what its mails lead to."""
    settings.BASE_URL = live_server.url
    cache.clear()  # no story has asked for a code yet: the limits are counted by address, and outlive a test
    return str(live_server.url)


@pytest.fixture
def visitor(browser: Browser, address, request) -> Iterator[Callable[..., Visitor]]:
    """Return a function that sends somebody to a browser of their own; `ways.in_every_way` says how they come."""
    contexts = []
    way = getattr(request, "param", {})

    def arrive(*, phone: bool = False, scripts: bool = True, kind: type[Visitor] | None = None) -> Visitor:
        kind, scripts = kind or way.get("kind", Visitor), scripts and way.get("scripts", True)
        context = browser.new_context(viewport=PHONE if phone else WIDE, locale="en-GB", timezone_id="Europe/London")
        contexts.append(context)
        return kind(context, address, scripts=scripts)

    yield arrive
    for context in contexts:
        context.close()


@pytest.fixture
def place(address) -> Ribble:
    """Ribble Linkage with Thistlebank, Harrowgill and Farah, who coordinates."""
    return ribble()


@pytest.fixture
def post() -> Callable[[str], list[Message]]:
    """Deliver what waits, and return the mails somebody got, the oldest first."""

    def to(email: str) -> list[Message]:
        deliver_everything()
        return mails_to(email)

    return to
