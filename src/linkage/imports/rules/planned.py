"""What would become of one row."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

OUT = "out"


class State(StrEnum):
    """What would become of a row."""

    NEW = "new"
    KNOWN = "known"
    DECIDE = "decide"
    WRONG = "wrong"
    OUT = "out"


@dataclass(frozen=True)
class Choice:
    """One answer to a question."""

    value: str
    text: str


@dataclass(frozen=True)
class Question:
    """What somebody has to decide. `key` is the same for rows that one answer settles; without choices it is written.

    `heading` and `written` are what stands in the file ("School: St Joseph's"), `wrong` what is the matter.
    """

    key: str
    heading: str
    written: str
    wrong: str
    choices: tuple[Choice, ...] = ()
    value: str = ""
    kind: str = "text"


@dataclass(frozen=True)
class Planned:
    """One row: who or what it is of, what would become of it, what has to be decided, and what it says once read."""

    number: int
    title: str
    state: State
    questions: tuple[Question, ...] = ()
    wrong: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    values: dict[str, Any] = field(default_factory=dict)
    key: str = ""

    @property
    def reasons(self) -> list[str]:
        """Why the row does not come in, in sentences."""
        return [*self.wrong, *(each.wrong for each in self.questions)]


def counts(rows: Iterable[Planned]) -> dict[str, int]:
    """Return how many rows there are in each state."""
    found = Counter(row.state.value for row in rows)
    return {state.value: found.get(state.value, 0) for state in State}
