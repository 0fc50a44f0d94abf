"""Which areas a text names: by names and synonyms, whole or in part, and also when a word is slightly misspelt."""

import difflib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from linkage.search.folding import fold, words

# A phrase written whole says most; one word of a long name says little; a misspelt word less than a right one.
WHOLE_PHRASE, ONE_WORD, MISSPELT = 3.0, 1.0, 0.7
LEAST = 0.9
SPELLING = 0.84
SHORTEST_MISSPELT = 5
# Nobody needs more words than these to say what it is about.
MOST_WORDS = 400
SHORTEST_STEM = 4
ENDINGS = ("ings", "ing", "ers", "er", "ed", "es", "e", "s")
# Words of names and synonyms that stand in every second request and so tell nothing.
TELLS_NOTHING = frozenset({
    "a", "about", "across", "action", "after", "an", "and", "around", "as", "at", "based", "being", "build",
    "building", "by", "change", "check", "day", "for", "from", "general", "getting", "good", "has", "have", "head",
    "help", "her", "his", "how", "i", "in", "into", "is", "it", "know", "leader", "leaders", "leadership", "leading",
    "lesson", "me", "more", "need", "new", "not", "of", "old", "on", "one", "or", "other", "our", "out", "page",
    "plan", "please", "pupils", "ready", "school", "schools", "staff", "subject", "support", "systems", "teacher",
    "teaching", "team", "the", "their", "them", "they", "time", "to", "tools", "training", "unit", "use", "very",
    "we", "well", "what", "who", "with", "work", "working", "year", "you", "your",
})  # fmt: skip


@dataclass(frozen=True)
class Named:
    """An area as it is named: a finer one stands under its `parent`.

    `own` are the names and synonyms that the programme chose itself, which the trained weights have never seen.
    """

    code: str
    name: str
    synonyms: tuple[str, ...] = ()
    parent: str = ""
    own: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Phrase:
    """One way of naming an area, folded; `weight` says how sure it makes us."""

    code: str
    words: tuple[str, ...]
    weight: float
    is_own: bool


@dataclass(frozen=True)
class Match:
    """How well a text fits one area, how much of that by words of the programme's own, and the asker's words."""

    score: float
    own: float
    because: tuple[str, ...]


@dataclass
class Index:
    """The phrases of all areas by the first word, and the first words by what is left of them without one letter."""

    by_stem: dict[str, list[Phrase]] = field(default_factory=lambda: defaultdict(list))
    nearly: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


def index(areas: Iterable[Named]) -> Index:
    """Return what `matches` looks phrases up in."""
    made = Index()
    for area in areas:
        for phrase in phrases(area):
            first = phrase.words[0]
            made.by_stem[stem(first)].append(phrase)
            if len(first) >= SHORTEST_MISSPELT:
                for part in _without_a_letter(first):
                    made.nearly[part].add(first)
    return made


def phrases(area: Named) -> list[Phrase]:
    """Return the ways an area may be named: its name and synonyms whole, and the telling words of its name."""
    whole = {fold(text): WHOLE_PHRASE for text in (area.name, *area.synonyms)}
    single = {word: ONE_WORD for word in words(area.name) if not tells_nothing(word)}
    own = {fold(text) for text in area.own}
    own |= {word for text in own for word in text.split() if fold(area.name) == text}
    found = []
    for text, weight in (single | whole).items():
        if text:
            sure = weight if " " in text or not tells_nothing(text) else LEAST
            found.append(Phrase(area.code, tuple(text.split()), sure, text in own))
    return found


def tells_nothing(word: str) -> bool:
    """Whether a word stands in every second request, so that it says nothing of what one is about."""
    return len(word) == 1 or word in TELLS_NOTHING or stem(word) in TELLS_NOTHING


def matches(text: str, known: Index) -> dict[str, Match]:
    """Return the areas that `text` names by code; those it does not name are left out."""
    written = words(text)[:MOST_WORDS]
    found: dict[str, dict[str, tuple[float, bool]]] = defaultdict(dict)
    for start, word in enumerate(written):
        for phrase in _beginning(word, known):
            because, share = _at(written, start, phrase.words)
            before = found[phrase.code].get(because, (0.0, False))
            if share and phrase.weight * share > before[0]:
                found[phrase.code][because] = (phrase.weight * share, phrase.is_own)
    return {code: _match(here, written) for code, here in found.items() if here}


def _match(found: Mapping[str, tuple[float, bool]], written: Sequence[str]) -> Match:
    """The words that tell, the longest only where one is within another."""
    text = f" {' '.join(written)} "
    kept = {b: s for b, s in found.items() if not any(b != other and f" {b} " in f" {other} " for other in found)}
    because = sorted(kept, key=lambda b: (-kept[b][0], text.find(f" {b} ")))
    total = sum(score for score, _ in kept.values())
    return Match(total, sum(score for score, is_own in kept.values() if is_own), tuple(because))


def _beginning(word: str, known: Index) -> Iterator[Phrase]:
    """The phrases that may begin with this word; with one letter wrong, missing or too many, if none does rightly."""
    right = known.by_stem.get(stem(word))
    if right:
        yield from right
    elif len(word) >= SHORTEST_MISSPELT:
        near = {first for part in _without_a_letter(word) for first in known.nearly.get(part, ())}
        for first in sorted(near):
            yield from (phrase for phrase in known.by_stem[stem(first)] if phrase.words[0] == first)


def _without_a_letter(word: str) -> list[str]:
    return [word, *(word[:at] + word[at + 1 :] for at in range(1, len(word)))]


def _at(written: Sequence[str], start: int, phrase: Sequence[str]) -> tuple[str, float]:
    """The words of the asker that are this phrase, and 1 when spelt alike, less when nearly; 0 when not there."""
    window = written[start : start + len(phrase)]
    if len(window) < len(phrase):
        return "", 0.0
    shares = [_alike(mine, theirs) for mine, theirs in zip(window, phrase, strict=True)]
    return " ".join(window), min(shares)


@lru_cache(maxsize=50_000)
def _alike(written: str, known: str) -> float:
    if stem(written) == stem(known):
        return 1.0
    if min(len(written), len(known)) < SHORTEST_MISSPELT or written[0] != known[0]:
        return 0.0
    return MISSPELT if difflib.SequenceMatcher(None, written, known).ratio() >= SPELLING else 0.0


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A word without its ending, when four letters or more are left: "reading" is "read", "timetabling" "timetabl"."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM and not word.endswith("ss"):
            return word[: -len(ending)]
    return word
