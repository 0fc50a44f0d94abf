"""The page on which a spreadsheet is matched and checked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from linkage.imports import rules
from linkage.imports.enums import ImportKind
from linkage.imports.forms import ANSWER, COLUMN, DecisionsForm
from linkage.imports.models import SheetImport
from linkage.imports.problem import Trial
from linkage.imports.rules.matching import Guess
from linkage.imports.rules.planned import OUT
from linkage.kernel import words
from linkage.ui import lists

MOST_ASKED, MOST_TOLD, MOST_NAMED = 50, 50, 3
LONGEST_SAMPLE = 80


@dataclass(frozen=True)
class Asked:
    """One question: the rows it is about, what stands there, what is the matter, and how to put it right."""

    id: str
    name: str
    rows: str
    who: str
    heading: str
    written: str
    wrong: str
    choices: Sequence[dict[str, Any]]
    value: str
    kind: str
    leave_out: str


@dataclass(frozen=True)
class Column:
    """One column: its heading, a value of it, what it goes to and why, and what else it could."""

    name: str
    heading: str
    sample: str
    options: Sequence[dict[str, Any]]
    tag: tuple[str, str]
    reason: str


@dataclass(frozen=True)
class Check:
    """Everything the page shows."""

    steps: list[dict[str, str]]
    tiles: list[dict[str, Any]]
    asked: list[Asked]
    more_asked: int
    wrong: list[rules.Planned]
    columns: list[Column]
    matched: int
    missing: list[str]
    new: int
    left: int
    has_answers: bool
    notes: list[tuple[str, str]]
    known: list[tuple[str, str]]
    skipped: list[tuple[int, str]]
    rows: int


def check(found: SheetImport, trial: Trial, form: DecisionsForm) -> Check:
    """Return the page; what was typed into it and could not be kept stands there still."""
    counted, asked = trial.counts, _asked(trial.rows, form)
    columns = _columns(found, trial, form)
    return Check(
        steps=_steps(found, is_matched=not trial.missing),
        tiles=[] if trial.missing else _tiles(found, trial, counted),
        asked=asked[:MOST_ASKED],
        more_asked=max(0, len(asked) - MOST_ASKED),
        wrong=[row for row in trial.rows if row.wrong][:MOST_TOLD],
        columns=columns,
        matched=sum(column.tag[0] == "good" for column in columns),
        missing=[field.label for field in trial.missing],
        new=counted["new"],
        left=counted["decide"] + counted["wrong"],
        has_answers=bool(found.answers),
        notes=_told(row for row in trial.rows if row.state == rules.State.NEW),
        known=_told(row for row in trial.rows if row.state == rules.State.KNOWN),
        skipped=list(trial.table.left_out)[:MOST_TOLD],
        rows=len(trial.table.rows),
    )


def left_out(trial: Trial) -> tuple[list[lists.Column], list[Any]]:
    """Return the columns and rows of a file of what does not come in: the row as it is, and the reason beside it."""
    headings = [*trial.table.headings]
    wanting = {row.number: row for row in trial.rows if row.questions or row.wrong}
    rows = [(cells, wanting[number]) for number, cells in trial.table.rows if number in wanting]
    columns = [
        lists.Column(heading, lambda row, index=index: row[0][index])  # type: ignore[misc]
        for index, heading in enumerate(headings)
    ]
    return [*columns, lists.Column("What is wrong", lambda row: "; ".join(row[1].reasons))], rows


def _steps(found: SheetImport, *, is_matched: bool) -> list[dict[str, str]]:
    last = "Add people" if found.kind == ImportKind.NOMINATIONS else "Add links"
    names = ("Choose a file", "Match columns", "Check rows", last)
    now = 2 if is_matched else 1
    return [
        {"text": name, "state": "done" if place < now else "now" if place == now else ""}
        for place, name in enumerate(names)
    ]


def _tiles(found: SheetImport, trial: Trial, counted: dict[str, int]) -> list[dict[str, Any]]:
    is_people = found.kind == ImportKind.NOMINATIONS
    drafts = sum(row.values["is_confirmed"] == "" for row in trial.new) if is_people else 0
    note = (
        f"{drafts} of them once their head has confirmed it" if drafts else "Each is asked first" if is_people else ""
    )
    return [
        {"n": counted["new"], "text": "would be added", "note": note},
        {"n": counted["known"], "text": "there already"},
        {"n": counted["decide"], "text": "need a decision" if counted["decide"] != 1 else "needs a decision"},
        {"n": counted["wrong"] + counted["out"], "text": "left out", "note": "Nothing is lost: the file stays yours"},
    ]


def _asked(rows: Iterable[rules.Planned], form: DecisionsForm) -> list[Asked]:
    """Each question once, with all the rows that wait for it."""
    waiting: dict[str, tuple[rules.Question, list[rules.Planned]]] = {}
    for row in rows:
        if row.wrong:
            continue
        for question in row.questions:
            waiting.setdefault(question.key, (question, []))[1].append(row)
    left: set[int] = set()
    return [_one(question, about, form, left) for question, about in waiting.values()]


def _one(question: rules.Question, about: list[rules.Planned], form: DecisionsForm, left: set[int]) -> Asked:
    name = f"{ANSWER}{question.key}"
    typed = form.data.get(name, question.value) if form.is_bound else question.value
    is_alone = len(about) == 1 and about[0].number not in left and not any(c.value == OUT for c in question.choices)
    if is_alone:
        left.add(about[0].number)
    named = list(dict.fromkeys(row.title for row in about))
    more = [f"{len(named) - MOST_NAMED} more"] if len(named) > MOST_NAMED else []
    return Asked(
        id=name.replace(":", "-"),
        name=name,
        rows=_rows([row.number for row in about]),
        who=words.listing([*named[:MOST_NAMED], *more]),
        heading=question.heading,
        written=question.written[:200],
        wrong=question.wrong,
        choices=[
            {"value": "", "text": "Choose"},
            *({"value": c.value, "text": c.text, "selected": c.value == typed} for c in question.choices),
        ]
        if question.choices
        else (),
        value=typed,
        kind=question.kind,
        leave_out=f"{ANSWER}row:{about[0].number}" if is_alone else "",
    )


def _rows(numbers: list[int]) -> str:
    if len(numbers) == 1:
        return f"Row {numbers[0]}"
    shown = [str(number) for number in numbers[:MOST_NAMED]]
    more = [f"{len(numbers) - MOST_NAMED} more"] if len(numbers) > MOST_NAMED else []
    return f"Rows {words.listing([*shown, *more])}"


def _columns(found: SheetImport, trial: Trial, form: DecisionsForm) -> list[Column]:
    chosen = form.decisions.mapping if form.is_bound else trial.mapping
    fields = [("", "Do not use this column"), *((field.name, field.label) for field in rules.FIELDS[found.kind])]
    guessed = rules.guesses(found.kind, trial.table)
    return [
        Column(
            name=f"{COLUMN}{index}",
            heading=heading or f"Column {index + 1}, without a heading",
            sample=_sample(trial.table.column(index)),
            options=[{"value": name, "text": label, "selected": name == chosen[index]} for name, label in fields],
            **_standing(chosen[index], guessed[index], trial.table.column(index)),
        )
        for index, heading in enumerate(trial.table.headings)
    ]


def _standing(chosen: str, guess: Guess, values: list[str]) -> dict[str, Any]:
    """The tag and the reason of a column."""
    if chosen != guess.field:
        return {"tag": ("good", "Matched") if chosen else ("quiet", "Not used"), "reason": "As you matched it"}
    if not chosen:
        is_open = not guess.is_sure and any(values)
        return {"tag": ("wait", "Please check") if is_open else ("quiet", "Not used"), "reason": ""}
    return {"tag": ("good", "Matched") if guess.is_sure else ("wait", "Please check"), "reason": guess.reason}


def _sample(values: list[str]) -> str:
    first = next((" ".join(value.split()) for value in values if value.strip()), "Nothing in it")
    return first if len(first) <= LONGEST_SAMPLE else f"{first[:LONGEST_SAMPLE]}…"


def _told(rows: Iterable[rules.Planned]) -> list[tuple[str, str]]:
    return [(f"Row {row.number}: {row.title}", note) for row in rows for note in row.notes][:MOST_TOLD]
