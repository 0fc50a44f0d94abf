"""The day of a visit as its two sides see it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from linkage.kernel import words
from linkage.peer_review.enums import SessionKind
from linkage.peer_review.models import RoundSchool, Session, Visit


@dataclass(frozen=True)
class PartOfDay:
    """One part of the day on a page."""

    id: UUID
    when: str
    title: str
    about: str
    who: str


def parts(sessions: Iterable[Session]) -> list[PartOfDay]:
    """Return the parts of a day in their order: when, what, with whom, and for which visitor where not for all."""
    return [
        PartOfDay(
            id=each.pk,
            when=f"{words.clock(each.starts_at)} to {words.clock(each.ends_at)}",
            title=SessionKind(each.kind).label,
            about=each.about,
            who=each.visiting.person.name if each.visiting else "",
        )
        for each in sessions
    ]


def brief_initial(visit: Visit, host: RoundSchool | None) -> dict[str, Any]:
    """Return what the questions about the day hold already."""
    said = {name: getattr(host, name) for name in ("focus", "who_joins", "needs")} if host else {}
    return {**said, "questions": visit.questions}


def part_initial(part: Session) -> dict[str, Any]:
    """Return what the questions about a part of the day hold already."""
    return {
        "starts_at": words.clock(part.starts_at),
        "minutes": part.minutes,
        "kind": part.kind,
        "about": part.about,
        "visiting": str(part.visiting_id or ""),
    }
