"""The walk: every page in every state, at a desk and on a small phone (reliability.md X1, X2, X5, X7)."""

from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page
from playwright.sync_api import Error as PlaywrightError

import linkage
from tests.journeys import checks
from tests.journeys.prepare import teacher
from tests.journeys.states import OK, State, places
from tests.journeys.visitor import PHONE, WIDE

HERE = Path(__file__).parent
# What no page of the walk is drawn with, and what meets it instead.
MET_ELSEWHERE = {
    "brokering/answer_over.html": "test_asking_first.py",
    "brokering/reply_over.html": "test_asking_first.py",
    "brokering/round_empty.html": "test_round.py",
    "brokering/share_notes.html": "test_desk.py",
    "links/point_check.html": "test_pointing.py",
    "support_requests/refer_confirm.html": "test_pointing.py",
    "support_requests/referral_over.html": "test_pointing.py",
    "429.html": "drawn by allauth when a limit is worn out: accounts/tests/test_sign_in.py",
    "accounts/code.html": "test_set_up.py",
    "engagements/concern_plan.html": "test_concern.py",
    "engagements/concern_visits.html": "test_concern.py",
    "engagements/impact_over.html": "test_deployment.py",
    **dict.fromkeys(
        (f"peer_review/{name}.html" for name in ("answer_over", "by_head", "by_week", "facts", "round", "solving")),
        "test_round_of_visits.py",
    ),
    "practice/right_answered.html": "test_practice.py",
    "practice/school.html": "test_practice.py",
    "enquiries/confirm.html": "test_enquiring.py",
    "demo/personas.html": "test_demo.py",
    "directory/drive_check.html": "test_unmet_needs.py",
    "directory/drive_new.html": "test_unmet_needs.py",
    "directory/kept.html": "an answer to htmx alone: test_shortlist.py",
    "directory/noted.html": "an answer to htmx alone: test_unmet_needs.py",
    "directory/right_answered.html": "test_keeping_alive.py",
    "messaging/mail_items.html": "within a mail: test_writing_to_people.py",
    "organisations/find.html": "an answer to htmx alone: organisations/tests/test_find_school.py",
    "people/letter_to_print.html": "test_nominating.py",
    "people/set_up.html": "test_set_up.py",
    "people/subject_access.html": "written to a file by the command line: people/tests/test_forgetting.py",
    "ui/error.html": "the pages of errors below",
}
MACROS = "ui/macros/"

FILL_NOTHING_IN = """() => {
  const form = [...document.forms].find(one =>
    one.getAttribute("method") === "post"
    && new URL(one.getAttribute("action") || "", location.href).pathname === location.pathname)
  for (const field of form.elements) {
    if (["hidden", "submit", "button"].includes(field.type)) continue
    if (["checkbox", "radio"].includes(field.type)) field.checked = false
    else field.value = ""
  }
  form.requestSubmit([...form.querySelectorAll("button")].find(one => !one.name && one.type === "submit"))
}"""


class Walker:
    """One browser for each role; looks at a page at both widths and writes down what is wrong."""

    def __init__(self, browser: Browser, base: str, clients: dict) -> None:
        self.browser, self.base, self.clients = browser, base, clients
        self.pages: dict[str, tuple[Page, list[str]]] = {}
        self.faults: list[str] = []

    def looks_at(self, state: State) -> None:
        """Look at a page; one that never comes is a fault like another, and the walk goes on."""
        try:
            self._comes_to(state)
        except PlaywrightError as error:
            self.faults.append(f"{state}: cannot be looked at: {error.message.splitlines()[0]}")

    def _comes_to(self, state: State) -> None:
        page, heard = self._page(state.role)
        page.set_viewport_size(WIDE)
        response = page.goto(self.base + state.address)
        if state.is_error:
            heard.clear()
            with page.expect_navigation() as sent:
                page.evaluate(FILL_NOTHING_IN)
            response = sent.value
        if response.status != state.status:
            self.faults.append(f"{state}: answers {response.status}, not {state.status}")
        self._checks(page, heard, state)

    def _checks(self, page: Page, heard: list[str], state: State) -> None:
        checks.settle(page)
        if state.is_error and not page.evaluate("document.activeElement.matches('.govuk-error-summary')"):
            self.faults.append(f"{state}: the focus is not on the error summary")
        for size in (WIDE, PHONE):
            page.set_viewport_size(size)
            found = checks.faults_of(page, heard, expected=state.status == OK)
            self.faults += [f"{state} at {size['width']} px: {fault}" for fault in found]
            checks.keep_picture(page, f"walk-{state.address}{'-empty' if state.is_error else ''}")
        self.faults += [f"{state}: {fault}" for fault in checks.spacing_faults(page)]

    def _page(self, role: str) -> tuple[Page, list[str]]:
        if role not in self.pages:
            context = self.browser.new_context(locale="en-GB", timezone_id="Europe/London")
            session = self.clients[role].cookies.get(settings.SESSION_COOKIE_NAME)
            if session:
                context.add_cookies([{"name": session.key, "value": session.value, "url": self.base}])
            page = context.new_page()
            self.pages[role] = page, checks.listen(page)
        return self.pages[role]

    def goes_home(self) -> None:
        for page, _ in self.pages.values():
            page.context.close()


@pytest.fixture(scope="module")
def met() -> set[str]:
    """The templates the walk has met, for the test after it."""
    return set()


def test_every_page_in_every_state(address, browser, met):
    there = places()
    walker = Walker(browser, address, there.clients)
    for state in there.states():
        walker.looks_at(state)
    for time_passes in (there.let_a_day_pass, there.answer_everything):
        time_passes()
        for state in there.states_of_records():
            walker.looks_at(state)
    walker.goes_home()
    met |= there.templates
    assert walker.faults == [], "\n".join(walker.faults)


def test_every_template_is_met(address, met):
    """A template that no state draws is one nobody has looked at: make the state, or say where it is met."""
    if not met:
        there = places()
        there.states()
        for time_passes in (there.let_a_day_pass, there.answer_everything):
            time_passes()
            there.states_of_records()
        met |= there.templates
    roots = [folder for folder in Path(linkage.__file__).parent.glob("*/templates") if folder.is_dir()]
    every = {str(path.relative_to(root)) for root in roots for path in root.rglob("*.html")}
    unmet = sorted(name for name in every - met - MET_ELSEWHERE.keys() if not name.startswith(MACROS))
    assert unmet == [], "\n".join(unmet)
    assert MET_ELSEWHERE.keys() & met == set(), "These are met by the walk: take them off the list"
    assert MET_ELSEWHERE.keys() <= every


def test_pages_of_errors(place, visitor):
    """Given addresses that are nobody's, another's or broken, then each says in plain words what to do."""
    teacher(place, place.thistlebank, "Daniel Whitlow", "daniel@thistlebank.example")
    for is_phone in (False, True):
        daniel = visitor(phone=is_phone)
        daniel.goes_to("/nowhere/at/all/", status=404).is_at("We cannot find that page")
        daniel.goes_to("/ribble/directory/answer/half-a-link/", status=404).is_at("We cannot find that page")
        daniel.goes_to("/ribble/requests/").signs_in("daniel@thistlebank.example")
        daniel.goes_to("/ribble/people/", status=403).is_at("You cannot open this page")
        daniel.goes_to("/ribble/requests/ask/").forgets_cookies().presses("Start", status=403)
        daniel.is_at("This page was open for too long")
