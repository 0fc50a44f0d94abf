"""The words of a mail that is written in HTML, without its tags. Pure: text in, text out.

One pass, of which no step looks past the next "<": whoever writes a mail of nothing but "<head" gains nothing by it.
"""

import html
import re
from dataclasses import dataclass, field

from linkage.messaging.rules.parsing import BROKEN

# Where a tag or the remark of a programmer begins or ends; "<" before anything else is a word like others.
_TAG = re.compile(r"<!--|-->|<(?=[A-Za-z/!?])([^<>]*)>")
_NAME = re.compile(r"/?[a-z][a-z0-9]*")
_REMARK, _REMARK_ENDS = "<!--", "-->"
# What is not shown, and where it ends.
_HIDDEN = {
    _REMARK: (_REMARK_ENDS,),
    "script": ("/script",),
    "style": ("/style",),
    "title": ("/title", "body"),
    "head": ("/head", "body"),
}
_BREAKS = dict.fromkeys(["br", "/p", "/div", "/tr", "/li", *(f"/h{size}" for size in range(1, 7))], "\n")
_GAPS = {**_BREAKS, **dict.fromkeys([*_HIDDEN, "/td", "/th"], " ")}


@dataclass
class _Reader:
    """How far it has read: what was said, and what it waits for while nothing is shown."""

    last: dict[str, int]
    said: list[str] = field(default_factory=list)
    until: tuple[str, ...] = ()

    def text(self, words: str) -> None:
        """Say the words; where the source of the HTML ends its lines says nothing of theirs."""
        if not self.until:
            self.said.append(words.replace("\r", " ").replace("\n", " "))

    def tag(self, name: str, place: int) -> None:
        """Go on after a tag, which may begin or end what is not shown, or a line."""
        if self.until:
            self.until = () if name in self.until else self.until
            return
        # What is never closed hides nothing, or it would swallow the rest of the mail.
        ends = _HIDDEN.get(name, ())
        self.until = ends if any(self.last.get(each, -1) > place for each in ends) else ()
        self.said.append(_GAPS.get(name, ""))


def without_tags(rich: str) -> str:
    """Return the words that a reader of the HTML would see, each line of them in a line."""
    tags = [(found.start(), found.end(), _name(found)) for found in _TAG.finditer(rich)]
    reader = _Reader({name: begins for begins, _, name in tags})
    place = 0
    for begins, ends, name in tags:
        reader.text(rich[place:begins])
        reader.tag(name, begins)
        place = ends
    reader.text(rich[place:])
    said = re.sub("[ \t]+", " ", "".join(reader.said))
    return _unescaped(said).replace("\N{NO-BREAK SPACE}", " ")


def _name(found: re.Match[str]) -> str:
    inside = found[1]
    if inside is None:
        return found[0]
    name = _NAME.match(inside.lower())
    # "<![endif]-->" is how remarks of office programs end.
    return _REMARK_ENDS if inside.endswith("--") else name[0] if name else ""


def _unescaped(words: str) -> str:
    """The words with "&amp;" and the like made letters; as they stand where a number among them is beyond counting."""
    try:
        return html.unescape(words)
    except BROKEN:
        return words
