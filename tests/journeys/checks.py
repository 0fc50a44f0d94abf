"""What is asked of every page in front of a visitor, whoever they are (reliability.md X1, X2, X5, X7)."""

import os
import re
from pathlib import Path

from playwright.sync_api import ConsoleMessage, Page, Request

from linkage.messaging.models import Message

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text()
SCREENSHOTS = os.environ.get("LINKAGE_SCREENSHOTS", "")
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    "preload": False,
    # A frame holds a mail, which is looked at as one.
    "iframes": False,
}
# What differs between two sights of one page and changes nothing for anybody: keys, tokens, numbers and days.
PASSING = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|[\w~:-]{32,}|\d+")
STICKING_OUT = """() => [...document.body.querySelectorAll("*")]
  .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .slice(-3).map(e => `${e.tagName.toLowerCase()}.${e.className}: ${e.textContent.trim().slice(0, 30)}`)"""
IS_SETTLED = """() => document.querySelector("[data-govuk-skip-link-init]")
  && !document.querySelector("select[data-suggest], input[data-suggest-url]")"""
# What browsers themselves report of a page that rightly answers "no", and of a file that opens as a download.
OF_A_REFUSAL = ("status of 4", "status of 5")
OF_A_DOWNLOAD = "ERR_ABORTED"


def listen(page: Page) -> list[str]:
    """Return the list in which the browser's complaints about this page will be found."""
    heard: list[str] = []

    def said(message: ConsoleMessage) -> None:
        heard.append(message.text)

    def failed(request: Request) -> None:
        if OF_A_DOWNLOAD not in (request.failure or ""):
            heard.append(f"{request.url} failed: {request.failure}")

    page.on("console", said)
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("requestfailed", failed)
    return heard


def page_is_sound(page: Page, heard: list[str], *, expected: bool = True) -> None:
    """Raise AssertionError with everything that is wrong with the page in front of a visitor.

    `expected` is False for a page that rightly answers with an error status, which browsers report in the console.
    """
    faults = faults_of(page, heard, expected=expected)
    assert faults == [], f"{page.url} at {page.viewport_size['width']} px:\n" + "\n".join(faults)


def faults_of(page: Page, heard: list[str], *, expected: bool = True) -> list[str]:
    """Return everything that is wrong with the page, each in a line; what was heard is used up."""
    return [*_complaints(heard, expected=expected), *_frame_faults(page), *_axe_faults(page)]


def spacing_faults(page: Page) -> list[str]:
    """What breaks on a phone when a reader spaces text out as WCAG 1.4.12 lets them."""
    wider = page.evaluate(
        """async () => {
          const sheet = new CSSStyleSheet()
          sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
                                 word-spacing: .16em !important } p { margin-bottom: 2em !important }`)
          document.adoptedStyleSheets = [sheet]
          const wider = document.documentElement.scrollWidth - document.documentElement.clientWidth
          return wider
        }"""
    )
    culprits = page.evaluate(STICKING_OUT) if wider > 0 else []
    page.evaluate("document.adoptedStyleSheets = []")
    return [f"{wider} px wider than the window when text is spaced out: {culprits}"] if wider > 0 else []


def settle(page: Page) -> None:
    """Wait until the page is there, and what its scripts make of it."""
    page.wait_for_load_state("load")
    page.wait_for_function(IS_SETTLED)


def keep_picture(page: Page, name: str) -> None:
    """Keep a picture of the whole page where LINKAGE_SCREENSHOTS says, numbered as they were met."""
    if not SCREENSHOTS:
        return
    folder = Path(SCREENSHOTS)
    folder.mkdir(parents=True, exist_ok=True)
    place = re.sub(r"[0-9a-f-]{36}|[A-Za-z0-9_~-]{60,}|[^a-z0-9]+", "-", name.lower())[:70].strip("-") or "front"
    number = len(list(folder.iterdir())) + 1
    page.screenshot(path=folder / f"{number:04}-{page.viewport_size['width']}-{place}.png", full_page=True)


def _complaints(heard: list[str], *, expected: bool) -> list[str]:
    said = [text for text in heard if expected or not any(words in text for words in OF_A_REFUSAL)]
    heard.clear()
    return said


def _frame_faults(page: Page) -> list[str]:
    """One h1, a title, one that begins with "Error:" where there is one; nothing cut off or wider than the window."""
    found = page.evaluate(
        """() => ({
          headings: document.querySelectorAll("h1").length,
          title: document.title.trim(),
          hasErrors: document.querySelector(".govuk-error-summary") !== null,
          wider: document.documentElement.scrollWidth - document.documentElement.clientWidth,
          cut: [...document.body.querySelectorAll("*")]
            .filter(e => e.clientWidth > 1 && e.scrollWidth > e.clientWidth + 1
              && getComputedStyle(e).overflowX === "hidden")
            .map(e => `${e.tagName.toLowerCase()}.${e.className}: ${e.textContent.trim().slice(0, 30)}`),
          twice: [...document.querySelectorAll("[id]")].map(e => e.id).filter((id, at, all) => all.indexOf(id) !== at),
        })"""
    )
    faults = []
    if found["headings"] != 1:
        faults.append(f"{found['headings']} first-level headings")
    if not found["title"] or found["title"].startswith("–"):
        faults.append(f"the title says nothing: {found['title']!r}")
    if found["hasErrors"] != found["title"].startswith("Error: "):
        faults.append(f"the title and the error summary disagree: {found['title']!r}")
    if found["wider"] > 0:
        faults.append(f"{found['wider']} px wider than the window: {page.evaluate(STICKING_OUT)}")
    if found["cut"]:
        faults.append(f"cut off at the side: {found['cut'][:3]}")
    if found["twice"]:
        faults.append(f"ids used twice: {found['twice'][:3]}")
    return faults


# The pages that were sound at a width, by what they are made of: stories meet the same ones again and again.
_sound: set[tuple[int, int]] = set()


def _axe_faults(page: Page) -> list[str]:
    seen = page.viewport_size["width"], hash(PASSING.sub("", page.content()))
    if seen in _sound:
        return []
    # Evaluated from outside: the page's own content security policy does not concern it.
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE)
    # Naming each element takes a third of the time, and is wanted only of those at fault.
    if not _violations(page, selectors=False):
        _sound.add(seen)
        return []
    found = _violations(page, selectors=True)
    return [f"{fault['id']}: {fault['help']} at {[n['target'] for n in fault['nodes'][:3]]}" for fault in found]


def _violations(page: Page, *, selectors: bool) -> list[dict]:
    return page.evaluate("rules => axe.run(document, rules)", {**RULES, "selectors": selectors})["violations"]


def mail_is_sound(page: Page, mail: Message) -> None:
    """Raise AssertionError with what is wrong with a mail: its HTML part as a page, and the plain part beside it."""
    faults = _axe_faults(page)
    if not mail.text.strip():
        faults.append("no plain part")
    if page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") > 0:
        faults.append("wider than the window")
    assert faults == [], f"{mail.subject}:\n" + "\n".join(faults)
