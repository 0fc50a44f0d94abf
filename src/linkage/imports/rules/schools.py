"""Which school a spreadsheet means: "St Joseph's", "Tanersdale High", and what an e-mail address says about it."""

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from linkage.imports.rules.planned import Choice
from linkage.search.folding import fold

# Words that tell schools apart badly: a name is first looked for with them, then without.
_COMMON = frozenset({
    "a", "academy", "aided", "and", "c", "catholic", "ce", "church", "cofe", "college", "community", "controlled", "e",
    "england", "high", "in", "of", "primary", "r", "rc", "roman", "saint", "sch", "school", "schools", "secondary",
    "st", "the", "trust", "va", "vc", "voluntary",
})  # fmt: skip
_ALIKE = 0.78
MOST_OFFERED = 8


@dataclass(frozen=True)
class SchoolFacts:
    """A school as the rules see it; `domain` is the web domain its own addresses end in."""

    id: str
    name: str
    town: str
    domain: str
    urn: int | None = None

    @property
    def choice(self) -> Choice:
        """How it is offered."""
        return Choice(self.id, f"{self.name}, {self.town}" if self.town else self.name)


@dataclass(frozen=True)
class Found:
    """The school, or those it may be; `reason` says by what it was told where the name alone does not."""

    school: SchoolFacts | None = None
    candidates: tuple[SchoolFacts, ...] = ()
    reason: str = ""


@dataclass
class Schools:
    """Schools to look in: those taking part first."""

    known: Sequence[SchoolFacts]
    _memory: dict[str, tuple[SchoolFacts, ...]] = field(default_factory=dict)

    def find(self, text: str, addresses: Iterable[str] = ()) -> Found:
        """Return the school that a text means, by its name, its number, or the addresses in the same row."""
        named = self._named(text)
        by_domain = [each for each in named or self.known if _is_at(each, addresses)]
        if len(named) == 1:
            if by_domain or not self._elsewhere(named[0], addresses):
                return Found(named[0], named)
            return Found(None, (*named, *self._elsewhere(named[0], addresses)))
        if len(by_domain) == 1 and (named or not text.strip()):
            return Found(by_domain[0], tuple(by_domain), f"by the address at {by_domain[0].domain}")
        return Found(None, named or tuple(self._alike(text, by_domain)))

    def by_id(self, key: str) -> SchoolFacts | None:
        """Return the school of this id; None for what is none of them."""
        return next((each for each in self.known if each.id == key), None)

    def _named(self, text: str) -> tuple[SchoolFacts, ...]:
        folded = fold(text)
        if folded not in self._memory:
            self._memory[folded] = tuple(self._look(folded))
        return self._memory[folded]

    def _look(self, folded: str) -> list[SchoolFacts]:
        """Exactly so; else every word in the name; else every telling word."""
        if not folded:
            return []
        exact = [each for each in self.known if fold(each.name) == folded or str(each.urn) == folded]
        if exact:
            return exact
        words = set(folded.split())
        for wanted in (words, words - _COMMON):
            if wanted and (found := [each for each in self.known if wanted <= set(_words(each))]):
                return found
        return []

    def _elsewhere(self, school: SchoolFacts, addresses: Iterable[str]) -> list[SchoolFacts]:
        """Other schools at whose domain somebody of the row has an address: then the name alone does not tell."""
        return [each for each in self.known if each.id != school.id and _is_at(each, addresses)]

    def _alike(self, text: str, first: Sequence[SchoolFacts]) -> list[SchoolFacts]:
        folded = fold(text)
        close = sorted(
            ((difflib.SequenceMatcher(None, folded, fold(each.name)).ratio(), each) for each in self.known),
            key=lambda pair: (-pair[0], pair[1].name),
        )
        near = [each for ratio, each in close if ratio >= _ALIKE]
        begun = [each for each in self.known if folded and fold(each.name).startswith(folded[:5])]
        return list(dict.fromkeys([*first, *near, *begun]))[:MOST_OFFERED]


def _words(school: SchoolFacts) -> list[str]:
    return f"{fold(school.name)} {fold(school.town)}".split()


def _is_at(school: SchoolFacts, addresses: Iterable[str]) -> bool:
    domains = [address.strip().lower().rpartition("@")[2] for address in addresses if "@" in address]
    return bool(school.domain) and any(one == school.domain or one.endswith(f".{school.domain}") for one in domains)
