"""The trained weights, and what they say of a text: a figure for each area, and one for each flag."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from linkage.areas.rules.features import Vocabulary, letters, weighed
from linkage.areas.rules.lexical import tells_nothing

Array = NDArray[np.float32]
CONCERN, UNCLEAR = "_concern", "_unclear"
# The shares of the two models where both can speak, and how much a word must say to be named as the reason.
BY_GRAMS, FLAGS_BY_GRAMS = 0.5, 0.7
TELLING, MOST_TELLING = 0.35, 3


@dataclass(frozen=True)
class Limits:
    """Above which figure a text is flagged, and how far a figure is from a chance: chosen when the weights are made."""

    temperature: float
    concern: float
    unclear: float


@dataclass(frozen=True)
class Weights:
    """What training found. `codes` are the columns, the two flags last; grams are one byte each, scaled by column."""

    codes: tuple[str, ...]
    vocabulary: Vocabulary
    grams: NDArray[np.int8]
    gram_scales: Array
    gram_bias: Array
    meaning: Array
    meaning_bias: Array
    with_meaning: Limits
    without_meaning: Limits
    trained_on: str


@dataclass(frozen=True)
class Figures:
    """What the weights say of a text: the logarithm of each area's chance in the order of `codes`, and each flag."""

    areas: Array
    concern: float
    unclear: float
    limits: Limits


def figures(weights: Weights, words: Sequence[str], meaning: Array | None) -> Figures:
    """Return what the weights say of a text, by its folded words and, if there is a sentence encoder, its meaning."""
    numbers, values = weighed(words, weights.vocabulary)
    by_grams = values @ weights.grams[numbers].astype(np.float32) * weights.gram_scales + weights.gram_bias
    areas, flags = _log_chances(by_grams[:-2]), by_grams[-2:]
    limits = weights.without_meaning
    if meaning is not None:
        by_meaning = meaning @ weights.meaning + weights.meaning_bias
        areas = BY_GRAMS * areas + (1 - BY_GRAMS) * _log_chances(by_meaning[:-2])
        flags = FLAGS_BY_GRAMS * flags + (1 - FLAGS_BY_GRAMS) * by_meaning[-2:]
        limits = weights.with_meaning
    return Figures(_log_chances(areas / limits.temperature), float(flags[0]), float(flags[1]), limits)


def _log_chances(figures: Array) -> Array:
    shifted = figures - figures.max()
    chances: Array = shifted - np.log(np.exp(shifted).sum())
    return chances


def said_by_words(weights: Weights, words: Sequence[str]) -> Array:
    """Return how much each word (row) says for each area (column) beyond what it says for areas in general."""
    parts = [part for at in range(len(words)) for part in _parts(words, at, weights.vocabulary)]
    said: Array = np.zeros((len(words), len(weights.codes) - 2), dtype=np.float32)
    if parts:
        at, numbers, shares = (np.array(each) for each in zip(*parts, strict=True))
        rows = (weights.grams[numbers].astype(np.float32) * weights.gram_scales)[:, :-2]
        rows -= rows.mean(axis=1, keepdims=True)
        rows *= (weights.vocabulary.tells[numbers] * shares.astype(np.float32))[:, None]
        np.add.at(said, at, rows)
    return said


def _parts(words: Sequence[str], at: int, known: Vocabulary) -> Iterator[tuple[int, int, float]]:
    """The known grams of a word with their shares: it, half of each pair it is in, and the mean of its letters."""
    pairs = [f"{one} {two}" for one, two in zip(words[max(0, at - 1) : at + 1], words[at : at + 2], strict=False)]
    of_letters = list(letters(words[at]))
    shares = [(words[at], 1.0), *((pair, 0.5) for pair in pairs), *((each, 1 / len(of_letters)) for each in of_letters)]
    for gram, share in shares:
        if gram in known.numbers:
            yield at, known.numbers[gram], share


def telling_words(weights: Weights, words: Sequence[str], said: Array, code: str) -> tuple[str, ...]:
    """Return the words of a text that spoke most for this area rather than for others; neighbours as one."""
    if code not in weights.codes or not words:
        return ()
    here = [float(share) for share in said[:, weights.codes.index(code)]]
    least = max(0.0, max(here) * TELLING)
    chosen = [at for at, share in enumerate(here) if share > least and not tells_nothing(words[at])]
    found: list[list[int]] = []
    for at in sorted(sorted(chosen, key=lambda at: -here[at])[:MOST_TELLING]):
        if found and at == found[-1][-1] + 1:
            found[-1].append(at)
        else:
            found.append([at])
    found.sort(key=lambda run: -max(here[at] for at in run))
    return tuple(dict.fromkeys(" ".join(words[at] for at in run) for run in found))
