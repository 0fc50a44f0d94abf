"""What somebody's words are about, among the areas of their programme."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from linkage.access.actor import Actor
from linkage.areas import gateway, rules
from linkage.areas.models import Area, Confirmation
from linkage.areas.queries.levels import known
from linkage.database import tenancy
from linkage.kernel.pupils import without_signs

# Somebody who types is read again and again: figures of so many texts are remembered, by digest and not by the text.
LATELY, PROGRAMMES = 512, 32
# Below this chance an area is no suggestion, unless the text names it.
LEAST_LIKELY = 0.04
LATEST_CONFIRMATIONS = 2_000
_lately: dict[bytes, rules.Figures] = {}


@dataclass(frozen=True)
class Suggestion:
    """An area a text may be about.

    `because` are the asker's own words that told most; `score` its chance (0 to 1); `child` the finer area named.
    """

    area: Area
    because: tuple[str, ...]
    score: float = 0.0
    child: Area | None = None


@dataclass(frozen=True)
class Reading:
    """What a text is about, likeliest first.

    `flag` is "safeguarding" for a concern about a person, which is never brokered nor kept; "unclear" where nothing
    can be told and a question is better than a guess; else None. With a flag there are no suggestions. `ranked` are
    all areas, whatever the flag and however unlikely.
    """

    suggestions: tuple[Suggestion, ...]
    flag: rules.Flag | None
    ranked: tuple[Suggestion, ...] = ()


def suggest(*, actor: Actor, text: str, limit: int = 5) -> list[Suggestion]:
    """Return the areas in use that `text` may be about, the likeliest first; none when no word tells."""
    return list(read(actor=actor, text=text).suggestions[:limit])


def read(*, actor: Actor, text: str) -> Reading:
    """Return what `text` is about among the areas in use, and whether it is a concern or unclear. Two queries."""
    rows = {area.code: area for area in known(actor=actor) if area.is_in_use}
    parents = {area.pk: area.code for area in rows.values()}
    named = tuple(_named(area, parents) for area in rows.values() if not area.parent_id or area.parent_id in parents)
    marks = rules.marks(rules.tokens(text))
    return _reading(text, rows, named, rules.added(marks, confirmed_by(actor=actor, marks=marks) if marks else []))


def is_everyday_word(*, actor: Actor, word: str) -> bool:  # noqa: ARG001 (every query is told who asks)
    """Return whether people write this folded word when they say what they need: then it is not misspelt."""
    return word in gateway.engine().weights.vocabulary.numbers


def read_as_shipped(*, actor: Actor, text: str) -> Reading:  # noqa: ARG001 (every query is told who asks)
    """Return what `text` is about among the areas that Linkage ships, whoever asks; needs no database."""
    rows, named = _shipped()
    return _reading(text, rows, named, {})


def is_concern(*, actor: Actor, text: str) -> bool:  # noqa: ARG001 (every query is told who asks)
    """Return whether `text` is a concern about a person, in any programme; needs no database.

    It is read without what may name a pupil: a name alone is no concern.
    """
    plain = without_signs(text)
    return bool(rules.tokens(plain)) and rules.is_concern(_figures(plain))


def _reading(
    text: str, rows: Mapping[str, Area], named: tuple[rules.Named, ...], added: Mapping[str, float]
) -> Reading:
    parents = {each.code: each.parent for each in named}
    weights = gateway.engine().weights
    found = rules.read(weights, text, _figures(text), known=_index(named), parents=parents, added=added)
    ranked = tuple(
        Suggestion(rows[each.code], each.because, each.score, rows[each.child] if each.child else None)
        for each in found.ranked
    )
    likely = (each for each in ranked if each.score >= LEAST_LIKELY or _is_named(each, weights.codes))
    return Reading(() if found.flag else tuple(likely), found.flag, ranked)


def _is_named(suggestion: Suggestion, known: Sequence[str]) -> bool:
    """Whether the text names an area the weights do not know: those speak for none, so a word must be enough."""
    return bool(suggestion.because) and suggestion.area.code not in known


def confirmed_by(*, actor: Actor, marks: Sequence[int]) -> list[rules.Confirmed]:
    """Return, of what the programme's askers confirmed lately, that of texts that share a mark with these."""
    rows = Confirmation.objects.filter(programme_id=actor.tenant_id).order_by("-confirmed_at")
    latest = rows.values_list("person_id", "codes", "marks")[:LATEST_CONFIRMATIONS]
    said = tenancy.read_once(
        "confirmations",
        lambda: [rules.Confirmed(person, tuple(codes), frozenset(kept)) for person, codes, kept in latest],
        of=(Confirmation,),
    )
    return [each for each in said if not each.marks.isdisjoint(marks)]


def _figures(text: str) -> rules.Figures:
    key = sha256(text.encode()).digest()
    if key not in _lately:
        while len(_lately) >= LATELY:
            _lately.pop(next(iter(_lately)), None)
        _lately[key] = rules.figures(gateway.engine(), text)
    return _lately[key]


def _named(area: Area, parents: Mapping[uuid.UUID, str]) -> rules.Named:
    """An area with what the programme calls it; whatever Linkage does not ship is the programme's own."""
    shipped = _shipped_words().get(area.code, frozenset())
    names = (area.name, *area.synonyms)
    own = frozenset(each for each in names if each not in shipped)
    return rules.Named(
        area.code, area.name, tuple(area.synonyms), parents[area.parent_id] if area.parent_id else "", own
    )


@lru_cache(maxsize=1)
def _shipped_words() -> dict[str, frozenset[str]]:
    return {each.code: frozenset((each.name, *each.synonyms)) for each in gateway.shipped()}


@lru_cache(maxsize=1)
def _shipped() -> tuple[dict[str, Area], tuple[rules.Named, ...]]:
    rows = {each.code: Area(code=each.code, name=each.name) for each in gateway.shipped()}
    named = tuple(rules.Named(each.code, each.name, each.synonyms, each.parent) for each in gateway.shipped())
    return rows, named


@lru_cache(maxsize=PROGRAMMES)
def _index(named: tuple[rules.Named, ...]) -> rules.Index:
    return rules.index(named)
