"""Match columns, and settle what a row leaves open."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation, part_of_operation
from linkage.imports import policy, problem, rules
from linkage.imports.enums import ImportStatus
from linkage.imports.models import SheetImport
from linkage.imports.operations.bringing import remember
from linkage.kernel.errors import Refused
from linkage.kernel.violations import Violation

LONGEST_ANSWER, MOST_ANSWERS = 2_000, 5_000


class UnableToDecide(Refused):
    """Two columns for one field, or an import that is over."""


@dataclass(frozen=True)
class Decisions:
    """What somebody decided: the field of each column, answers by question; `is_anew` forgets earlier answers."""

    mapping: tuple[str, ...]
    answers: Mapping[str, str]
    is_anew: bool = False


@operation(policy.DECIDE, target="sheet_import")
def decide(*, actor: Actor, at: datetime, sheet_import: SheetImport, decisions: Decisions) -> SheetImport:
    """Keep what was decided so far; nothing is made of the rows. Raises UnableToDecide."""
    sheet_import.hold()
    settle(actor=actor, at=at, sheet_import=sheet_import, decisions=decisions)
    return sheet_import


@part_of_operation
def settle(*, actor: Actor, at: datetime, sheet_import: SheetImport, decisions: Decisions) -> None:
    """Write decisions into an import that is held; how its columns are matched is remembered for the next file."""
    if sheet_import.state != ImportStatus.CHECKING:
        raise UnableToDecide("What this file holds has been added already")
    known = {field.name for field in rules.FIELDS[sheet_import.kind]}
    mapping = [name if name in known else "" for name in decisions.mapping]
    if len(mapping) != len(sheet_import.headings):
        raise UnableToDecide("The page is out of date. Look at it again")
    UnableToDecide.unless_none(_twice(sheet_import, mapping))
    if mapping != sheet_import.mapping:
        sheet_import.mapping = mapping
        sheet_import.suggested = problem.suggested(actor=actor, sheet_import=sheet_import)
    before = {} if decisions.is_anew else sheet_import.answers
    said = {key[:80]: text.strip()[:LONGEST_ANSWER] for key, text in decisions.answers.items()}
    answers = {**before, **said}
    sheet_import.answers = dict([pair for pair in answers.items() if pair[1]][:MOST_ANSWERS])
    sheet_import.save(update_fields=["mapping", "suggested", "answers"])
    remember(actor=actor, at=at, sheet_import=sheet_import)


def _twice(sheet_import: SheetImport, mapping: list[str]) -> list[Violation]:
    counted = Counter(name for name in mapping if name)
    return [
        Violation(
            "_twice", f"Two columns go to “{rules.field_named(sheet_import.kind, name).label}”. Choose one of them"
        )
        for name, number in counted.items()
        if number > 1
    ]
