"""The day of a visit, its notes and its report, for those who may read them; and what all reports say together."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from linkage.access.actor import Actor
from linkage.areas import queries as areas
from linkage.kernel.errors import NotFound
from linkage.peer_review import policy, rules
from linkage.peer_review.enums import KNOWN, WITHOUT_REPORT, Answer, LineKind, NoteKind, VisitStatus
from linkage.peer_review.models import (
    LineCheck,
    Note,
    ReportLine,
    ReportVersion,
    Round,
    RoundSchool,
    Session,
    Visit,
    VisitPaper,
)
from linkage.practice import queries as practice
from linkage.practice.models import Practice
from linkage.practice.queries import audiences


@dataclass(frozen=True)
class Day:
    """What a host prepared: the parts of the day in their order, and what to read before."""

    sessions: tuple[Session, ...]
    papers: tuple[VisitPaper, ...]


@dataclass(frozen=True)
class Report:
    """The newest version the actor may read, those before it (the newest first), and what became of its lines.

    `shared` is what the host's own lines were made of, by the key of the line; empty for visitors.
    """

    version: ReportVersion | None
    earlier: tuple[ReportVersion, ...]
    checks: Mapping[UUID, LineCheck]
    shared: Mapping[UUID, Practice]


@dataclass(frozen=True)
class Themes:
    """What the reports of a round say together: how many there are, how many are late, and areas that many share."""

    visits: int
    agreed: int
    late: int
    rows: tuple[rules.Theme, ...]
    points: int | None
    done: int | None


def day_of_visit(*, actor: Actor, visit: Visit) -> Day | None:
    """Return the day of a visit for its two sides; None for everybody else. Parts of who does not come are left out."""
    if not policy.SEE_DAY.allows(actor, visit):
        return None
    going = {each.pk for each in visit.going}
    parts = visit.sessions.select_related("visiting__person").order_by("starts_at", "pk")
    return Day(
        tuple(each for each in parts if each.visiting_id is None or each.visiting_id in going),
        tuple(visit.papers.select_related("file", "added_by").order_by("added_at", "pk")),
    )


def part_of_day(*, actor: Actor, visit: Visit, session_id: UUID) -> Session:
    """Return a part of the day of a visit; raises NotFound."""
    found = Session.objects.filter(programme_id=actor.tenant_id, visit=visit, pk=session_id).first()
    if found is None or not policy.SEE_DAY.allows(actor, visit):
        raise NotFound("part of a day")
    found.visit = visit
    return found


def paper_of_visit(*, actor: Actor, visit: Visit, paper_id: UUID) -> VisitPaper:
    """Return a paper of a visit with its file; raises NotFound."""
    papers = VisitPaper.objects.filter(programme_id=actor.tenant_id, visit=visit, pk=paper_id)
    found = papers.select_related("file", "added_by").first()
    if found is None or not policy.SEE_DAY.allows(actor, visit):
        raise NotFound("paper")
    found.visit = visit
    return found


def notes(*, actor: Actor, visit: Visit) -> list[Note]:
    """Return what the visitors noted, the newest first; raises Forbidden for anybody else."""
    policy.READ_NOTES.check(actor, visit)
    return list(visit.notes.select_related("person").order_by("-made_at", "pk"))


def note(*, actor: Actor, visit: Visit, note_id: UUID) -> Note:
    """Return a note of a visit; raises NotFound."""
    policy.READ_NOTES.check(actor, visit)
    found = Note.objects.filter(programme_id=actor.tenant_id, visit=visit, pk=note_id).first()
    if found is None:
        raise NotFound("note")
    found.visit = visit
    return found


def report(*, actor: Actor, visit: Visit) -> Report:
    """Return the report as the actor may read it: visitors the draft too, the host what was sent."""
    policy.READ_REPORT.check(actor, visit)
    lines = Prefetch("lines", queryset=ReportLine.objects.order_by("place"))
    rows = visit.versions.select_related("saved_by", "checked_by").prefetch_related(lines).order_by("-number")
    if not policy.is_visitor(actor, visit):
        rows = rows.filter(sent_at__isnull=False)
    found = list(rows)
    if not found:
        return Report(None, (), {}, {})
    keys = [each.pk for each in found[0].ordered]
    checks = LineCheck.objects.filter(programme_id=actor.tenant_id, line_id__in=keys).exclude(says="")
    mine = policy.answers_for_host(actor, visit)
    return Report(
        version=found[0],
        earlier=tuple(found[1:]),
        checks={each.line_id: each for each in checks.order_by("said_at")},
        shared=practice.of_sources(actor=actor, source_ids=keys) if mine else {},
    )


def begun_with(*, actor: Actor, visit: Visit) -> dict[str, list[str]]:
    """Return the lines a report begins with, by heading: the newest draft, else what the visitors noted."""
    version = report(actor=actor, visit=visit).version
    if version is not None:
        return {kind: [each.text for each in version.of(kind)] for kind in LineKind}
    noted = list(reversed(notes(actor=actor, visit=visit)))
    return {kind: [" ".join(each.text.split()) for each in noted if each.kind == NoteKind(kind)] for kind in LineKind}


def line(*, actor: Actor, visit: Visit, line_id: UUID) -> ReportLine:
    """Return a line of the agreed report of a visit; raises NotFound."""
    policy.READ_REPORT.check(actor, visit)
    rows = ReportLine.objects.filter(programme_id=actor.tenant_id, version__visit=visit, pk=line_id)
    found = rows.select_related("version").first()
    newest = visit.newest_report
    if found is None or visit.state != VisitStatus.AGREED or found.version != newest:
        raise NotFound("line of a report")
    found.version.visit = visit
    return found


def asked_about(*, actor: Actor, visit: Visit) -> list[LineCheck]:
    """Return what the host is or was asked about its points, the newest asking of each, in their order."""
    policy.SAY_HOW_IT_STANDS.check(actor, visit)
    rows = LineCheck.objects.filter(programme_id=actor.tenant_id, line__version__visit=visit).select_related("line")
    newest = {each.line_id: each for each in rows.order_by("asked_at", "pk")}
    return sorted(newest.values(), key=lambda each: each.line.place)


def is_asked_about(*, actor: Actor, visit: Visit) -> bool:
    """Return whether the actor is asked, and has not said, what has become of a point of the report."""
    if not policy.SAY_HOW_IT_STANDS.allows(actor, visit):
        return False
    return LineCheck.objects.filter(programme_id=actor.tenant_id, line__version__visit=visit, says="").exists()


def themes(*, actor: Actor, review_round: Round) -> Themes:
    """Return what the reports of a round say together, in numbers of schools; nothing under five schools."""
    policy.SEE_THEMES.check(actor, review_round)
    visits = Visit.objects.filter(programme_id=actor.tenant_id, round=review_round).standing()
    agreed = visits.filter(status=VisitStatus.AGREED)
    lines = ReportLine.objects.filter(programme_id=actor.tenant_id, version__visit__in=agreed.values("pk"))
    # Areas are read when a report is agreed, so earlier versions have none.
    told = lines.exclude(area_codes=[]).values_list("version__visit__host_id", "kind", "area_codes")
    names = {each.code: each.name for each in areas.known(actor=actor)}
    hosts = agreed.count()
    checks = LineCheck.objects.filter(programme_id=actor.tenant_id, line__version__visit__in=agreed.values("pk"))
    said = checks.exclude(says="").values_list("line_id", "says", "line__version__visit__host_id")
    answering = {host for _, _, host in said}
    shown = len(answering) >= rules.FEWEST
    return Themes(
        visits=visits.count(),
        agreed=hosts,
        late=visits.filter(status__in=WITHOUT_REPORT, reminders__gte=len(rules.REMIND_AFTER)).count(),
        rows=tuple(
            rules.themes((host, kind, [names[code] for code in codes if code in names]) for host, kind, codes in told)
        ),
        points=len({line for line, _, _ in said}) if shown else None,
        done=len({line for line, says, _ in said if says == "done"}) if shown else None,
    )


def round_ids(*, actor: Actor) -> QuerySet[Any, UUID]:
    """Return the keys of the rounds in which a school of the actor takes part, once everybody knows of it."""
    return RoundSchool.objects.filter(
        programme_id=actor.tenant_id,
        organisation_id__in=audiences.schools_of(actor=actor),
        answer=Answer.YES,
        round__status__in=KNOWN,
    ).values_list("round_id", flat=True)
