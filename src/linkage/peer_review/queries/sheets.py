"""A rota from a spreadsheet alone: no programme, and nothing kept."""

from datetime import date

from linkage.access.actor import Actor
from linkage.peer_review.rules import sheets
from linkage.solvers.rota import Impossible, Problem, Rota, Settings, solve


def rota_of_sheet(
    *,
    actor: Actor,  # noqa: ARG001 - nothing of anybody's is read
    text: str,
    first: date,
    last: date,
    settings: Settings,
) -> tuple[Problem, Rota | Impossible]:
    """Return the round that a spreadsheet describes, and its best rota; raises UnableToReadSchools."""
    problem = sheets.read(text, first=first, last=last, settings=settings)
    return problem, solve(problem)
