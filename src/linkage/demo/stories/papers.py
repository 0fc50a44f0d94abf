"""Papers of a sponsorship, the days of its milestones, and what one side shows for its answers."""

import io
from collections.abc import Sequence
from datetime import timedelta

import openpyxl

from linkage.access.actor import Actor
from linkage.demo.stories.readying import Play
from linkage.documents.gateway import check
from linkage.engagements import operations, queries
from linkage.engagements.enums import Theme
from linkage.engagements.models import Paper
from linkage.kernel.days import day_of
from linkage.links.enums import Side

# In days from today; the first has passed, and nobody has done it.
PLANNED = {"application": -2, "order": 45, "conversion": 130}
MINUTES = (
    "Extraordinary meeting of the governing body",
    "Present: eleven of twelve governors, the head and the clerk.",
    "Resolved: to go on with the sponsorship, with nine votes to two.",
    "The chair writes to staff and parents before half-term.",
)
BUDGET = (("What", "This year", "Next year"), ("Staff", 2_140_000, 2_190_000), ("Buildings", 310_000, 335_000))
HEARD = "Who,How many,For,Against\r\nStaff,61,44,17\r\nParents,218,171,47\r\nNeighbours,12,9,3\r\n"


def milestones(play: Play, days_ago: int) -> None:
    """Whoever leads plans the days that are left, and both schools and the programme add what was decided."""
    today, client, home = day_of(play.stage.now), play.lead(Side.CLIENT), play.lead(Side.HOME)
    for code, days in PLANNED.items():
        operations.plan_step(
            actor=client,
            at=play.on(days_ago),
            engagement=play.found,
            code=code,
            planned_on=today + timedelta(days=days),
        )
    _added(play, client, days_ago, "Minutes of the governors", "Minutes.pdf", _pdf(MINUTES), code="governors")
    _added(play, client, days_ago, "What staff and parents said", "Answers.csv", HEARD.encode(), code="consultation")
    budget = _added(play, home, days_ago, "Finances, looked into", "Budget.xlsx", _workbook(BUDGET), code="diligence")
    newer = check(_workbook((*BUDGET, ("Energy", 96_000, 91_000))), "Budget with energy.xlsx")
    operations.replace_paper(actor=home, at=play.on(days_ago - 1), paper=budget, file=newer, based_on=1)
    said = b"Neither head is related to anybody of the other school. Asked both on the telephone."
    _added(play, play.stage.coordinator, days_ago, "Conflict of interest", "Note.txt", said, code="conflict")
    draft = _added(play, client, days_ago, "Draft letter to parents", "Letter.txt", b"Dear parents, ...")
    operations.take_paper_off(actor=client, at=play.on(days_ago - 1), paper=draft)
    play.renew()


def evidence(play: Play, days_ago: int) -> None:
    """The helped side adds what shows that its answer is true."""
    cover = b"Mondays: Ms Hale. Tuesdays: Mr Oyelaran. Thursdays: supply, booked until Easter."
    client = play.lead(Side.CLIENT)
    _added(play, client, days_ago, "Cover plan for the spring", "Cover plan.txt", cover, theme=Theme.TIME)


def _added(
    play: Play, actor: Actor, days_ago: int, title: str, name: str, content: bytes, *, code: str = "", theme: str = ""
) -> Paper:
    made = operations.add_paper(
        actor=actor,
        at=play.on(days_ago),
        engagement=play.found,
        title=title,
        file=check(content, name),
        code=code,
        theme=theme,
    )
    return queries.paper(actor=actor, engagement=play.found, paper_id=made.pk)


def _workbook(rows: Sequence[Sequence[object]]) -> bytes:
    book, kept = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(kept)
    return kept.getvalue()


def _pdf(lines: Sequence[str]) -> bytes:
    """One page of words in a letter that every reader of PDFs has."""
    words = b"".join(b"(%s) Tj T* " % each.encode("cp1252") for each in lines)
    page = b"BT /F1 12 Tf 20 TL 60 780 Td " + words + b"ET"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources 6 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(page), page),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Font << /F1 5 0 R >> >>",
    )
    content, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    start = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return content + start + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(content))
