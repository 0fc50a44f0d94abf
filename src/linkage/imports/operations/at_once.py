"""A spreadsheet brought in without anybody to ask: what needs no decision comes in, the rest is told."""

from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.imports import policy, problem
from linkage.imports.operations.adding import confirm
from linkage.imports.operations.bringing import bring, discard
from linkage.imports.operations.deciding import Decisions
from linkage.imports.problem import Trial


@operation(policy.BRING)
def import_at_once(
    *, actor: Actor, at: datetime, kind: str, name: str, content: bytes, is_dry_run: bool
) -> tuple[Trial, bool]:
    """Add the rows of a file that nothing is wrong with; return the trial, and whether anything was added.

    A dry run, or a file of which nothing can come in, leaves nothing behind. Raises UnableToBring.
    """
    made = bring(actor=actor, at=at, kind=kind, name=name, content=content)
    trial = problem.assemble(actor=actor, sheet_import=made, at=at)
    if is_dry_run or not trial.new:
        discard(actor=actor, at=at, sheet_import=made)
        return trial, False
    as_matched = Decisions(tuple(made.mapping), {})
    confirm(actor=actor, at=at, sheet_import=made, decisions=as_matched, shown=len(trial.new))
    return trial, True
