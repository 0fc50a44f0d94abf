"""What a text is about: the weights, the words of the programme and what was confirmed before, put together."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from linkage.areas.rules import features, linear
from linkage.areas.rules.encoder import Encoder, encode
from linkage.areas.rules.lexical import WHOLE_PHRASE, Index, Match, matches
from linkage.areas.rules.wordpieces import pieces

Flag = Literal["safeguarding", "unclear"]
# What a word in common adds: little where the weights have seen it in training, but the more, the fewer words a text
# has; much where only the programme knows it.
BY_SHIPPED_WORD, IN_FEW_WORDS, BY_OWN_WORD, MOST_BY_WORDS = 0.25, 4.0, 2.0, 8.0
# A text of so few words that names an area says enough, unless it says that this is not what it is about.
FEW_WORDS, DENIALS = 8, frozenset({"not", "isnt", "nothing", "neither", "nor", "no", "arent", "besides"})
# The chance of an area that the weights do not know, before any word speaks for it; and the least of one that the
# programme taught of itself, by its words or its choices.
UNKNOWN_AREA = math.log(0.003)
LEAST_CHANCE = 0.03
MOST_EXPLAINED = 8
MOST_PIECES_A_SENTENCE, MOST_PIECES = 64, 96
NO_MATCH = Match(0.0, 0.0, ())


@dataclass(frozen=True)
class Engine:
    """All that reading needs; without encoder and pieces it reads by words and letters alone."""

    weights: linear.Weights
    encoder: Encoder | None = None
    pieces: Mapping[str, int] | None = None


@dataclass(frozen=True)
class Ranked:
    """An area with its chance (0 to 1); `child` is the finer area that the text names; `because` the asker's words."""

    code: str
    score: float
    child: str | None
    because: tuple[str, ...]


@dataclass(frozen=True)
class Read:
    """The areas, likeliest first, and a flag: then none is to be offered."""

    ranked: tuple[Ranked, ...]
    flag: Flag | None


def figures(engine: Engine, text: str) -> linear.Figures:
    """Return what the weights say of `text`: the part that takes time, the same in every programme."""
    return linear.figures(engine.weights, features.tokens(text), meaning(engine, text))


def read(
    weights: linear.Weights,
    text: str,
    said: linear.Figures,
    *,
    known: Index,
    parents: Mapping[str, str],
    added: Mapping[str, float],
) -> Read:
    """Return what `text`, of which the weights `said` this, is about among the areas of a programme.

    `parents` names every area that may be found and what it rolls up to (empty: itself); `added` is what confirmed
    choices add to an area.
    """
    words = features.tokens(text)
    named = matches(text, known)
    shipped_word = BY_SHIPPED_WORD + IN_FEW_WORDS / max(len(words), 1)
    chances = _chances(weights.codes, said, _weighed(named, parents, shipped_word), parents, added)
    ranked = sorted(((code, chance) for code, chance in chances.items() if not parents.get(code)), key=_likeliest)
    said_by_words = linear.said_by_words(weights, words)
    found = []
    for place, (code, chance) in enumerate(ranked):
        because = _because(code, named, parents)
        if not because and place < MOST_EXPLAINED:
            because = linear.telling_words(weights, words, said_by_words, code)
        found.append(Ranked(code, chance, _finer(code, named, parents), because))
    return Read(tuple(found), _flag(said, words, named, found) if words else "unclear")


def _likeliest(pair: tuple[str, float]) -> tuple[float, str]:
    return (-pair[1], pair[0])


def meaning(engine: Engine, text: str) -> linear.Array | None:
    """Return the mean of the text's pieces as the encoder understands them, of length one; None without an encoder."""
    if engine.encoder is None or engine.pieces is None:
        return None
    parts = [pieces(each, engine.pieces, most=MOST_PIECES_A_SENTENCE) for each in features.sentences(text)]
    kept = _first(parts) or [pieces("", engine.pieces, most=MOST_PIECES_A_SENTENCE)]
    lengths = np.array([len(part) for part in kept], dtype=np.float32)
    mean: linear.Array = lengths @ encode(engine.encoder, kept)
    return mean / np.linalg.norm(mean)


def _first(parts: list[list[int]]) -> list[list[int]]:
    """As many whole sentences as there is time for."""
    kept: list[list[int]] = []
    total = 0
    for part in parts:
        total += len(part)
        if kept and total > MOST_PIECES:
            break
        kept.append(part)
    return kept


def _weighed(
    named: Mapping[str, Match], parents: Mapping[str, str], shipped_word: float
) -> dict[str, tuple[float, bool]]:
    """What its words add to each area of the first level, and whether one of them is the programme's own."""
    found: dict[str, tuple[float, bool]] = {}
    for code, match in named.items():
        if code in parents:
            area = parents[code] or code
            more = min(BY_OWN_WORD * match.own + shipped_word * (match.score - match.own), MOST_BY_WORDS)
            before, is_own = found.get(area, (0.0, False))
            found[area] = (max(before, more), is_own or match.own > 0)
    return found


def _chances(
    codes: Sequence[str],
    said: linear.Figures,
    by_words: Mapping[str, tuple[float, bool]],
    parents: Mapping[str, str],
    added: Mapping[str, float],
) -> dict[str, float]:
    """The chance of each area, those the programme does not use among them: what they would get goes to nobody."""
    figures = dict(zip(codes, (float(each) for each in said.areas), strict=False))
    first_level = {code for code, parent in parents.items() if not parent}
    figures |= dict.fromkeys(first_level - figures.keys(), UNKNOWN_AREA)
    for code in figures:
        more, is_own = by_words.get(code, (0.0, False))
        least = UNKNOWN_AREA if is_own or code in added else -math.inf
        figures[code] = max(figures[code], least) + more + added.get(code, 0.0)
    most = max(figures.values())
    total = sum(math.exp(figure - most) for figure in figures.values())
    return {code: math.exp(figures[code] - most) / total for code in figures if code in first_level}


def _finer(code: str, named: Mapping[str, Match], parents: Mapping[str, str]) -> str | None:
    """The finer area that the text names best, if it names one."""
    below = [(match.score, each) for each, match in named.items() if parents.get(each) == code]
    return max(below, key=lambda pair: (pair[0], pair[1]))[1] if below else None


def _because(code: str, named: Mapping[str, Match], parents: Mapping[str, str]) -> tuple[str, ...]:
    """The asker's own words that name the area or one of its finer ones."""
    here = [match for each, match in named.items() if each in parents and code in (each, parents[each])]
    said = [because for match in sorted(here, key=lambda match: -match.score) for because in match.because]
    whole = [each for each in said if not any(each != other and f" {each} " in f" {other} " for other in said)]
    return tuple(dict.fromkeys(whole))


def is_concern(said: linear.Figures) -> bool:
    """Whether the weights take a text for a concern about a person: no word of a programme changes that."""
    return said.concern >= said.limits.concern


def _flag(
    said: linear.Figures, words: Sequence[str], named: Mapping[str, Match], found: Sequence[Ranked]
) -> Flag | None:
    if is_concern(said):
        return "safeguarding"
    if any(match.own for match in named.values()) or _names_plainly(words, named):
        return None
    if said.unclear >= said.limits.unclear or not found or found[0].score < LEAST_CHANCE:
        return "unclear"
    return None


def _names_plainly(words: Sequence[str], named: Mapping[str, Match]) -> bool:
    is_named = any(match.score >= WHOLE_PHRASE for match in named.values())
    return is_named and len(words) <= FEW_WORDS and not DENIALS & {*words}
