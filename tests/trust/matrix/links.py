"""Where the links of a page lead, and which places on it have a name, read from its HTML."""

from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

# Another site's, and what a telephone or a mail program opens.
ELSEWHERE = ("mailto", "tel")
OURS = ("", "testserver", "localhost")


@dataclass
class Links:
    """The ids of a page, the places on it that links of its own lead to, and the addresses of ours they lead to."""

    ids: Counter[str] = field(default_factory=Counter)
    places: set[str] = field(default_factory=set)
    addresses: set[str] = field(default_factory=set)

    def faults(self) -> list[str]:
        """Ids that stand twice, and places that are not there."""
        twice = [f"the id {each} stands {number} times" for each, number in self.ids.items() if number > 1]
        return [*twice, *(f"#{each} is nowhere on the page" for each in sorted(self.places - self.ids.keys()))]


class _Reader(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.page, self.links = page, Links()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.links.ids[given["id"]] += 1
        if tag == "a" and "href" in given:
            self._link(given["href"])

    def _link(self, href: str) -> None:
        parts = urlsplit(urljoin(self.page, href))
        if parts.scheme in ELSEWHERE or parts.netloc not in OURS:
            return
        here = urlsplit(self.page)
        if href.startswith("#") or (parts.fragment and (parts.path, parts.query) == (here.path, here.query)):
            self.links.places.add(parts.fragment)
        else:
            self.links.addresses.add(parts.path + (f"?{parts.query}" if parts.query else ""))


def links_on(body: str, page: str) -> Links:
    """Return what links a page has; `page` is its address."""
    reader = _Reader(page)
    reader.feed(body)
    return reader.links
