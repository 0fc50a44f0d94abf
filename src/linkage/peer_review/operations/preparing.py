"""The host prepares the day: what to look at, what happens when, what to read before; and lets its visitors know."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.documents import operations as documents
from linkage.documents.gateway import Checked
from linkage.kernel.errors import Refused
from linkage.kernel.violations import Violation
from linkage.peer_review import policy, queries, rules
from linkage.peer_review.enums import VisitStatus
from linkage.peer_review.models import RoundSchool, Session, Visit, VisitPaper
from linkage.peer_review.operations import report_telling as telling
from linkage.people import queries as people

MOST_PAPERS = 10


class UnableToPrepare(Refused):
    """Something of the day that cannot stand, or comes too late."""


@dataclass(frozen=True)
class Brief:
    """What a host says of the day, in its own words."""

    focus: str
    questions: str
    who_joins: str
    needs: str


@operation(policy.PREPARE_DAY, target="visit")
def brief(*, actor: Actor, at: datetime, visit: Visit, brief: Brief) -> Visit:
    """Keep what visitors should look at and ask, who takes part and what the building needs. Raises UnableToPrepare."""
    _hold(actor, visit)
    UnableToPrepare.unless_none(rules.focus_is_said(brief.focus))
    UnableToPrepare.unless_none(queries.worries(actor=actor, **vars(brief)))
    host = RoundSchool.objects.select_for_update().get(
        programme_id=actor.tenant_id, round=visit.round, organisation=visit.host
    )
    host.focus, host.who_joins, host.needs = brief.focus, brief.who_joins, brief.needs
    host.area_codes = queries.areas_of(actor=actor, text=brief.focus)
    host.save()
    visit.questions, visit.changed_at = brief.questions, at
    visit.save()
    return visit


@operation(policy.PREPARE_DAY, target="visit")
def add_part(*, actor: Actor, at: datetime, visit: Visit, part: rules.Part) -> Session:
    """Add a part to the day. Raises UnableToPrepare where it does not fit beside the others."""
    _hold(actor, visit)
    _refuse_unfitting(actor, visit, part, list(visit.sessions.all()))
    made = Session.objects.create(programme_id=actor.tenant_id, visit=visit, **vars(part))
    _note_change(visit, at)
    return made


@operation(policy.CHANGE_DAY, target="session")
def change_part(*, actor: Actor, at: datetime, session: Session, part: rules.Part) -> Session:
    """Change a part of the day. Raises UnableToPrepare where it does not fit beside the others."""
    _hold(actor, session.visit)
    _refuse_unfitting(actor, session.visit, part, list(session.visit.sessions.exclude(pk=session.pk)))
    for name, value in vars(part).items():
        setattr(session, name, value)
    session.save()
    _note_change(session.visit, at)
    return session


@operation(policy.CHANGE_DAY, target="session")
def take_part_off(*, actor: Actor, at: datetime, session: Session) -> None:
    """Take a part of the day off."""
    _hold(actor, session.visit)
    Session.objects.filter(programme_id=actor.tenant_id, pk=session.pk).delete()
    _note_change(session.visit, at)


@operation(policy.PREPARE_DAY, target="visit")
def begin_day(*, actor: Actor, at: datetime, visit: Visit) -> Sequence[Session]:
    """Begin with an ordinary day, which its host changes. Raises UnableToPrepare where there are parts already."""
    _hold(actor, visit)
    if visit.sessions.exists():
        raise UnableToPrepare("There is a timetable already. Change what stands there")
    rows = [Session(programme_id=actor.tenant_id, visit=visit, **vars(part)) for part in rules.ORDINARY]
    made = Session.objects.bulk_create(rows)
    _note_change(visit, at)
    return made


@operation(policy.PREPARE_DAY, target="visit")
def send_brief(*, actor: Actor, at: datetime, visit: Visit) -> Visit:
    """Let the visitors know that the day is prepared, or was changed since. Raises UnableToPrepare."""
    _hold(actor, visit)
    again = visit.state == VisitStatus.BRIEFED
    if not again:
        visit.move_to(VisitStatus.BRIEFED)
    visit.briefed_at = at
    visit.save()
    telling.prepared(actor=actor, at=at, visit=visit, again=again)
    return visit


@operation(policy.PREPARE_DAY, target="visit")
def add_paper(*, actor: Actor, at: datetime, visit: Visit, title: str, file: Checked) -> VisitPaper:
    """Keep something visitors should read before they come. Raises UnableToPrepare where there is no room."""
    _hold(actor, visit)
    if visit.papers.count() >= MOST_PAPERS:
        said = f"{MOST_PAPERS} papers are more than anybody reads. Take one off first"
        raise UnableToPrepare([Violation("most_papers", said, "file")])
    made = VisitPaper.objects.create(
        programme_id=actor.tenant_id,
        visit=visit,
        title=title,
        file=documents.keep(actor=actor, at=at, file=file),
        added_by=people.person(actor=actor, person_id=actor.person_id),
        added_at=at,
    )
    _note_change(visit, at)
    return made


@operation(policy.CHANGE_DAY, target="paper")
def take_paper_off(*, actor: Actor, at: datetime, paper: VisitPaper) -> None:
    """Take a paper off: it is gone for good, with its file."""
    _hold(actor, paper.visit)
    VisitPaper.objects.filter(programme_id=actor.tenant_id, pk=paper.pk).delete()
    documents.drop(actor=actor, at=at, file=paper.file)
    _note_change(paper.visit, at)


def _hold(actor: Actor, visit: Visit) -> None:
    visit.hold()
    if not policy.PREPARE_DAY.allows(actor, visit):
        raise UnableToPrepare("This visit has been, or is cancelled, so its day cannot be changed any more")


def _note_change(visit: Visit, at: datetime) -> None:
    visit.changed_at = at
    visit.save(update_fields=["changed_at"])


def _refuse_unfitting(actor: Actor, visit: Visit, part: rules.Part, others: Sequence[Session]) -> None:
    if part.visiting_id is not None and part.visiting_id not in {each.pk for each in visit.going}:
        raise UnableToPrepare([Violation("who_goes", "Choose one of the visitors, or all of them", "visiting")])
    UnableToPrepare.unless_none(queries.worries(actor=actor, about=part.about))
    known = [rules.Part(each.starts_at, each.minutes, each.kind, each.about, each.visiting_id) for each in others]
    UnableToPrepare.unless_none(rules.part_fits(part, known))
