"""The answers of the filters with their counts; for rows kept in memory, the filtering too."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from linkage.ui.lists.choices import Chosen
from linkage.ui.lists.definition import Filter, ListDefinition


@dataclass(frozen=True)
class Option:
    """One answer of a filter, with how many rows it would find."""

    value: str
    text: str
    count: int | None
    chosen: bool = False


@dataclass(frozen=True)
class Facet:
    """A filter as the page shows it."""

    name: str
    title: str
    single: bool
    options: Sequence[Option]


def options(counts: Mapping[str, int], labels: Mapping[str, str], picked: Iterable[str] = ()) -> list[Option]:
    """The answers of a filter, in the order of the labels, with how many rows each finds."""
    taken = set(picked)
    return [Option(value, text, counts.get(value, 0), value in taken) for value, text in labels.items()]


def narrow(definition: ListDefinition, rows: Iterable[Any], asked: Chosen) -> tuple[list[Any], dict[str, list[Option]]]:
    """Filter and sort rows kept in memory. An answer counts the rows it would find beside the other filters."""
    everything = list(rows)
    found = [row for row in everything if all(_fits(row, wanted, asked) for wanted in definition.filters)]
    counted = {
        wanted.name: _counted(definition, wanted, everything, asked) for wanted in definition.filters if wanted.key
    }
    named = [sort for sort in definition.sorts if sort.name == asked.sort] or list(definition.sorts[:1])
    if named and named[0].key:
        found.sort(key=named[0].key, reverse=named[0].reverse)
    return found, counted


def _answers(row: Any, wanted: Filter) -> set[str]:
    value = wanted.key(row) if wanted.key else ()
    several = value if isinstance(value, list | tuple | set | frozenset) else (value,)
    return {str(one) for one in several}


def _fits(row: Any, wanted: Filter, asked: Chosen) -> bool:
    picked = asked.of(wanted.name)
    return not picked or wanted.key is None or not _answers(row, wanted).isdisjoint(picked)


def _counted(definition: ListDefinition, wanted: Filter, rows: list[Any], asked: Chosen) -> list[Option]:
    others = [other for other in definition.filters if other.name != wanted.name]
    beside = [row for row in rows if all(_fits(row, other, asked) for other in others)]
    counts = Counter(answer for row in beside for answer in _answers(row, wanted))
    labels = wanted.labels or {answer: answer for answer in sorted(counts)}
    return options(counts, labels, asked.of(wanted.name))
