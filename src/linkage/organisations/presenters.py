"""What the pages and the command line show of the register and of the schools taking part."""

from typing import Any

from linkage.kernel import words
from linkage.organisations.enums import Phase
from linkage.organisations.models import RegisterImport

SHOWN_REFUSALS, SHOWN_SCHOOLS = 20, 5


def outcome(done: RegisterImport) -> dict[str, Any]:
    """Return an import as plain values for a machine; the four counts everybody asks for come last."""
    return {
        "file": done.file_name,
        "kind": done.file_kind,
        "date": done.register_date.isoformat() if done.register_date else None,
        "dry_run": done.is_dry_run,
        "rows": done.rows_total,
        "unchanged": done.unchanged,
        "opened": done.opened,
        "moved": done.moved,
        "renamed": done.renamed,
        "report": done.report,
        "rejections": done.rejections,
        "imported": done.imported,
        "changed": done.changed,
        "closed": done.closed,
        "rejected": done.rejected,
    }


def outcome_lines(done: RegisterImport) -> list[str]:
    """Return an import in sentences."""
    would = "This was a dry run: nothing has been saved." if done.is_dry_run else ""
    of_day = f", of {words.day(done.register_date)}" if done.register_date else ""
    lines = [
        f"{done.file_kind}: {done.file_name}{of_day}",
        f"{words.count(done.rows_total, 'row')} read: {done.imported:,} new, {done.changed:,} changed.",
        f"{done.unchanged:,} as before, {done.rejected:,} refused.",
        *_story(done, "opened", "opened"),
        *_story(done, "closed", "closed"),
        *_story(done, "moved", "moved"),
        *_story(done, "renamed", "renamed"),
        *(f"Row {one['row']} refused: {one['reason']}" for one in done.rejections[:SHOWN_REFUSALS]),
    ]
    if done.rejected > SHOWN_REFUSALS:
        lines.append(f"And {done.rejected - SHOWN_REFUSALS:,} more. All are in the output of --json.")
    return [line for line in [*lines, would] if line]


def _story(done: RegisterImport, name: str, verb: str) -> list[str]:
    number, schools = getattr(done, name), done.report.get(name, [])
    if not number:
        return []
    shown = [f"  {one['name']} ({one['urn']}){_change(one)}" for one in schools[:SHOWN_SCHOOLS]]
    more = [f"  and {number - len(shown):,} more"] if number > len(shown) else []
    return [f"{words.count(number, 'school', 'schools')} {verb}", *shown, *more]


def _change(one: dict[str, Any]) -> str:
    return f": {one['was']} → {one['is']}" if "was" in one else ""


def phase_words(phases: list[str]) -> str:
    """Return "Secondary and 16 plus"."""
    return words.listing([Phase(phase).label for phase in phases])
