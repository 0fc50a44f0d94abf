"""Why somebody stands among the results: what was typed, beside where it was found."""

from collections.abc import Iterator
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
# Two words of so many letters in common, and so few apart, are forms of one: "reader", "reading".
SHARED_LETTERS, OTHER_LETTERS = 4, 3
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
    if MARK_FROM in found.called:
        yield "tick", _marked(found.called, found.entry.job_title or found.entry.title)


def _by_names(found: Found, typed: tuple[str, ...]) -> Iterator[Reason]:
    """Where no words of theirs were met: the areas they chose, their name, their school."""
    entry = found.entry
    named = (
        ("Their name", entry.person.name if entry.is_person else entry.title),
        ("Their school", entry.organisation.name),
        ("Their town", entry.organisation.town),
    )
    yield from (("tick", f"{what}: {name}") for what, name in named if not {*typed}.isdisjoint(folding.words(name)))
    meant = [area for area in found.areas if _speaks_of(area, typed)]
    # The index met some form of a word in an area's names that we do not: every area they chose is then a reason.
    if meant or not any(not {*typed}.isdisjoint(folding.words(name)) for _, name in named):
        listed = words.listing([area.name for area in meant or found.areas])
        yield from [("tick", Markup("Helps with <strong>{}</strong>").format(listed))] if listed else []


def _speaks_of(area: Area, typed: tuple[str, ...]) -> bool:
    said = {word for name in (area.name, *area.synonyms) for word in folding.words(name)}
    return any(_is_same(one, other) for one in typed for other in said)


def _is_same(one: str, other: str) -> bool:
    shared = next((place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), None)
    common = min(len(one), len(other)) if shared is None else shared
    return one == other or (common >= SHARED_LETTERS and max(len(one), len(other)) - common <= OTHER_LETTERS)


def _marked(quote: str, whole: str) -> Markup:
    """Their words with what matched marked: escaped first, so that nothing they wrote becomes markup."""
    plain = " ".join(quote.split())
    bare, everything = plain.replace(MARK_FROM, "").replace(MARK_TO, ""), " ".join(whole.split())
    before = "" if everything.startswith(bare) else "… "
    after = "" if everything.rstrip(".").endswith(bare.rstrip(".")) or bare.endswith((".", "?")) else " …"
    marked = escape(plain).replace(MARK_FROM, Markup("<mark>")).replace(MARK_TO, Markup("</mark>"))
    return Markup("{}{}{}").format(before, marked, after)
