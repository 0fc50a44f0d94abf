"""What came of a spreadsheet."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.urls import reverse

from linkage.imports.enums import ImportKind, ImportStatus
from linkage.imports.models import SheetImport
from linkage.imports.presenters.wording import words_of
from linkage.kernel import words
from linkage.kernel.days import day_of, local

_TAGS = {
    ImportStatus.CHECKING: ("you", "To be checked"),
    ImportStatus.DONE: ("good", "Added"),
    ImportStatus.UNDONE: ("quiet", "Undone"),
}


@dataclass(frozen=True)
class Outcome:
    """The page of an import that is done or undone."""

    title: str
    tag: tuple[str, str]
    lines: list[str]
    next_text: str
    next_url: str
    can_undo: bool
    undo_by: str
    left: int


def listed(found: SheetImport) -> dict[str, Any]:
    """Return one line of the list of imports."""
    said = words_of(found.kind)
    added = found.counts.get("new", 0) if found.state == ImportStatus.DONE else 0
    return {
        "id": found.pk,
        "name": found.file_name,
        "kind": found.get_kind_display(),
        "tag": (*_TAGS[found.state][:1], f"{said.count(added)} added" if added else _TAGS[found.state][1]),
        "by": found.brought_by.name if found.brought_by else "The command line",
        "at": found.created_at,
    }


def outcome(found: SheetImport, at: datetime) -> Outcome:
    """Return the page of an import that is done or undone."""
    said = words_of(found.kind)
    is_undone = found.state == ImportStatus.UNDONE
    until = found.undo_by_at
    slug = found.programme.slug
    is_people = found.kind == ImportKind.NOMINATIONS
    return Outcome(
        title=undone(found) if is_undone else f"{said.count(found.counts.get('new', 0))} added",
        tag=_TAGS[found.state],
        lines=[] if is_undone else _lines(found),
        next_text="See the people" if is_people else "See the links from before Linkage",
        next_url=reverse("people:people" if is_people else "links:past", args=[slug]),
        can_undo=until is not None and at <= until,
        undo_by=words.day(day_of(until)) if until else "",
        left=len(found.rows),
    )


def _lines(found: SheetImport) -> list[str]:
    counted = found.counts
    lines = []
    if counted.get("sent") and found.confirmed_at:
        first = words.clock(local(found.confirmed_at))
        asked = words.count(counted["sent"], "colleague is", "colleagues are")
        lines.append(
            f"{asked} asked by e-mail, one after the other, from a quarter of an hour after {first} on. "
            "Until then you can undo this and nobody hears of it."
        )
    if counted.get("drafts"):
        waits = words.count(counted["drafts"], "person waits", "people wait")
        lines.append(f"{waits} for their head to confirm the nomination.")
    if found.kind == ImportKind.NOMINATIONS:
        lines.append("Each head is told what was entered in their name, and can withdraw it.")
    else:
        lines.append(
            "Nobody was written to. From now on a school’s earlier links count when you choose who could help."
        )
    if counted.get("known"):
        lines.append(f"{words.count(counted['known'], 'row was', 'rows were')} there already.")
    return lines


def undone(found: SheetImport) -> str:
    """Return what was undone, in a sentence."""
    said, counted = words_of(found.kind), found.counts
    taken = f"{said.count(counted.get('undone', 0))} taken back"
    kept = counted.get("kept", 0)
    return f"{taken}; {said.count(kept)} {'has' if kept == 1 else 'have'} answered and stay" if kept else taken


def say(request: Any, found: SheetImport) -> None:
    """Tell on the next page what happened."""
    said = words_of(found.kind)
    if found.state == ImportStatus.DONE:
        messages.success(request, f"{said.count(found.counts['new'])} added")
    else:
        messages.info(request, "Your decisions changed what would be added. Look at it, then add it")
