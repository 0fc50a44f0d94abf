"""What the linear model looks at in a text: its sentences, its words and pairs of words, and the letters in them."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from linkage.search.folding import fold

MOST_WORDS = 400
MOST_SENTENCES = 12
SHORTEST, LONGEST = 3, 5
# Marks the letters of a word, so that "e" in a vocabulary never stands for the word "e".
LETTERS = "|"
_SENTENCE = re.compile(r"(?<=[.!?;:])\s+|\n+|\s+[-\u2013\u2014]\s+")
_NUMBER = re.compile(r"\d+")
_YEAR = re.compile(r"\b(?:year|yr|y)\s?(\d{1,2})\b")
_STAGE = re.compile(r"\b(?:key stage|ks)\s?(\d)\b")


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, those of a word or two joined to the one before."""
    found: list[str] = []
    for part in _SENTENCE.split(text.strip()):
        if found and (len(part.split()) < SHORTEST or len(found) == MOST_SENTENCES):
            found[-1] += f" {part}"
        elif part.strip():
            found.append(part)
    return found


def tokens(text: str) -> list[str]:
    """Return the folded words: "Yr 9" and "Year 9" are one, and a number is any number."""
    plain = fold(text.replace("&", " and "))
    plain = _STAGE.sub(r"ks\1", _YEAR.sub(r"year\1", plain))
    return [_NUMBER.sub("0", word) if word.isdigit() else word for word in plain.split()[:MOST_WORDS]]


def grams(words: Sequence[str]) -> tuple[Counter[str], Counter[str]]:
    """Return how often each word and pair of words occurs, and each stretch of letters within the words."""
    of_words = Counter(words)
    of_words.update(f"{one} {two}" for one, two in pairwise(words))
    of_letters = Counter(gram for word in words for gram in letters(word))
    return of_words, of_letters


def letters(word: str) -> Iterator[str]:
    """The stretches of three to five letters of a word; its begin and its end count as letters."""
    padded = f" {word} "
    for size in range(SHORTEST, LONGEST + 1):
        for start in range(max(1, len(padded) - size + 1)):
            yield LETTERS + padded[start : start + size]


@dataclass(frozen=True)
class Vocabulary:
    """The grams the model knows, by number, and how much each tells (the rarer in the phrase bank, the more)."""

    numbers: Mapping[str, int]
    tells: NDArray[np.float32]


def vocabulary(texts: Iterable[str], *, least_words: int, least_letters: int) -> Vocabulary:
    """Return the grams that occur in so many of these texts or more."""
    seen: Counter[str] = Counter()
    total = 0
    for text in texts:
        of_words, of_letters = grams(tokens(text))
        seen.update(set(of_words) | set(of_letters))
        total += 1
    kept = sorted(g for g, n in seen.items() if n >= (least_letters if g.startswith(LETTERS) else least_words))
    tells = [math.log((1 + total) / (1 + seen[gram])) + 1 for gram in kept]
    return Vocabulary({gram: number for number, gram in enumerate(kept)}, np.array(tells, dtype=np.float32))


def weighed(words: Sequence[str], known: Vocabulary) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Return the numbers of the known grams of a text and their weights; words and letters each have length one."""
    numbers: list[int] = []
    weights: list[float] = []
    for block in grams(words):
        here = [(known.numbers[gram], times) for gram, times in block.items() if gram in known.numbers]
        values = [(1 + math.log(times)) * float(known.tells[number]) for number, times in here]
        length = math.sqrt(sum(value * value for value in values)) or 1.0
        numbers += [number for number, _ in here]
        weights += [value / length for value in values]
    return np.array(numbers, dtype=np.int64), np.array(weights, dtype=np.float32)
