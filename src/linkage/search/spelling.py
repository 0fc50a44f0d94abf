"""Spelling put right from words that are known: which of them a misspelt word may have been."""

from collections.abc import Iterable
from itertools import combinations

# Shorter words are near to too many others; and from so many letters on a word may be wrong in two places.
SHORTEST, LONG = 4, 8
LONGEST = 30


def most_wrong(word: str) -> int:
    """Return in how many places this word may be wrong; none when it is too short or too long to say."""
    if not SHORTEST <= len(word) <= LONGEST:
        return 0
    return 2 if len(word) >= LONG else 1


def keys(word: str) -> list[str]:
    """Return the word, and it with each letter left out (each two of a long word): near words have one in common.

    A letter too many, too few, another one, or two in the wrong order: each time something is left out of one or both.
    """
    made = {word}
    for wrong in range(1, most_wrong(word) + 1):
        for left_out in combinations(range(len(word)), wrong):
            made.add("".join(letter for n, letter in enumerate(word) if n not in left_out))
    return sorted(made)


def nearest(word: str, known: Iterable[tuple[str, int]]) -> str:
    """Return the nearest of the known words, each with how often it is used, of two the commoner; "" without one."""
    close = [
        (apart, word[0] != other[0], -uses, other)
        for other, uses in known
        if other != word and (apart := distance(word, other)) <= min(most_wrong(word), most_wrong(other))
    ]
    return min(close)[3] if close else ""


def distance(one: str, other: str) -> int:
    """Return how many letters are too many, too few or others; two in the wrong order count once."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for n, letter in enumerate(one, 1):
        row = [n]
        for m, wanted in enumerate(other, 1):
            best = min(last[m] + 1, row[m - 1] + 1, last[m - 1] + (letter != wanted))
            if n > 1 and m > 1 and letter == other[m - 2] and one[n - 2] == wanted:
                best = min(best, before[m - 2] + 1)
            row.append(best)
        before, last = last, row
    return last[-1]
