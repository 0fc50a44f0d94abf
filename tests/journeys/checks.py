"""What is asked of every page in front of a visitor, whoever they are (reliability.md X1, X2, X5, X7)."""

from pathlib import Path

from playwright.sync_api import ConsoleMessage, Page, Request

from linkage.messaging.models import Message

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text()
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
# What browsers themselves report of a page that rightly answers "no", and of a file that opens as a download.
OF_A_REFUSAL = ("status of 4", "status of 5")
OF_A_DOWNLOAD = "ERR_ABORTED"


def listen(page: Page) -> list[str]:
    """Return the list in which the browser's complaints about this page will be found."""
    heard: list[str] = []

    def said(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
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
    faults = [*_complaints(heard, expected=expected), *_frame_faults(page), *_axe_faults(page)]
    assert faults == [], f"{page.url} at {page.viewport_size['width']} px:\n" + "\n".join(faults)


def _complaints(heard: list[str], *, expected: bool) -> list[str]:
    said = [text for text in heard if expected or not any(words in text for words in OF_A_REFUSAL)]
    heard.clear()
    return said


def _frame_faults(page: Page) -> list[str]:
    """One h1, a title, one that begins with "Error:" where there is one; nothing wider than the window, no id twice."""
    found = page.evaluate(
        """() => ({
          headings: document.querySelectorAll("h1").length,
          title: document.title.trim(),
          hasErrors: document.querySelector(".govuk-error-summary") !== null,
          wider: document.documentElement.scrollWidth - document.documentElement.clientWidth,
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
        faults.append(f"{found['wider']} px wider than the window")
    if found["twice"]:
        faults.append(f"ids used twice: {found['twice'][:3]}")
    return faults


def _axe_faults(page: Page) -> list[str]:
    # Evaluated from outside: the page's own content security policy does not concern it.
    page.evaluate(AXE)
    found = page.evaluate("rules => axe.run(document, rules)", RULES)["violations"]
    return [f"{fault['id']}: {fault['help']} at {[n['target'] for n in fault['nodes'][:3]]}" for fault in found]


def mail_is_sound(page: Page, mail: Message) -> None:
    """Raise AssertionError with what is wrong with a mail: its HTML part as a page, and the plain part beside it."""
    faults = _axe_faults(page)
    if not mail.text.strip():
        faults.append("no plain part")
    if page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") > 0:
        faults.append("wider than the window")
    assert faults == [], f"{mail.subject}:\n" + "\n".join(faults)
