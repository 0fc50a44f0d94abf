"""The agreed report of a visit as a paper, for the school and its visitors."""

from linkage.documents import presenters as documents
from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.peer_review.enums import LineKind
from linkage.peer_review.models import ReportVersion, Visit
from linkage.peer_review.presenters.rounds import when
from linkage.programmes.queries import Sender

TEMPLATE = "peer_review/data/report.typ"
PDF = documents.PDF


def report_paper(visit: Visit, version: ReportVersion, sender: Sender) -> bytes:
    """Return the agreed report as a PDF; made again it is the same file, byte for byte."""
    agreed = words.day(day_of(visit.agreed_at)) if visit.agreed_at else ""
    going = [f"{each.person.name}, {each.organisation.name}" for each in visit.going]
    data = {
        "programme": sender.name,
        "colour": sender.colour,
        "title": f"Visit to {visit.host.name}",
        "lead": f"{visit.round.name}. {when(visit)}.",
        "agreed": agreed,
        "visitors": going,
        "groups": [
            {"title": kind.label, "lines": [each.text for each in version.of(kind)]}
            for kind in LineKind
            if version.of(kind)
        ],
    }
    return documents.render(TEMPLATE, data, made_at=visit.agreed_at)
