"""Notes and reports as their readers see them: visitors, the host, and whoever runs the round (numbers alone)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.forms import Form

from linkage.access.actor import Actor
from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.organisations.enums import Phase
from linkage.peer_review import policy, rules
from linkage.peer_review.enums import LineKind, NoteKind, Stands, VisitStatus
from linkage.peer_review.models import Note, ReportLine, ReportVersion, Visit
from linkage.peer_review.queries import Report, Themes
from linkage.practice import rules as practice_rules
from linkage.practice.enums import Audience
from linkage.practice.presenters import tag_of

V = VisitStatus
STANDS_TAGS = {
    Stands.DONE: ("good", "Done"),
    Stands.BEGUN: ("info", "Begun"),
    Stands.NOT_YET: ("wait", "Not yet"),
    Stands.OTHERWISE: ("quiet", "Decided otherwise"),
}
# Nobody asks for help with what is done, or with what the school does otherwise.
SETTLED = (Stands.DONE, Stands.OTHERWISE)
NOTE_TAGS = {
    NoteKind.WELL: "good",
    NoteKind.BETTER: "info",
    NoteKind.PRACTICE: "good",
    NoteKind.QUESTION: "quiet",
}
FEW = "fewer than 5"
AUDIENCES = {
    Audience.ROUND: "The schools of this round",
    Audience.GROUP: "The schools of {group}",
}
MOST_TITLE = 80


@dataclass(frozen=True)
class NoteRow:
    """One note."""

    id: UUID
    text: str
    tag: tuple[str, str]
    who: str
    is_mine: bool


@dataclass(frozen=True)
class LineRow:
    """One line of a report, what became of it, and what its reader may do."""

    id: UUID
    text: str
    tag: tuple[str, str] | None
    note: str
    practice_url: str
    can_share: bool
    can_ask: bool
    has_asked: bool


@dataclass(frozen=True)
class Group:
    """The lines under one heading."""

    kind: str
    title: str
    lines: tuple[LineRow, ...]


@dataclass(frozen=True)
class Step:
    """One version in the trail: who sent it when, what the host said to it, what it changed in the one before."""

    title: str
    said: tuple[tuple[str, str], ...]
    remark: str
    changes: tuple[rules.Difference, ...]


@dataclass(frozen=True)
class ReportPage:
    """What stands on the page of a report."""

    tag: tuple[str, str]
    lead: str
    groups: tuple[Group, ...]
    trail: tuple[Step, ...]
    is_draft: bool
    can: dict[str, bool]


def note_rows(notes: Iterable[Note], actor: Actor) -> list[NoteRow]:
    """Return a row for each note, the newest first, with who wrote it."""
    return [
        NoteRow(
            each.pk,
            each.text,
            (NOTE_TAGS[NoteKind(each.kind)], NoteKind(each.kind).label),
            "You" if actor.is_person(each.person_id) else each.person.name,
            actor.is_person(each.person_id),
        )
        for each in notes
    ]


def report_page(found: Report, visit: Visit, actor: Actor) -> ReportPage:
    """Return the report as this reader may read it."""
    is_agreed = visit.state == V.AGREED
    return ReportPage(
        tag=tag_of_report(visit),
        lead=_lead(visit, actor, found),
        groups=tuple(_groups(found, actor, visit)) if found.version else (),
        trail=tuple(_trail(found)),
        is_draft=found.version is not None and found.version.sent_at is None,
        can={
            "write": policy.DRAFT_REPORT.allows(actor, visit),
            "check": policy.CHECK_REPORT.allows(actor, visit),
            "stands": is_agreed and policy.SAY_HOW_IT_STANDS.allows(actor, visit),
            "note": policy.READ_NOTES.allows(actor, visit),
            "take": is_agreed,
        },
    )


def tag_of_report(visit: Visit) -> tuple[str, str]:
    """Return how the report of a visit stands."""
    return {
        V.HAPPENED: ("wait", "Being written"),
        V.DRAFTED: ("wait", "The school checks the facts"),
        V.CHECKED: ("wait", "Facts are put right"),
        V.AGREED: ("good", "Agreed"),
    }.get(visit.state, ("info", "After the visit"))


def _lead(visit: Visit, actor: Actor, found: Report) -> str:
    host, writer = visit.host.name, visit.writer.person.name if visit.writer else "one of the visitors"
    mine = policy.writes(actor, visit)
    if visit.state == V.DRAFTED:
        return "Please say whether the facts are right" if policy.is_host(actor, visit) else f"Waits for {host}"
    if visit.state == V.CHECKED:
        return f"{host} says what is not right" if mine else f"Waits for {writer}"
    if visit.state == V.AGREED:
        on = words.day(day_of(visit.agreed_at)) if visit.agreed_at else ""
        return f"Agreed on {on}"
    if mine:
        return "You write it" if found.version is None else "A draft: only the visitors of this visit see it"
    return f"{writer} writes it"


def _groups(found: Report, actor: Actor, visit: Visit) -> Iterable[Group]:
    assert found.version is not None
    for kind in LineKind:
        lines = found.version.of(kind)
        if lines:
            yield Group(kind, kind.label, tuple(_line(each, found, actor, visit) for each in lines))


def _line(line: ReportLine, found: Report, actor: Actor, visit: Visit) -> LineRow:
    line.version.visit = visit
    check, shared = found.checks.get(line.pk), found.shared.get(line.pk)
    tag = STANDS_TAGS[Stands(check.says)] if check else tag_of(shared) if shared else None
    return LineRow(
        id=line.pk,
        text=line.text,
        tag=tag,
        note=check.note if check else "",
        practice_url=shared.path if shared else "",
        can_share=shared is None and policy.SHARE_LINE.allows(actor, line),
        can_ask=(check is None or check.says not in SETTLED) and policy.ASK_FOR_HELP.allows(actor, line),
        has_asked=line.request_id is not None and policy.answers_for_host(actor, visit),
    )


def _trail(found: Report) -> Iterable[Step]:
    """The versions that were sent, the newest first, each with what it changed and what the host said to it."""
    versions = [each for each in (found.version, *found.earlier) if each is not None and each.sent_at is not None]
    for number, each in enumerate(versions):
        before = versions[number + 1] if number + 1 < len(versions) else None
        who = each.saved_by.name if each.saved_by else "Somebody"
        on = words.day(day_of(each.sent_at)) if each.sent_at else ""
        yield Step(
            title=f"Version {each.number}: {who}, {on}",
            said=tuple((line.text, line.dispute) for line in each.ordered if line.dispute),
            remark=each.remark,
            changes=tuple(rules.differences(_pairs(before), _pairs(each))) if before else (),
        )


def _pairs(version: ReportVersion) -> list[tuple[str, str]]:
    return [(each.kind, each.text) for each in version.ordered]


def disputed(found: Report) -> tuple[tuple[tuple[str, str], ...], str]:
    """Return what the host said is not right, point by point, and to all of it; for whoever puts it right."""
    sent = next((each for each in (found.version, *found.earlier) if each and each.sent_at), None)
    if sent is None or sent.checked_at is None:
        return (), ""
    return tuple((line.text, line.dispute) for line in sent.ordered if line.dispute), sent.remark


def check_groups(version: ReportVersion, form: Form) -> list[tuple[str, list[tuple[str, str, bool]]]]:
    """Return each heading with its points: the words, the name of the question below, and whether it is open."""
    found = []
    for kind in LineKind:
        lines = [(each.text, f"line_{each.pk}", _is_open(form, f"line_{each.pk}")) for each in version.of(kind)]
        if lines:
            found.append((kind.label, lines))
    return found


def _is_open(form: Form, name: str) -> bool:
    return bool(form[name].value()) or bool(form[name].errors)


def share_initial(line: ReportLine, actor: Actor, today: date) -> dict[str, Any]:
    """Return what the questions about something a school does well hold, from one line of its report."""
    visit = line.version.visit
    week = f"in the week of {visit.week_on.day} {visit.week_on:%B %Y}"
    seen_on = f"on {words.day(visit.visits_on)}" if visit.visits_on else week
    areas = dict(zip(("first_area", "second_area", "third_area"), line.area_codes, strict=False))
    return {
        "title": words.shortened(line.text, MOST_TITLE),
        "what": line.text,
        "evidence": f"Visitors from other schools saw it {seen_on}.",
        "phases": [each for each in visit.host.phases if each in Phase.values],
        "audience": Audience.ROUND.value,
        "owner": str(actor.person_id or ""),
        "review_on": practice_rules.next_review_on(today),
        **areas,
    }


def audience_choices(visit: Visit, wide: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return for whom a line may be shared, the smallest circle first; `wide` are those of the whole programme."""
    keys = rules.audiences(visit.round_id, visit.round.group_id)
    group = visit.round.group.name if visit.round.group_id and visit.round.group else ""
    return [*((key, AUDIENCES[key].format(group=group)) for key in AUDIENCES if key in keys), *wide]


def themes_page(found: Themes) -> dict[str, Any]:
    """Return the tiles and the table of what reports say together."""
    tiles = [
        {"n": found.visits, "text": "visits"},
        {"n": found.agreed, "text": "reports agreed"},
        {"n": found.late, "text": "reports late"},
    ]
    if found.points is not None and found.done is not None:
        tiles.append({"n": f"{found.done} of {found.points}", "text": "points asked about are done"})
    return {"tiles": tiles, "rows": [_theme(each) for each in found.rows], "fewest": rules.FEWEST}


def _theme(each: rules.Theme) -> Sequence[Any]:
    told = ("" if number == 0 else FEW if number is None else number for number in each.by_kind.values())
    return [each.area, {"text": each.schools, "numeric": True}, *({"text": text, "numeric": True} for text in told)]
