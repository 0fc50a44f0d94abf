"""What each kind of spreadsheet is called on the screen."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from linkage.imports import policy
from linkage.imports.enums import ImportKind
from linkage.kernel import words
from linkage.ui.registry import MorePage


@dataclass(frozen=True)
class Words:
    """The words of one kind of import."""

    title: str
    lead: str
    noun: str
    nouns: str
    upload: str

    def count(self, number: int) -> str:
        """Return "1 person", "44 people"."""
        return words.count(number, self.noun, self.nouns)


_WORDS = {
    ImportKind.NOMINATIONS: Words(
        "Add people from a spreadsheet",
        "Heads’ answers from a form, or a list you kept. Each colleague is asked before anybody can find them.",
        "person",
        "people",
        "imports:people",
    ),
    ImportKind.PAST_LINKS: Words(
        "Add links from before Linkage",
        "Who helped whom, from your old spreadsheet. Nobody is written to; it helps to see which schools never met.",
        "link",
        "links",
        "imports:past-links",
    ),
}


def words_of(kind: str) -> Words:
    """Return the words of a kind of import."""
    return _WORDS[ImportKind(kind)]


def more_pages(request: Any) -> Iterator[MorePage]:
    """Spreadsheets, for who may bring them in."""
    if policy.SEE.allows(request.actor):
        yield MorePage(
            "Add from a spreadsheet",
            "People from a form’s answers, and links from before Linkage",
            reverse("imports:imports", args=[request.programme.slug]),
        )
