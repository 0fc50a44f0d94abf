"""A visitor with a real browser: says what a person does, and checks every page it meets."""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from linkage.messaging.models import Message
from tests.journeys import checks
from tests.journeys.post import deliver_everything, mails_to

# Playwright's own loop runs in this thread; Django must not take our plain queries for async ones.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

PHONE = {"width": 320, "height": 640}
WIDE = {"width": 1280, "height": 900}
SCREENSHOTS = os.environ.get("LINKAGE_SCREENSHOTS", "")


@pytest.fixture(scope="session")
def browser_type_launch_args():
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        pytest.fail("The journeys need Chromium. Type: sudo apt-get install chromium")
    quiet = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
    return {"executable_path": found, "args": quiet}


def pytest_collection_modifyitems(items):
    for item in items:
        if "journeys" in Path(item.fspath).parts:
            item.add_marker(pytest.mark.journey)


class Visitor:
    """One person in one browser. Everything is found by role and label, as assistive technology finds it."""

    def __init__(self, context: BrowserContext, base: str) -> None:
        self.page: Page = context.new_page()
        self.base = base
        self.page.set_default_timeout(8000)
        self.heard = checks.listen(self.page)
        self.shots = 0

    def goes_to(self, address: str) -> "Visitor":
        response = self.page.goto(address if address.startswith("http") else self.base + address)
        assert response is not None
        return self.looks(expected=response.status < 400)

    def looks(self, *, expected: bool = True) -> "Visitor":
        """Check the page in front of the visitor as every page is checked."""
        self.page.wait_for_load_state("load")
        checks.page_is_sound(self.page, self.heard, expected=expected)
        if SCREENSHOTS:
            self._keep_picture()
        return self

    def _keep_picture(self) -> None:
        self.shots += 1
        width = self.page.viewport_size["width"]
        place = re.sub(r"[0-9a-f-]{36}|[^a-z0-9]+", "-", self.page.url.replace(self.base, "").lower())[:60]
        folder = Path(SCREENSHOTS)
        folder.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=folder / f"{width}-{place.strip('-') or 'front'}-{self.shots}.png", full_page=True)

    def sees(self, *texts: str) -> "Visitor":
        for text in texts:
            expect(self.page.get_by_text(text).first).to_be_visible()
        return self

    def does_not_see(self, *texts: str) -> "Visitor":
        for text in texts:
            expect(self.page.get_by_text(text)).to_have_count(0)
        return self

    def is_at(self, heading: str) -> "Visitor":
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(heading)
        return self

    def fills(self, label: str, value: str) -> "Visitor":
        self.page.get_by_label(label, exact=False).first.fill(value)
        return self

    def chooses(self, label: str) -> "Visitor":
        self.page.get_by_label(label, exact=False).first.check()
        return self

    def picks(self, label: str, option: str) -> "Visitor":
        self.page.get_by_label(label, exact=False).first.select_option(label=option)
        return self

    def attaches(self, label: str, path: Path) -> "Visitor":
        self.page.get_by_label(label, exact=False).first.set_input_files(path)
        return self

    def presses(self, button: str, *, expected: bool = True) -> "Visitor":
        self.page.get_by_role("button", name=button).first.click()
        return self.looks(expected=expected)

    def follows(self, link: str) -> "Visitor":
        self.page.get_by_role("link", name=link).first.click()
        return self.looks()

    def signs_in(self, email: str) -> "Visitor":
        self.goes_to("/sign-in/")
        self.fills("E-mail", email).presses("Send")
        deliver_everything()
        code = re.search(r"\b([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})\b", mails_to(email)[-1].text)
        assert code, mails_to(email)[-1].text
        return self.fills("code", code[1]).presses("Sign in")


@pytest.fixture
def visitor(browser: Browser, live_server, transactional_db) -> Iterator:
    """Return a function that sends somebody to a browser of their own."""
    contexts = []

    def arrive(*, phone: bool = False, scripts: bool = True) -> Visitor:
        context = browser.new_context(
            viewport=PHONE if phone else WIDE, java_script_enabled=scripts, locale="en-GB", timezone_id="Europe/London"
        )
        contexts.append(context)
        return Visitor(context, live_server.url)

    yield arrive
    for context in contexts:
        context.close()


@pytest.fixture
def post():
    """Deliver what waits, and return the mails somebody got, the oldest first."""

    def to(email: str) -> list[Message]:
        deliver_everything()
        return mails_to(email)

    return to
