"""A person with a browser: says what a person does, finds everything by role and label, and checks what it meets."""

import re
from pathlib import Path

from playwright.sync_api import BrowserContext, Locator, Page, Response, expect

from linkage.messaging.models import Message
from tests.journeys import checks
from tests.journeys.post import deliver_everything, mails_to

PHONE = {"width": 320, "height": 640}
WIDE = {"width": 1280, "height": 900}
PATIENCE_MS = 10_000
NOT_ALLOWED, NOT_FOUND = 403, 404


class Visitor:
    """One person in one browser. Every page that comes in front of them is checked as every page must be."""

    def __init__(self, context: BrowserContext, base: str, *, scripts: bool = True) -> None:
        self.context = context
        self.page: Page = context.new_page()
        self.base = base
        self.has_scripts = scripts
        # Not the context's own switch: that one would stop axe as well, which needs to be let in for a moment.
        self.switch = context.new_cdp_session(self.page)
        self._lets_scripts_run(scripts)
        self.page.set_default_timeout(PATIENCE_MS)
        self.heard = checks.listen(self.page)

    # Going somewhere

    def goes_to(self, address: str, *, status: int = 200) -> "Visitor":
        """Type an address; `status` is what the page must answer with."""
        response = self.page.goto(address if "//" in address else self.base + address)
        return self._meets(response, status)

    def finds_nothing(self, address: str) -> "Visitor":
        """Type an address that is none for this person: it is refused or unknown, in plain words."""
        response = self.page.goto(self.base + address)
        assert response is not None
        return self._meets(response, NOT_ALLOWED if response.status == NOT_ALLOWED else NOT_FOUND)

    def follows(self, link: str, *, status: int = 200) -> "Visitor":
        """Follow a link of the page, or of the mail, by its words."""
        return self._navigates(self._one("link", link), status)

    def presses(self, button: str, *, status: int = 200) -> "Visitor":
        """Press a button; `status` is 422 when the answers are rightly refused."""
        return self._navigates(self._one("button", button), status)

    def opens(self, mail: Message) -> "Visitor":
        """Read a mail as a mail program shows it."""
        self._lets_scripts_run(True)
        self.page.goto("about:blank")
        self.page.set_content(mail.html)
        checks.mail_is_sound(self.page, mail)
        self._lets_scripts_run(self.has_scripts)
        checks.keep_picture(self.page, f"mail-{mail.template}")
        return self

    def unfolds(self, summary: str) -> "Visitor":
        """Open what is folded away under these words."""
        self.page.locator("summary").filter(has_text=summary).first.click()
        return self

    def gets_file(self, link: str) -> bytes:
        """Return the file behind a link, as this person gets it."""
        href = self._one("link", link).get_attribute("href")
        assert href
        answer = self.context.request.get(self.base + href)
        assert answer.ok, f"{href}: {answer.status}"
        return answer.body()

    # Filling in

    def fills(self, label: str, value: str) -> "Visitor":
        self.page.get_by_label(label).first.fill(value)
        return self

    def types(self, label: str, value: str) -> "Visitor":
        """Type letter by letter, as the page listens to it."""
        self.page.get_by_label(label).first.press_sequentially(value)
        return self

    def chooses(self, label: str, *, of: str = "") -> "Visitor":
        """Tick a box or choose an answer; `of` names the question when several have this answer."""
        where = self.page.get_by_role("group", name=of) if of else self.page
        where.get_by_label(label).first.check()
        return self

    def dates(self, question: str, day: str) -> "Visitor":
        """Enter a date in its three parts: "12 1 2027"."""
        where = self.page.get_by_role("group", name=question)
        for part, value in zip(("Day", "Month", "Year"), day.split(), strict=True):
            where.get_by_label(part).fill(value)
        return self

    def unticks(self, label: str) -> "Visitor":
        self.page.get_by_label(label).first.uncheck()
        return self

    def picks(self, label: str, option: str) -> "Visitor":
        """Choose one of a list: with scripts it searches as one types, without it is the browser's own."""
        found = self.page.get_by_label(label).first
        if found.evaluate("e => e.tagName") == "SELECT":
            found.select_option(label=option)
        else:
            found.fill(option)
            self.page.get_by_role("option", name=option).first.click()
        return self

    def attaches(self, label: str, path: Path) -> "Visitor":
        self.page.get_by_label(label).first.set_input_files(path)
        return self

    # Seeing

    def sees(self, *texts: str) -> "Visitor":
        for text in texts:
            expect(self.page.get_by_text(text).locator("visible=true").first).to_be_visible()
        return self

    def does_not_see(self, *texts: str) -> "Visitor":
        for text in texts:
            expect(self.page.get_by_text(text)).to_have_count(0)
        return self

    def is_at(self, heading: str) -> "Visitor":
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(heading)
        return self

    def is_told(self, error: str) -> "Visitor":
        """The summary at the top says what is wrong, and leads to the field that says the same."""
        summary = self.page.get_by_role("alert").filter(has_text="to put right")
        expect(summary.get_by_text(error).first).to_be_visible()
        if self.has_scripts:
            expect(self.page.locator(":focus").filter(has_text="to put right")).to_be_visible()
        link = summary.get_by_role("link", name=error)
        if link.count():
            target = link.get_attribute("href")
            assert self.page.locator(str(target)).is_visible(), f"the summary leads nowhere: {target}"
        return self

    def reads_of(self, label: str) -> str:
        """Return what stands in a field."""
        return self.page.get_by_label(label).first.input_value()

    def reads(self, pattern: str) -> str:
        """Return the first words on the page that look like this."""
        found = re.search(pattern, self.page.get_by_role("main").inner_text())
        assert found, f"nothing like {pattern} on {self.page.url}"
        return found[0]

    # What everybody does

    def signs_in(self, email: str) -> "Visitor":
        if "/sign-in/" not in self.page.url:
            self.goes_to("/sign-in/")
        self.fills("Your e-mail address", email).presses("Send me a code")
        deliver_everything()
        code = re.search(r"^\s*([A-Z0-9]{3,}-?[A-Z0-9]{3,})\s*$", mails_to(email)[-1].text, re.MULTILINE)
        assert code, mails_to(email)[-1].text
        return self.fills("The code from the e-mail", code[1]).presses("Sign in")

    def forgets_cookies(self) -> "Visitor":
        """Come back to a page that was left open until the browser knew nothing of it any more."""
        self.context.clear_cookies()
        return self

    def looks(self, *, expected: bool = True) -> "Visitor":
        """Check the page in front of the visitor as every page is checked."""
        self.page.wait_for_load_state("load")
        if self.has_scripts:
            checks.settle(self.page)
        self._lets_scripts_run(True)
        checks.page_is_sound(self.page, self.heard, expected=expected)
        self._lets_scripts_run(self.has_scripts)
        checks.keep_picture(self.page, self.page.url.replace(self.base, ""))
        return self

    def _lets_scripts_run(self, yes: bool) -> None:
        self.switch.send("Emulation.setScriptExecutionDisabled", {"value": not yes})

    def _one(self, role: str, name: str) -> Locator:
        return self.page.get_by_role(role, name=name).locator("visible=true").first

    def _navigates(self, to_click: Locator, status: int) -> "Visitor":
        with self.page.expect_navigation() as navigation:
            to_click.click()
        return self._meets(navigation.value, status)

    def _meets(self, response: Response | None, status: int) -> "Visitor":
        assert response is not None
        got = response.status
        assert got == status, f"{response.url} answers {got}: {self.page.locator('body').inner_text()[:600]}"
        return self.looks(expected=status < 400)
