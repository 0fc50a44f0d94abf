"""`linkage solve-round`: what a round would plan now, for scripts and the curious; nothing is kept and nobody asked.

Exit codes: 0 a plan was found; 1 there is no such programme.
"""

import json
from typing import Annotated, Any

import typer
from django.utils import timezone

from linkage.access.actor import Actor
from linkage.brokering import queries
from linkage.brokering.rules import planning
from linkage.database.tenancy import acting_in
from linkage.kernel.errors import NotFound
from linkage.programmes import queries as programmes

Slug = Annotated[str, typer.Option("--programme", help="The programme's part of the address, like ribble-linkage.")]
Json = Annotated[bool, typer.Option("--json", help="Print one line of JSON, by key and without names.")]


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command("solve-round")
    def solve_round(programme: Slug, *, as_json: Json = False) -> None:
        """Plan everything open together, and say how it compares with first come, first served."""
        found = programmes.find(programme)
        if found is None:
            raise NotFound(f"There is no programme called {programme} here.")
        with acting_in(found.pk):
            told = _told(queries.trial(actor=Actor.system("solve-round", found.pk), at=timezone.now()))
        typer.echo(json.dumps(told) if as_json else _sentence(told))


def _told(planned: planning.Planned) -> dict[str, Any]:
    rows = planning.outcome(planned)["rows"]
    return {
        "requests": len(rows),
        "placed": sum(bool(row["asks"]) for row in rows),
        "first_come_placed": sum(bool(row["first_come"]) for row in rows),
        "gap": planned.certificate.gap,
        "input_hash": planned.input_hash,
        "rows": [{"request": row["request"], "asks": [pair["entry"] for pair in row["asks"]]} for row in rows],
    }


def _sentence(told: dict[str, Any]) -> str:
    return (
        f"{told['placed']} of {told['requests']} requests would be placed; first come, first served "
        f"{told['first_come_placed']}. {'No better plan exists.' if told['gap'] == 0 else 'A better one may exist.'}"
    )
