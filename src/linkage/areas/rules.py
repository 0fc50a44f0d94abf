"""Which areas a text is about, by its words; and what an area must be."""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from linkage.kernel.violations import Violation
from linkage.search.folding import fold, words

# A phrase written whole says most; one word of a long name says little; a misspelt word less than a right one.
WHOLE_PHRASE, ONE_WORD, MISSPELT = 3.0, 1.0, 0.7
LEAST = 0.9
SPELLING = 0.84
SHORTEST_MISSPELT = 5
# One letter too many or too few at a time; and nobody needs more words than these to say what it is about.
LENGTHS_APART = 2
MOST_WORDS = 400
SHORTEST_STEM = 4
ENDINGS = ("ings", "ing", "ers", "er", "ed", "es", "e", "s")
# Words of names and synonyms that stand in every second request and so tell nothing.
TELLS_NOTHING = frozenset({
    "a", "across", "action", "an", "and", "as", "at", "based", "by", "change", "for", "from", "general", "head",
    "help", "her", "his", "in", "into", "is", "it", "leadership", "leader", "leaders", "new", "of", "on", "or",
    "our", "page", "plan", "pupils", "school", "schools", "staff", "subject", "support", "systems", "teacher",
    "teaching", "the", "their", "them", "they", "time", "to", "tools", "training", "unit", "use", "very", "we",
    "what", "who", "with", "work", "working", "year", "you", "your",
})  # fmt: skip


@dataclass(frozen=True)
class Phrase:
    """One way of naming an area, folded: `text` is compared with words, `weight` says how sure it makes us."""

    text: str
    weight: float


@dataclass(frozen=True)
class Match:
    """How well a text fits one area, and the asker's own words that say so."""

    score: float
    because: tuple[str, ...]


def phrases(name: str, synonyms: Iterable[str]) -> tuple[Phrase, ...]:
    """Return the ways an area may be named: its name and synonyms whole, and the telling words of its name."""
    whole = {fold(text): WHOLE_PHRASE for text in (name, *synonyms)}
    single = {word: ONE_WORD for word in words(name) if not _tells_nothing(word)}
    return tuple(Phrase(text, weight) for text, weight in (single | whole).items() if text)


def _tells_nothing(word: str) -> bool:
    return len(word) == 1 or word in TELLS_NOTHING or _stem(word) in TELLS_NOTHING


def match(text: str, named: Sequence[Phrase]) -> Match:
    """Return how well `text` fits an area; a score of nought means not at all."""
    written = words(text)[:MOST_WORDS]
    found: dict[str, float] = {}
    for phrase in named:
        because, share = _in(written, phrase.text.split())
        if because:
            weight = phrase.weight if " " in phrase.text or not _tells_nothing(phrase.text) else LEAST
            found[because] = max(found.get(because, 0.0), weight * share)
    kept = {b: s for b, s in found.items() if not any(b != other and f" {b} " in f" {other} " for other in found)}
    return Match(sum(kept.values()), tuple(sorted(kept, key=lambda b: (-kept[b], text.lower().find(b)))))


def _in(written: Sequence[str], phrase: Sequence[str]) -> tuple[str, float]:
    """The words of the asker that are this phrase, and 1 when spelt alike, less when nearly; ("", 0) when not there."""
    for start in range(len(written) - len(phrase) + 1):
        window = written[start : start + len(phrase)]
        shares = [_alike(mine, theirs) for mine, theirs in zip(window, phrase, strict=True)]
        if all(shares):
            return " ".join(window), min(shares)
    return "", 0.0


@lru_cache(maxsize=50_000)
def _alike(written: str, known: str) -> float:
    if _stem(written) == _stem(known):
        return 1.0
    if min(len(written), len(known)) < SHORTEST_MISSPELT or written[0] != known[0]:
        return 0.0
    if abs(len(written) - len(known)) > LENGTHS_APART:
        return 0.0
    return MISSPELT if difflib.SequenceMatcher(None, written, known).ratio() >= SPELLING else 0.0


def _stem(word: str) -> str:
    """A word without its ending, when four letters or more are left: "reading" is "read", "timetabling" "timetabl"."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM and not word.endswith("ss"):
            return word[: -len(ending)]
    return word


def name_is_new(name: str, others: Mapping[str, str]) -> list[Violation]:
    """The area has a name that no other area of the programme has; `others` are the names by code."""
    if not name.strip():
        return [Violation("name_is_new", "Enter the name of the area", "name")]
    if fold(name) in {fold(other) for other in others.values()}:
        return [Violation("name_is_new", f"There is already an area called {name.strip()}", "name")]
    return []
