"""The report: drafted by whoever writes it, its facts checked by the host, agreed, with every version kept."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.kernel.days import day_of
from linkage.kernel.errors import Refused
from linkage.peer_review import policy, queries, rules
from linkage.peer_review.enums import TO_COME, LineKind, VisitStatus
from linkage.peer_review.models import ReportLine, ReportVersion, Visit
from linkage.peer_review.operations import report_telling as telling
from linkage.people import queries as people

# What stands under each heading, a text for each line.
Lines = Mapping[str, Sequence[str]]


class UnableToReport(Refused):
    """A report that cannot be kept, sent or checked now."""


@operation(policy.DRAFT_REPORT, target="visit")
def draft_report(*, actor: Actor, at: datetime, visit: Visit, lines: Lines) -> ReportVersion:
    """Keep a draft, which the visitors of this visit read and nobody else. Raises UnableToReport."""
    _hold(actor, visit)
    return _put(actor, at, visit, lines)


@operation(policy.SEND_REPORT, target="visit")
def send_report(*, actor: Actor, at: datetime, visit: Visit, lines: Lines) -> ReportVersion:
    """Send the report to its host, who checks the facts. Raises UnableToReport for what is missing or too early."""
    _hold(actor, visit)
    UnableToReport.unless_none(rules.is_whole(lines))
    if visit.state in TO_COME:
        if visit.starts_on > day_of(at):
            raise UnableToReport("The visit has not been yet. Keep this as a draft, and send it after the day")
        visit.wait(VisitStatus.HAPPENED, at)
    version = _put(actor, at, visit, lines)
    version.sent_at = at
    version.save()
    visit.wait(VisitStatus.DRAFTED, at)
    visit.save()
    telling.sent(actor=actor, at=at, visit=visit)
    return version


@operation(policy.CHECK_REPORT, target="visit")
def agree_report(
    *,
    actor: Actor,
    at: datetime,
    visit: Visit,
    version: ReportVersion,
    disputes: Mapping[UUID, str] | None = None,
    remark: str = "",
) -> Visit:
    """Say as the host that the facts are right: the report is agreed.

    Raises UnableToReport, also where something was written that is not right.
    """
    UnableToReport.unless_none(rules.nothing_is_wrong([*(disputes or {}).values(), remark]))
    now = _check(actor, at, visit, version)
    visit.wait(VisitStatus.AGREED, at)
    visit.agreed_at = at
    visit.save()
    for line in now.lines.all():
        line.area_codes = queries.areas_of(actor=actor, text=line.text)
        line.save(update_fields=["area_codes"])
    telling.agreed(actor=actor, at=at, visit=visit)
    return visit


@operation(policy.CHECK_REPORT, target="visit")
def dispute_report(
    *, actor: Actor, at: datetime, visit: Visit, version: ReportVersion, disputes: Mapping[UUID, str], remark: str
) -> ReportVersion:
    """Say as the host, line by line, which fact is wrong; the next version begins as a copy. Raises UnableToReport."""
    said = {key: text for key, text in disputes.items() if text}
    if not said and not remark:
        raise UnableToReport("Say below a point what is not right, or press “All facts are right”")
    UnableToReport.unless_none(
        queries.worries(actor=actor, remark=remark, **{f"line_{key}": text for key, text in said.items()})
    )
    now = _check(actor, at, visit, version)
    now.remark = remark
    now.save()
    lines = list(now.lines.order_by("place"))
    for line in lines:
        line.dispute = said.get(line.pk, "")
        line.save(update_fields=["dispute"])
    visit.wait(VisitStatus.CHECKED, at)
    visit.save()
    _new_version(actor, at, visit, now.number + 1, [(each.kind, each.text) for each in lines])
    telling.sent_back(actor=actor, at=at, visit=visit)
    return now


def _hold(actor: Actor, visit: Visit) -> None:
    visit.hold()
    if not policy.DRAFT_REPORT.allows(actor, visit):
        raise UnableToReport(f"This is now “{visit.state.label}”, so the report cannot be changed")


def _check(actor: Actor, at: datetime, visit: Visit, version: ReportVersion) -> ReportVersion:
    """Note who checked the version the actor has read; where somebody was quicker, nothing."""
    visit.hold()
    now = visit.newest_report
    if not policy.CHECK_REPORT.allows(actor, visit) or now is None or now.pk != version.pk:
        raise UnableToReport("Somebody was quicker: look at the report again")
    now.checked_by, now.checked_at = people.person(actor=actor, person_id=actor.person_id), at
    now.save()
    return now


def _put(actor: Actor, at: datetime, visit: Visit, lines: Lines) -> ReportVersion:
    UnableToReport.unless_none(rules.lines_fit(lines))
    UnableToReport.unless_none(
        queries.worries(actor=actor, **{kind: "\n".join(lines.get(kind, ())) for kind in LineKind})
    )
    written = [(kind, text) for kind in LineKind for text in lines.get(kind, ())]
    now = visit.newest_report
    if now is None or now.sent_at is not None:
        return _new_version(actor, at, visit, now.number + 1 if now else 1, written)
    now.saved_by, now.saved_at = people.person(actor=actor, person_id=actor.person_id), at
    now.save()
    now.lines.all().delete()
    _add_lines(now, written)
    return now


def _new_version(
    actor: Actor, at: datetime, visit: Visit, number: int, lines: Sequence[tuple[str, str]]
) -> ReportVersion:
    made = ReportVersion.objects.create(
        programme_id=visit.programme_id,
        visit=visit,
        number=number,
        saved_by=people.person(actor=actor, person_id=actor.person_id),
        saved_at=at,
    )
    _add_lines(made, lines)
    return made


def _add_lines(version: ReportVersion, lines: Sequence[tuple[str, str]]) -> None:
    ReportLine.objects.bulk_create(
        ReportLine(programme_id=version.programme_id, version=version, place=place, kind=kind, text=text)
        for place, (kind, text) in enumerate(lines, 1)
    )
