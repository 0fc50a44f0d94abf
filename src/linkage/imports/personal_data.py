"""What spreadsheets hold about a person: the rows that name them, until those are added or forgotten."""

from datetime import datetime
from typing import Any

from linkage.access.personal_data import Source, Subject
from linkage.imports.models import SheetImport


def collect(subject: Subject) -> dict[str, Any]:
    """Return the rows of spreadsheets that name the person."""
    found = SheetImport.objects.filter(programme_id=subject.programme_id).order_by("created_at")
    return {
        "Rows about you in spreadsheets": [
            {"File": each.file_name, "Row": number, "Says": [cell for cell in cells if cell]}
            for each in found
            for number, cells in each.rows
            if _names(subject, cells)
        ]
    }


def erase(subject: Subject, at: datetime) -> None:  # noqa: ARG001 (every source is told when)
    """Take out the rows that name the person, what was answered about them, and their name where a file bears it."""
    for each in SheetImport.objects.filter(programme_id=subject.programme_id).select_for_update():
        each.rows = [row for row in each.rows if not _names(subject, row[1])]
        each.answers = {
            key: answer
            for key, answer in each.answers.items()
            if not subject.is_named_in(answer) and not subject.is_named_in(key)
        }
        each.headings = [subject.without(heading) for heading in each.headings]
        each.suggested = {text: codes for text, codes in each.suggested.items() if not subject.is_named_in(text)}
        each.file_name = subject.without(each.file_name, 200)
        each.save(update_fields=["rows", "answers", "headings", "suggested", "file_name"])


def _names(subject: Subject, cells: list[str]) -> bool:
    return subject.is_named_in(" \n ".join(cells))


SOURCE = Source("Spreadsheets", collect, erase)
