"""What the pages and the command line show of an import of the register."""

from typing import Any

from linkage.kernel import words
from linkage.organisations.enums import ImportStatus
from linkage.organisations.models import RegisterImport
from linkage.organisations.rules.register_kinds import FileKind

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


def tiles(done: RegisterImport) -> list[dict[str, Any]]:
    """Return the figures of an import; in a dry run they say what would be."""
    is_links = done.file_kind == FileKind.LINKS
    return [
        {
            "n": f"{done.imported:,}",
            "text": "new links" if is_links else "new schools",
            "note": f"{done.opened:,} open" if done.opened else "",
        },
        {
            "n": f"{done.changed:,}",
            "text": "changed",
            "note": f"{done.moved:,} moved, {done.renamed:,} renamed" if done.changed else "",
        },
        {"n": f"{done.closed:,}", "text": "closed"},
        {"n": f"{done.rejected:,}", "text": "rows refused", "note": f"{words.count(done.unchanged, 'row')} as before"},
    ]


def steps(done: RegisterImport) -> list[dict[str, str]]:
    """Return where an import has got to: chosen, tried, read in."""
    is_tried = done.is_dry_run and done.status in (ImportStatus.WAITING, ImportStatus.RUNNING)
    now = 0 if done.status == ImportStatus.FAILED else 1 if done.is_dry_run else 2
    words_of_now = "Check" if not is_tried else "Check (being read)"
    texts = ["Choose a file", words_of_now, "Update the register"]
    is_over = not done.is_dry_run and done.status == ImportStatus.DONE
    return [
        {"text": text, "state": "done" if n < now or is_over else "now" if n == now else ""}
        for n, text in enumerate(texts)
    ]


def stories(done: RegisterImport) -> list[tuple[str, int, list[str]]]:
    """Return what happened to schools, each with its number and some of their names."""
    titles = {"opened": "Opened", "closed": "Closed", "moved": "Moved", "renamed": "Renamed"}
    return [
        (
            title,
            getattr(done, name),
            [f"{one['name']} ({one['urn']}){_change(one)}" for one in done.report.get(name, [])],
        )
        for name, title in titles.items()
        if getattr(done, name)
    ]
