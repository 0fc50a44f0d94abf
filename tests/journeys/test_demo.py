"""The demo, opened by somebody who has never seen Linkage: one click to be the coordinator, one more to be a head."""

from collections.abc import Iterator

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page

from linkage.database import statistics
from linkage.demo import filling
from tests.journeys import checks
from tests.journeys.visitor import PHONE, WIDE

# What each of them opens, beside their home: a sample of what they live in.
PAGES = {
    "coordinator": ("requests/", "schools/", "people/", "links/"),
    "head": ("directory/",),
    "nominee": ("links/",),
    "subject-leader": ("directory/?q=reading", "requests/"),
    "newcomer": (),
}


@pytest.fixture
def demo(address, settings) -> Iterator[str]:
    """The invented programmes, with the part of the crowd that the stories name."""
    settings.DEMO = True
    filling.fill(now=timezone.now(), share=0.1)
    statistics.count_rows()
    return address


def be(page: Page, who: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=who).click()


def look(page: Page, heard: list[str]) -> list[str]:
    """What a good eye would find wrong, at a desk and on a small phone."""
    found = []
    for size in (WIDE, PHONE):
        page.set_viewport_size(size)
        checks.settle(page)
        found += [f"{page.url} at {size['width']}: {fault}" for fault in checks.faults_of(page, heard, expected=True)]
        checks.keep_picture(page, f"demo-{page.url.split('/', 3)[-1]}-{size['width']}")
    page.set_viewport_size(WIDE)
    return found


def test_a_visitor_takes_one_part_after_another(demo, browser):
    """Given the demo, when somebody becomes the coordinator, then a head, then each other, every page is sound."""
    faults = tries_two_parts(demo, browser)
    for key, pages in PAGES.items():
        page, heard = opened(demo, browser)
        with page.expect_navigation():
            page.locator(f'form[action="/demo/be/{key}/"] button').click()
        faults += look(page, heard)
        for address in pages:
            assert page.goto(f"{demo}/ribble/{address}").status == 200
            faults += look(page, heard)
        page.context.close()
    assert faults == []


def tries_two_parts(demo: str, browser: Browser) -> list[str]:
    page, heard = opened(demo, browser)
    faults = look(page, heard)
    be(page, "Be Farah")
    assert page.url == f"{demo}/ribble/home/"
    assert page.get_by_role("heading", level=1).text_content().endswith("Farah")
    page.get_by_role("link", name="E-mails sent").click()
    faults += look(page, heard)
    page.get_by_role("link", name="Switch person").click()
    be(page, "Be Helen")
    assert page.get_by_role("heading", level=1).text_content().endswith("Helen")
    page.context.close()
    return faults


def opened(demo: str, browser: Browser) -> tuple[Page, list[str]]:
    """Open the page of parts, and give what its console says from then on."""
    page = browser.new_context(locale="en-GB", viewport=WIDE).new_page()
    heard: list[str] = []
    page.on("console", lambda said: heard.append(said.text) if said.type == "error" else None)
    page.goto(f"{demo}/demo/")
    return page, heard
