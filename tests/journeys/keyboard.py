"""Somebody who has no mouse: does all that a visitor does with Tab, Enter, Space, arrows and letters."""

import pytest
from playwright.sync_api import Locator

from tests.journeys.visitor import Visitor

MOST_TABS = 120
MOST_ARROWS = 40

# Where the focus is, how it is called, and whether it can be seen: a ring, a shadow or a ground of its own (that of a
# tick box is drawn on its label), inside the window and with nothing lying over it.
FOCUS = """() => {
  const at = document.activeElement
  const named = at.getAttribute("aria-label") || (at.labels && at.labels[0]?.innerText) || at.innerText || ""
  const drawn = [[at, null], [at, "::before"], ...[...(at.labels || [])].map(one => [one, "::before"])]
  const ring = drawn.some(([one, pseudo]) => {
    const style = getComputedStyle(one, pseudo)
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none"
  })
  const box = at.getBoundingClientRect()
  const [x, y] = [box.left + Math.min(box.width / 2, 60), box.top + Math.min(box.height / 2, 12)]
  const over = document.elementFromPoint(x, y)
  const clear = over !== null && (at.contains(over) || over.contains(at) || [...(at.labels || [])].includes(over))
  return { name: named.trim(), group: at.closest("fieldset")?.querySelector("legend")?.innerText || "",
           tag: at.tagName, ring, clear }
}"""
IS_FOCUSED = "one => one === document.activeElement"
# Tab comes to one radio of a group, the chosen or the first; arrows go from there to the others.
IS_IN_REACH = """one => one === document.activeElement || (one.type === "radio"
  && document.activeElement.type === "radio" && one.name === document.activeElement.name)"""


class KeyboardVisitor(Visitor):
    """Somebody who has no mouse; each stop on their way must show where it is."""

    def tabs_to(self, name: str) -> "KeyboardVisitor":
        """Press Tab until the focus is on what is called so."""
        for _ in range(MOST_TABS):
            if name in self._tabs():
                return self
        pytest.fail(f"Tab never comes to “{name}” on {self.page.url}")

    def keys(self, *keys: str) -> "KeyboardVisitor":
        """Press keys that change this page only."""
        for key in keys:
            self.page.keyboard.press(key)
        return self

    def writes(self, text: str) -> "KeyboardVisitor":
        self.page.keyboard.type(text)
        return self

    def enters(self, name: str, *, status: int = 200) -> "KeyboardVisitor":
        """Tab to a link or a button and press Enter."""
        self.tabs_to(name)
        with self.page.expect_navigation() as navigation:
            self.page.keyboard.press("Enter")
        self._meets(navigation.value, status)
        return self

    # What every visitor does, without a mouse

    def unfolds(self, summary: str) -> "KeyboardVisitor":
        self._comes_to(self.page.locator("summary").filter(has_text=summary).first)
        return self.keys("Enter")

    def fills(self, label: str, value: str) -> "KeyboardVisitor":
        self._comes_to(self.page.get_by_label(label).first)
        self.keys("Control+a", "Delete")
        return self.writes(value)

    def chooses(self, label: str, *, of: str = "") -> "KeyboardVisitor":
        where = self.page.get_by_role("group", name=of) if of else self.page
        wanted = where.get_by_label(label).first
        self._comes_to(wanted)
        for _ in range(MOST_ARROWS):
            if wanted.evaluate(IS_FOCUSED):
                break
            self.keys("ArrowDown")
        if not wanted.is_checked():
            self.keys("Space")
        assert wanted.is_checked(), f"no key chooses “{label}”"
        return self

    def unticks(self, label: str) -> "KeyboardVisitor":
        wanted = self.page.get_by_label(label).first
        self._comes_to(wanted)
        if wanted.is_checked():
            self.keys("Space")
        return self

    def picks(self, label: str, option: str) -> "KeyboardVisitor":
        found = self.page.get_by_label(label).first
        self._comes_to(found)
        self.writes(option)
        if found.evaluate("e => e.tagName") != "SELECT":
            self.page.get_by_role("option", name=option).first.wait_for()
            self.keys("ArrowDown", "Enter")
        return self

    def _navigates(self, to_enter: Locator, status: int) -> Visitor:
        self._comes_to(to_enter)
        with self.page.expect_navigation() as navigation:
            self.page.keyboard.press("Enter")
        return self._meets(navigation.value, status)

    def _comes_to(self, wanted: Locator) -> None:
        wanted.wait_for()
        for _ in range(MOST_TABS):
            if wanted.evaluate(IS_IN_REACH):
                return
            self._tabs()
        pytest.fail(f"Tab never comes to {wanted} on {self.page.url}")

    def _tabs(self) -> str:
        self.page.keyboard.press("Tab")
        found = self.page.evaluate(FOCUS)
        if found["tag"] in ("BODY", "IFRAME"):  # between the page's end and its beginning; within a mail that is shown
            return ""
        is_mail = self.page.url == "about:blank"  # how a mail program shows the focus is its own affair
        assert is_mail or found["ring"], f"nothing shows that the focus is on {found}"
        assert found["clear"], f"something lies over {found}"
        return str(found["name"])
