"""The record of what somebody, or a school, has given as a paper for an appraisal or for governors."""

from datetime import datetime
from typing import Any

from linkage.documents import presenters as documents
from linkage.engagements.presenters.contributions import Record, Table
from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.programmes.queries import Sender

TEMPLATE = "engagements/data/contribution.typ"


def contribution_paper(found: Record, sender: Sender, *, at: datetime) -> bytes:
    """Return the record as a PDF; the same lines at the same time give the same file."""
    data = {
        "programme": sender.name,
        "colour": sender.colour,
        "title": found.title,
        "lead": found.lead,
        "made": words.day(day_of(at)),
        "tiles": [{"n": str(each["n"]), "text": each["text"]} for each in found.tiles],
        "tables": [_table(each) for each in found.tables],
    }
    return documents.render(TEMPLATE, data, made_at=at)


def _table(found: Table) -> dict[str, Any]:
    rows = [list(row) for row in found.rows]
    return {"title": found.title, "head": list(found.head), "rows": rows, "total": found.total}
