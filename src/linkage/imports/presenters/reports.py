"""What an import did or would do, for the command line."""

from collections.abc import Iterator
from typing import Any

from linkage.imports.presenters.wording import words_of
from linkage.imports.problem import Trial


def told(trial: Trial, *, is_added: bool) -> dict[str, Any]:
    """Return plain values: what was (or would be) added, what was there, and each row left out with its reasons."""
    counted = trial.counts
    left = [row for row in trial.rows if row.questions or row.wrong]
    return {
        "added": counted["new"] if is_added else 0,
        "would_add": counted["new"],
        "known": counted["known"],
        "left_out": [{"row": row.number, "reasons": row.reasons} for row in left],
        "missing": [field.label for field in trial.missing],
    }


def lines(said: dict[str, Any], kind: str) -> Iterator[str]:
    """Yield the same in sentences."""
    word = words_of(kind)
    if said["missing"]:
        yield f"No column was found for: {', '.join(said['missing'])}. Match the columns on the page."
    elif said["added"] == said["would_add"]:
        yield f"{word.count(said['added'])} added, {said['known']} there already."
    else:
        yield f"{word.count(said['would_add'])} would be added, {said['known']} there already. Nothing was changed."
    for row in said["left_out"]:
        yield f"Row {row['row']}: {' '.join(each + '.' for each in row['reasons'])}"
