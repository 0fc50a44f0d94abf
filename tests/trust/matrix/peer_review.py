"""Rounds of visits: one that is published with a change to come, one schools are asked for, one nobody runs."""

from datetime import date, time
from typing import TYPE_CHECKING

from linkage.documents.models import FileContent, StoredFile
from linkage.peer_review.models import (
    KeptApart,
    LineCheck,
    Note,
    Organiser,
    ReportLine,
    ReportVersion,
    RotaPlan,
    RotaRuling,
    Round,
    RoundSchool,
    Session,
    Visit,
    Visiting,
    VisitPaper,
)
from linkage.peer_review.rules.weeks import number_of
from linkage.programmes.tests.factories import NOW
from tests.trust.matrix.copies import again

if TYPE_CHECKING:
    from tests.trust.matrix.world import Side

# Far enough that the visits are to come on whatever day this runs.
WEEKS = [date(2027, 6, 14), date(2027, 6, 21), date(2027, 6, 28)]


def add(side: "Side", schools: list) -> None:
    """The helping school and the one that is helped visit each other; the nominee runs it. The third stands beside."""
    client, home, far = schools
    who, own = side.people, {"programme": side.programme}
    side.programme.has_rounds = True
    side.programme.save(update_fields=["has_rounds"])
    known = Round.objects.create(
        **own,
        name="Round",
        strand="Strand",
        preset="pairs",
        status="published",
        visitors=1,
        at_least=1,
        at_most=1,
        allows_mutual=True,
        first_week_on=WEEKS[0],
        last_week_on=WEEKS[-1],
        answers_by_on=date(2027, 5, 20),
        created_by=who["nominee"],
        created_at=NOW,
        changed_at=NOW,
        opened_at=NOW,
        published_at=NOW,
    )
    Organiser.objects.create(**own, round=known, person=who["nominee"], added_at=NOW)
    host = _takes_part(side, known, home, who["home head"])
    _takes_part(side, known, client, who["client head"])
    visit, visiting = _visit(side, known, home, client, who["client head"], WEEKS[0])
    _visit(side, known, client, home, who["home head"], WEEKS[1])
    _plan(known, 1, (home, client, WEEKS[0]), (client, home, WEEKS[1]), published_at=NOW, published_by=who["nominee"])
    _plan(known, 2, (home, client, WEEKS[2]), (client, home, WEEKS[1]))
    RotaRuling.objects.create(
        **own, round=known, host=client, visitor=home, says="keep", ruled_by=who["nominee"], ruled_at=NOW
    )
    _day(side, visit, visiting, who["home head"])
    _reports(side, known, home, client)
    KeptApart.objects.create(**own, round=known, school=home, other=far, said_by=who["home head"], said_at=NOW)
    answering = again(known, status="open", published_at=None)
    Organiser.objects.create(**own, round=answering, person=who["nominee"], added_at=NOW)
    asked = RoundSchool.objects.create(**own, round=answering, organisation=client, asked_at=NOW)
    _takes_part(side, answering, home, who["home head"])
    _takes_part(side, answering, far, who["stranger"])
    draft = again(known, status="draft", opened_at=None, published_at=None)
    side.records |= {
        "round_id": known.pk,
        "open_round_id": answering.pk,
        "draft_round_id": draft.pk,
        "round_school_id": host.pk,
        "open_school_id": asked.pk,
        "peer_visit_id": visit.pk,
        "visiting_id": visiting.pk,
        "host_id": home.pk,
    }


def _takes_part(side: "Side", found: Round, school: object, person: object) -> RoundSchool:
    return RoundSchool.objects.create(
        programme=side.programme,
        round=found,
        organisation=school,
        answer="yes",
        person=person,
        focus="Focus",
        area_codes=["literacy"],
        who_joins="Joins",
        needs="Needs",
        host_weeks=WEEKS,
        visit_weeks=WEEKS,
        asked_at=NOW,
        answered_at=NOW,
        answered_by=person,
    )


def _visit(side: "Side", found: Round, host: object, visitor: object, person: object, week: date) -> tuple:
    own = {"programme": side.programme}
    visit = Visit.objects.create(**own, round=found, host=host, week_on=week, made_at=NOW, changed_at=NOW)
    goes = Visiting.objects.create(
        **own, visit=visit, organisation=visitor, person=person, is_writer=True, asked_at=NOW
    )
    return visit, goes


def _day(side: "Side", visit: Visit, visiting: Visiting, host: object) -> None:
    """What the host prepared for a visit to come, and what its visitor noted."""
    own = {"programme": side.programme, "visit": visit}
    visit.questions = "Questions"
    visit.visits_on = visit.week_on
    visit.save()
    part = Session.objects.create(**own, starts_at=time(9), minutes=60, kind="walk", about="About", visiting=visiting)
    file = StoredFile.objects.create(
        programme=side.programme, name="Name", kind="txt", size=5, sha256="1" * 64, state="clean", added_at=NOW
    )
    FileContent.objects.create(programme=side.programme, file=file, content=b"Words")
    paper = VisitPaper.objects.create(**own, title="Title", file=file, added_by=host, added_at=NOW)
    note = Note.objects.create(**own, person=visiting.person, kind="well", text="Text", made_at=NOW)
    side.records |= {"session_id": part.pk, "visit_paper_id": paper.pk, "note_id": note.pk}


def _reports(side: "Side", known: Round, home: object, client: object) -> None:
    """A report in each state: to be written, to be checked, sent back, agreed. Each of two rounds has two hosts."""
    who = side.people
    for status, host, visitor, writer in (
        ("happened", home, client, "client head"),
        ("drafted", client, home, "home head"),
        ("checked", client, home, "home head"),
        ("agreed", home, client, "client head"),
    ):
        if status in ("happened", "checked"):
            over = again(known, status="running", follows=None)
            _takes_part(side, over, home, who["home head"])
            _takes_part(side, over, client, who["client head"])
        visit, _ = _visit(side, over, host, visitor, who[writer], WEEKS[0])
        visit.status, visit.waits_since = status, NOW
        visit.agreed_at = NOW if status == "agreed" else None
        visit.save()
        side.records[f"{status}_visit_id"] = visit.pk
        lines = _report(side, visit, status, who[writer])
        if status == "agreed":
            side.records |= {"line_id": lines[2].pk, "better_line_id": lines[1].pk}
            LineCheck.objects.create(programme=side.programme, line=lines[1], asking="later", asked_at=NOW)


def _report(side: "Side", visit: Visit, status: str, writer: object) -> list[ReportLine]:
    own = {"programme": side.programme}
    version = ReportVersion.objects.create(
        **own,
        visit=visit,
        number=1,
        saved_by=writer,
        saved_at=NOW,
        sent_at=None if status == "happened" else NOW,
        checked_at=NOW if status in ("checked", "agreed") else None,
        remark="Remark" if status == "checked" else "",
    )
    lines = [
        ReportLine.objects.create(
            **own,
            version=version,
            place=place,
            kind=kind,
            text="Text",
            dispute="Dispute" if status == "checked" else "",
        )
        for place, kind in enumerate(("well", "better", "practice"), 1)
    ]
    side.records[f"{status}_line_id"] = lines[0].pk
    if status == "checked":
        draft = ReportVersion.objects.create(**own, visit=visit, number=2, saved_by=writer, saved_at=NOW)
        line = ReportLine.objects.create(**own, version=draft, place=1, kind="well", text="Text")
        side.records["unsent_line_id"] = line.pk
    return lines


def _plan(found: Round, number: int, *visits: tuple, **fields: object) -> None:
    RotaPlan.objects.create(
        programme=found.programme,
        round=found,
        number=number,
        planned_at=NOW,
        cause="planned",
        rulings=[],
        settings={},
        input_hash="hash",
        code_version="0",
        outcome={
            "visits": [
                {
                    "host": str(host.pk),
                    "week": number_of(week),
                    "visitors": [str(visitor.pk)],
                    "writer": str(visitor.pk),
                }
                for host, visitor, week in visits
            ],
            "unplaced": [],
            "changed": [],
        },
        cost=1.0,
        bound=1.0,
        is_proven=True,
        seconds=0.1,
        **fields,
    )
