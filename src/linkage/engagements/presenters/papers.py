"""The papers of an engagement: what they are, who added them when, and what this reader may do with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from linkage.access.actor import Actor
from linkage.documents.enums import FileState
from linkage.engagements import policy, rules
from linkage.engagements.enums import Theme
from linkage.engagements.models import Engagement, Paper, PaperVersion
from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.links.enums import Side

_TAGS = {
    FileState.HELD: ("wait", "Being checked", ""),
    FileState.REFUSED: ("bad", "Not kept: something harmful is in it", "warning"),
}


@dataclass(frozen=True)
class VersionRow:
    """One version: what it is, who added it when, and whether it can be read now."""

    number: int
    kind: str
    name: str
    added_by: str
    added_on: str
    can_read: bool
    tag: tuple[str, str, str] | None


@dataclass(frozen=True)
class PaperRow:
    """One paper in a list, its newest version first."""

    id: Any
    title: str
    about: str
    theme: str
    side: str
    versions: list[VersionRow]
    can_change: bool
    is_private: bool

    @property
    def newest(self) -> VersionRow:
        """The version that counts."""
        return self.versions[0]

    @property
    def more(self) -> str:
        """How it is called where its versions and its changes are."""
        return "Change" if self.can_change else "Versions" if len(self.versions) > 1 else ""


@dataclass(frozen=True)
class PapersPage:
    """Everything the page of papers shows."""

    rows: list[PaperRow]
    room: str
    can_add: bool


def papers_page(*, actor: Actor, engagement: Engagement, rows: list[PaperRow], papers: Sequence[Paper]) -> PapersPage:
    """Return the papers with how much room they take; what the reader may not see counts for nothing here."""
    versions = [one for each in papers for one in each.trail]
    files, size = len(versions), sum(each.file.size for each in versions)
    room = f"{words.count(files, 'file')} of {rules.MOST_FILES}, {_megabytes(size)} of {_megabytes(rules.MOST_BYTES)}"
    can_add = engagement.is_changeable and policy.is_party(actor, engagement)
    return PapersPage(rows, room, can_add)


def paper_rows(
    *, actor: Actor, papers: Sequence[Paper], steps: Mapping[str, str], served: Mapping[Any, bool]
) -> list[PaperRow]:
    """Return papers for a list; `steps` are titles by code, `served` says of which files the bytes may be had."""
    return [_row(actor, each, steps.get(each.code, ""), served) for each in papers]


def step_choices(steps: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the steps to which a paper may belong: those that are not written here anyway."""
    return [(code, title) for code, title in steps.items() if code not in rules.BY_ITSELF]


def _row(actor: Actor, each: Paper, step: str, served: Mapping[Any, bool]) -> PaperRow:
    engagement = each.engagement
    school = {
        Side.CLIENT: engagement.client_organisation.name,
        Side.HOME: engagement.home_organisation.name,
        "": "Whoever runs the programme",
    }[each.side]
    is_shown = each.asking is None or each.asking.shown_at is not None
    return PaperRow(
        id=each.pk,
        title=each.title,
        about=f"Evidence: {Theme(each.theme).label.lower()}" if each.theme else step,
        theme=Theme(each.theme).label if each.theme else "",
        side=school,
        versions=[_version(one, served) for one in each.trail],
        can_change=engagement.is_changeable and policy.changes_paper(actor, each) and not (each.theme and is_shown),
        is_private=not is_shown,
    )


def _version(each: PaperVersion, served: Mapping[Any, bool]) -> VersionRow:
    file, can_read = each.file, served.get(each.file_id, False)
    state = FileState.REFUSED if file.is_refused else FileState.HELD
    return VersionRow(
        number=each.number,
        kind=file.kind_words,
        name=file.name,
        added_by=each.added_by.name,
        added_on=_short(day_of(each.added_at)),
        can_read=can_read,
        tag=None if can_read else _TAGS[state],
    )


def _short(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.0f} MB" if size >= 1_000_000 or not size else "less than 1 MB"  # noqa: PLR2004
