"""The lines of a record, in words: each introduction, engagement, visit and designation, with the other school.

A school that asked to be named to nobody is not named, nor is anything whose title might name it.
"""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from linkage.engagements import rules
from linkage.engagements.enums import Kind
from linkage.engagements.models import Participant, Visit
from linkage.engagements.queries.contributions import Rows
from linkage.engagements.rules import RecordLine, Sort
from linkage.kernel.days import day_of
from linkage.links.enums import Side
from linkage.links.models import Link
from linkage.people.models import Designation
from linkage.support_requests.models import SupportRequest
from linkage.support_requests.presenters.names import hidden_name


def lines_of(rows: Rows, side: str) -> list[RecordLine]:
    """Everything of a person in one direction."""
    return [
        *(_link(each, side) for each in rows.links),
        *parts_of(rows.parts),
        *(_visit(each, side) for each in rows.visits),
    ]


def school_lines(rows: Rows, side: str) -> list[RecordLine]:
    """Everything of a school in one direction: an engagement once, whoever took part in it."""
    once: dict[UUID, Participant] = {}
    for each in rows.parts:
        once.setdefault(each.engagement_id, each)
    support = [_support(each) for each in once.values()]
    return [*(_link(each, side) for each in rows.links), *support, *(_visit(each, side) for each in rows.visits)]


def _link(found: Link, side: str) -> RecordLine:
    other = found.client_organisation if side == Side.HOME else found.home_organisation
    mine = found.helper if side == Side.HOME else found.asker
    is_hidden = _is_hidden(found.support_request, side)
    return RecordLine(
        Sort.INTRODUCTION,
        "An introduction" if is_hidden else found.title,
        day_of(found.introduced_at),
        school=hidden_name(other) if is_hidden else other.name,
        school_id=other.pk,
        who=mine.name,
        who_id=mine.pk,
        role="Helped" if side == Side.HOME else "Asked",
    )


def parts_of(found: Iterable[Participant]) -> list[RecordLine]:
    """Everybody's part in an engagement."""
    return [_part(each) for each in found]


def _part(found: Participant) -> RecordLine:
    """Somebody's part in an engagement."""
    line, (starts_on, ends_on) = _support(found), _time_of(found)
    as_lead = "Leads" if ends_on is None else "Led"
    as_other = "Takes part" if ends_on is None else "Took part"
    return RecordLine(
        line.sort,
        line.what,
        starts_on,
        ends_on,
        line.school,
        line.school_id,
        found.person.name,
        found.person_id,
        as_lead if found.is_lead else as_other,
    )


def _time_of(part: Participant) -> tuple[date, date | None]:
    found = part.engagement
    return rules.time_of(
        joined_at=part.joined_at, left_at=part.left_at, started_at=found.started_at, ended_at=found.ended_at
    )


def _support(part: Participant) -> RecordLine:
    """The engagement itself, as the school of this side has it."""
    found = part.engagement
    other = found.client_organisation if part.side == Side.HOME else found.home_organisation
    is_hidden = _is_hidden(found.support_request, part.side)
    return RecordLine(
        Sort.SUPPORT,
        str(Kind(found.kind).label) if is_hidden else found.title,
        day_of(found.started_at) if found.started_at else found.starts_on,
        day_of(found.ended_at) if found.ended_at else None,
        school=hidden_name(other) if is_hidden else other.name,
        school_id=other.pk,
    )


def _visit(found: Visit, side: str) -> RecordLine:
    engagement = found.engagement
    other = engagement.client_organisation if side == Side.HOME else engagement.home_organisation
    is_hidden = _is_hidden(engagement.support_request, side)
    is_ours = side == Side.HOME
    return RecordLine(
        Sort.VISIT,
        str(Kind(engagement.kind).label) if is_hidden else engagement.title,
        found.visits_on,
        found.visits_on,
        school=hidden_name(other) if is_hidden else other.name,
        school_id=other.pk,
        who=found.visitor.name if is_ours else "",
        who_id=found.visitor_id if is_ours else None,
        role="Visited",
        half_days=found.half_days,
    )


def _is_hidden(asked: SupportRequest, side: str) -> bool:
    """Whether the other school asked to be named to nobody: a record is shown to more people than know of it."""
    return side == Side.HOME and asked.is_name_hidden


def held_line(found: Designation) -> RecordLine:
    """What somebody holds."""
    return RecordLine(
        Sort.DESIGNATION,
        found.called,
        found.from_on,
        found.ended_on or found.to_on,
        school=found.awarded_by,
        role="Holds",
    )
