"""Why somebody stands among the results: what was typed, beside where it was found."""

from collections.abc import Iterator
from itertools import takewhile
from typing import Any

from markupsafe import Markup, escape

from linkage.areas.models import Area
from linkage.directory.queries import Found, Meaning, Search
from linkage.directory.queries.search import MARK_FROM, MARK_TO
from linkage.kernel import words
from linkage.search import folding

ALIKE = {
    "size": "Their school is about the size of yours",
    "fsm": "Their school has a similar share of free school meals",
    "sen": "Their school has a similar share of pupils with special needs",
    "faith": "Their school has the same faith as yours",
}
# So many letters are a stem, and so many more make another form of it.
SHORTEST_STEM, OTHER_LETTERS = 4, 3
Reason = tuple[str, Any]


def reasons(found: Found, search: Search, meaning: Meaning) -> tuple[Reason, ...]:
    """Return why this entry was found; never nothing where words were typed."""
    made = [*_by_meaning(found), *_by_words(found)]
    if not made and meaning.words:
        made = list(_by_names(found, meaning.words))
    made += [("tick", ALIKE[each]) for each in found.alike if each in search.like or each == "fsm"]
    if search.area_code and not made:
        made.append(("tick", "Helps with the area you chose"))
    return tuple(made)


def _by_meaning(found: Found) -> Iterator[Reason]:
    for each in found.suggestions:
        marks = Markup(" and ").join(Markup("<mark>{}</mark>").format(word) for word in each.because[:2])
        said = Markup("You wrote {}: helps").format(marks) if each.because else "Helps"
        yield "tick", Markup("{} with <strong>{}</strong>").format(said, each.area.name)


def _by_words(found: Found) -> Iterator[Reason]:
    if MARK_FROM in found.quote:
        yield "tick", Markup("“{}”").format(_marked(found.quote, found.entry.words))


def _by_names(found: Found, typed: tuple[str, ...]) -> Iterator[Reason]:
    """Where no words of theirs were met: what they are called, their name, their school, the areas they chose."""
    entry = found.entry
    if MARK_FROM in found.called:
        yield "tick", _marked(found.called, entry.job_title or entry.title)
        return
    named = (
        ("Their name", entry.person.name if entry.is_person else entry.title),
        ("Their school", entry.organisation.name),
        ("Their town", entry.organisation.town),
    )
    yield from (("tick", f"{what}: {name}") for what, name in named if _holds(name, typed))
    met = {word: meant for word in typed if (meant := [area for area in found.areas if _speaks_of(area, word)])}
    for word, meant in met.items():
        listed = words.listing([area.name for area in meant])
        yield "tick", Markup("You wrote <mark>{}</mark>: helps with <strong>{}</strong>").format(word, listed)
    # The index met some form of a word in an area's names that we do not: every area they chose is then a reason.
    if found.areas and not met and not any(_holds(name, typed) for _, name in named):
        listed = words.listing([area.name for area in found.areas])
        yield "tick", Markup("Helps with <strong>{}</strong>").format(listed)


def _holds(name: str, typed: tuple[str, ...]) -> bool:
    return not {*typed}.isdisjoint(folding.words(name))


def _speaks_of(area: Area, typed: str) -> bool:
    return any(_is_same(typed, word) for name in (area.name, *area.synonyms) for word in folding.words(name))


def _is_same(one: str, other: str) -> bool:
    """Whether two words are forms of one, as far as letters tell: "read" and "reading", "council" and "councils"."""
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    apart = max(len(one), len(other)) - shared
    is_longer = shared == min(len(one), len(other)) >= SHORTEST_STEM
    return one == other or (apart <= OTHER_LETTERS and (is_longer or shared > SHORTEST_STEM))


def _marked(quote: str, whole: str) -> Markup:
    """Their words with what matched marked: escaped first, so that nothing they wrote becomes markup."""
    plain = " ".join(quote.split())
    bare, everything = plain.replace(MARK_FROM, "").replace(MARK_TO, ""), " ".join(whole.split())
    before = "" if everything.startswith(bare) else "… "
    after = "" if everything.rstrip(".").endswith(bare.rstrip(".")) or bare.endswith((".", "?")) else " …"
    marked = escape(plain).replace(MARK_FROM, Markup("<mark>")).replace(MARK_TO, Markup("</mark>"))
    return Markup("{}{}{}").format(before, marked, after)
