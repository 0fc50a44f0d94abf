"""Finding what schools do well: in everyday words, as the directory does it.

A programme has tens of these, at most some hundreds: all that the actor may see are read, the database says which of
the words each holds, and choices are counted in memory (ADR 17).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.contrib.postgres.search import SearchQuery
from django.db.models import BooleanField, ExpressionWrapper, Q

from linkage.access.actor import Actor
from linkage.areas import queries as areas
from linkage.areas.models import Area
from linkage.directory.queries.index import Meaning, Suggested, understand
from linkage.organisations import rules as schools
from linkage.organisations.models import Organisation
from linkage.practice.models import Practice
from linkage.practice.queries.neighbours import of_neighbours
from linkage.practice.queries.practices import listed
from linkage.search import folding, spelling

# A word of the text tells more than what the words together may mean.
OF_WORD, OF_MEANING, OF_PLACE = 2, 3, 4


@dataclass(frozen=True)
class Found:
    """One practice, with what the reasons are made of: the words it holds, the areas they may mean, how far it is."""

    practice: Practice
    words: tuple[str, ...]
    suggestions: tuple[Suggested, ...]
    places: tuple[str, ...]
    distance_m: int | None
    alike: tuple[str, ...]

    @property
    def weight(self) -> int:
        """How well it fits the words."""
        return OF_WORD * len(self.words) + OF_MEANING * len(self.suggestions) + OF_PLACE * len(self.places)


@dataclass(frozen=True)
class Searched:
    """Everything that fits the words, the best first; and what the words were taken to mean."""

    found: tuple[Found, ...]
    meaning: Meaning
    origin: Organisation | None
    areas: tuple[Area, ...]


def search(*, actor: Actor, text: str = "", origin: Organisation | None = None) -> Searched:
    """Return what fits these words (all of it without words); distance counts from `origin`.

    Any of the words matches. A word that nobody wrote is put right from what is written here, where it can be.
    """
    named = tuple(areas.known(actor=actor))
    meaning = understand(actor=actor, text=text)
    rows = _read(actor, meaning.words)
    fixed = _put_right(actor, rows, meaning, named)
    if fixed:
        meaning = meaning.respelt(fixed)
        if not meaning.suggestions:
            meaning = replace(meaning, suggestions=understand(actor=actor, text=" ".join(meaning.words)).suggestions)
        rows = _read(actor, meaning.words)
    found = [_weighed(each, meaning, named, origin) for each in rows]
    if not meaning.is_empty:
        found = [each for each in found if each.weight]
    return Searched(tuple(sorted(found, key=_order)), meaning, origin, named)


def _read(actor: Actor, words: Sequence[str]) -> list[Practice]:
    """What the actor may see, here and of neighbours, each with `met`, those of the words that it holds in any form."""
    asked = {f"met_{n}": _holds(word) for n, word in enumerate(words)}
    rows = list(listed(actor=actor).whole().defer("found_by").annotate(**asked))
    for each in rows:
        each.met = tuple(word for n, word in enumerate(words) if getattr(each, f"met_{n}"))  # type: ignore[attr-defined]
    return [*rows, *of_neighbours(actor=actor, words=words)]


def _holds(word: str) -> "ExpressionWrapper[Q]":
    # Folded words are letters and figures.
    asked = SearchQuery(word, config="english", search_type="plain")
    return ExpressionWrapper(Q(found_by=asked), output_field=BooleanField())


def _put_right(actor: Actor, rows: list[Practice], meaning: Meaning, named: Sequence[Area]) -> dict[str, str]:
    """The nearest known word of each that stands nowhere; an everyday word is no mistake."""
    met = {word for each in rows for word in (*each.met, *_in_place(each, meaning.words))}  # type: ignore[attr-defined]
    silent = [word for word in meaning.words if word not in met and spelling.most_wrong(word)]
    silent = [word for word in silent if not areas.is_everyday_word(actor=actor, word=word)]
    if not silent:
        return {}
    texts = [text for each in rows for text in (each.title, each.what, each.evidence, each.organisation.name)]
    known = Counter(word for text in (*texts, *(area.name for area in named)) for word in folding.words(text))
    near = {word: spelling.nearest(word, known.items()) for word in silent if word not in known}
    return {word: found for word, found in near.items() if found}


def _weighed(row: Practice, meaning: Meaning, named: Sequence[Area], origin: Organisation | None) -> Found:
    codes = _codes(row, named)
    other = origin if origin is not None and origin.pk != row.organisation_id else None
    return Found(
        practice=row,
        words=row.met,  # type: ignore[attr-defined]
        suggestions=tuple(each for each in meaning.suggestions if each.area.code in codes),
        places=_in_place(row, meaning.words),
        distance_m=schools.distance_m(origin, row.organisation) if origin else None,
        alike=schools.alike(other, row.organisation) if other else (),
    )


def _codes(row: Practice, named: Sequence[Area]) -> set[str]:
    """The areas of a practice, and those they are part of."""
    by_key = {each.pk: each for each in named}
    own = [each for each in named if each.code in row.area_codes]
    above = (by_key.get(each.parent_id) for each in own if each.parent_id)
    return {each.code for each in (*own, *above) if each is not None}


def _in_place(row: Practice, words: Sequence[str]) -> tuple[str, ...]:
    """Those of the words by which the school that shows it is called, or its town; never the other of two schools."""
    school = row.organisation
    known = set(folding.words(f"{school.name} {school.town} {school.district}"))
    return tuple(word for word in words if word in known)


def _order(each: Found) -> tuple[int, int, str]:
    far = each.distance_m if each.distance_m is not None else 10_000_000
    return -each.weight, far, folding.fold(each.practice.title)
