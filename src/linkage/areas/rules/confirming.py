"""What confirmed choices of askers add: like words, chosen by several people, speak for an area."""

import zlib
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from linkage.areas.rules.lexical import stem, tells_nothing

# So many numbers for all the words there are: several words share one, so that a number is no word.
NUMBERS = 1 << 16
MOST_MARKS = 60
# Texts that share less than this say nothing about each other.
LEAST_ALIKE = 0.2
# The most that confirmations add, and how many people it takes for half of it.
MOST_ADDED, PEOPLE_FOR_HALF = 8.0, 2.0


@dataclass(frozen=True)
class Confirmed:
    """The marks of a text that somebody confirmed to be about these areas."""

    person: Hashable
    codes: tuple[str, ...]
    marks: frozenset[int]


def marks(words: Sequence[str]) -> list[int]:
    """Return the numbers of the telling words of a text and of their pairs, without order."""
    telling = [stem(word) for word in words if not tells_nothing(word) and not word.isdigit()]
    pairs = [f"{one} {two}" for one, two in pairwise(telling)]
    return sorted({zlib.crc32(each.encode()) % NUMBERS for each in (telling + pairs)[:MOST_MARKS]})


def added(here: Iterable[int], confirmed: Iterable[Confirmed]) -> Mapping[str, float]:
    """Return what to add to the figure of each area: nobody counts more than once, however often they confirmed."""
    mine = frozenset(here)
    closest: dict[tuple[str, Hashable], float] = defaultdict(float)
    for each in confirmed:
        alike = len(mine & each.marks) / ((len(mine) * len(each.marks)) ** 0.5 or 1.0)
        for code in each.codes if alike >= LEAST_ALIKE else ():
            closest[code, each.person] = max(closest[code, each.person], alike)
    total: dict[str, float] = defaultdict(float)
    for (code, _), alike in closest.items():
        total[code] += alike
    return {code: MOST_ADDED * people / (people + PEOPLE_FOR_HALF) for code, people in total.items()}
