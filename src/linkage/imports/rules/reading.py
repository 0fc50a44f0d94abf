"""What stands in the cells of one row, by field; and the answers that were given to questions about it."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from linkage.imports.rules.days import DAY_FIRST, MONTH_FIRST, both_ways, read_day
from linkage.imports.rules.planned import OUT, Choice, Question
from linkage.kernel import words
from linkage.search.folding import fold

Answers = Mapping[str, str]
ORDERS = (Choice(DAY_FIRST, "The day first, as in Britain"), Choice(MONTH_FIRST, "The month first, as in America"))
LEAVE_OUT = Choice(OUT, "Leave it out")


@dataclass
class RowReader:
    """One row being read: its cells by field, the answers given so far, the questions and faults found."""

    number: int
    cells: Mapping[str, str]
    answers: Answers
    questions: list[Question] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    is_out: bool = False

    def text(self, name: str) -> str:
        """What the row says, on one line."""
        return " ".join(self.cells.get(name, "").split())

    def is_left_out(self) -> bool:
        """Whether somebody decided to leave the whole row out."""
        return self.answers.get(f"row:{self.number}") == OUT

    def answered(self, key: str) -> str | None:
        """The answer to a question; None where there is none yet. Leaving out leaves the whole row out."""
        answer = self.answers.get(key)
        if answer == OUT:
            self.is_out = True
        return answer or None

    def ask(self, question: Question) -> None:
        """Note what has to be decided; nothing is asked of a row that is left out."""
        if not self.is_out:
            self.questions.append(question)

    def written(self, name: str, heading: str, wrong: str) -> str:
        """What was written instead of a cell, else ask for it; returns "" while nobody has."""
        answer = self.answered(f"{name}:{self.number}")
        if answer and answer != OUT:
            return answer.strip()
        self.ask_for(name, heading, wrong)
        return ""

    def ask_for(self, name: str, heading: str, wrong: str, *, kind: str = "text") -> None:
        """Ask for what a cell should say; what was written before and will not do stands there still."""
        key = f"{name}:{self.number}"
        value = self.answers.get(key) or self.text(name)
        self.ask(Question(key, heading, self.text(name) or "empty", wrong, value=value, kind=kind))


def day_in_order(row: RowReader, name: str, heading: str, first: str) -> date | None:
    """The day of a cell; where it can be read both ways and nothing tells, ask once for the whole file."""
    text = row.text(name)
    on = read_day(text, first)
    if on is None and (both := both_ways(text)):
        sentence = f"This may be {words.day(both[0])} or {words.day(both[1])}. Choose how the file writes dates"
        row.ask(Question("dates", heading, text, sentence, ORDERS))
    return on


def cells_by_field(mapping: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """Return the cells of a row by field; of columns that are not used none."""
    return {name: cell.strip() for name, cell in zip(mapping, cells, strict=False) if name}


def key_for(what: str, *words: str) -> str:
    """Return the key of a question about these words: the same wherever they stand, and short enough for a form."""
    return f"{what}:{hashlib.sha256('|'.join(fold(word) for word in words).encode()).hexdigest()[:16]}"
