"""What is asked of every page in front of a visitor, whoever they are (reliability.md X1, X2, X5, X7)."""

from pathlib import Path

from playwright.sync_api import ConsoleMessage, Page, Request

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text()
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def listen(page: Page) -> list[str]:
    """Return the list in which the browser's complaints about this page will be found."""
    heard: list[str] = []

    def said(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            heard.append(message.text)

    def failed(request: Request) -> None:
        heard.append(f"{request.url} failed: {request.failure}")

    page.on("console", said)
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("requestfailed", failed)
    return heard


def page_is_sound(page: Page, heard: list[str], *, expected: bool = True) -> None:
    """Assert that the page has no accessibility fault, no complaint in the console, and does not scroll sideways.

    `expected` is False for a page that rightly answers with an error status, which browsers report in the console.
    """
    if not expected:
        heard[:] = [text for text in heard if "status of 4" not in text]
    assert heard == [], f"{page.url}: {heard}"
    assert page.locator("h1").count() == 1, f"{page.url} has {page.locator('h1').count()} first-level headings"
    assert page.title().strip(), f"{page.url} has no title"
    if page.locator(".govuk-error-summary").count():
        assert page.title().startswith("Error: "), f"{page.url}: the title does not say that there is an error"
    _does_not_scroll_sideways(page)
    _has_no_fault(page)


def _does_not_scroll_sideways(page: Page) -> None:
    wide = page.locator("html").evaluate("e => e.scrollWidth - e.clientWidth")
    assert wide <= 0, f"{page.url} is {wide} px wider than the window"


def _has_no_fault(page: Page) -> None:
    # Evaluated from outside: the page's own content security policy does not concern it.
    page.evaluate(AXE)
    faults = page.evaluate("rules => axe.run(document, rules)", RULES)["violations"]
    told = [f"{fault['id']}: {fault['help']} at {[n['target'] for n in fault['nodes'][:3]]}" for fault in faults]
    assert told == [], f"{page.url}: {told}"
