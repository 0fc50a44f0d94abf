"""`linkage solve-rota`: who visits whom and when, from a spreadsheet of schools; needs no database."""

import json
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from linkage.access.actor import Actor
from linkage.kernel import words
from linkage.peer_review import queries
from linkage.peer_review.rules import sheets
from linkage.solvers.rota import Impossible, Problem, Rota, Settings, Shape, asked_for, judge
from linkage.solvers.rota.breaches import KM_A_MILE
from linkage.solvers.rota.types import monday_of

KM_DIGITS = 1
NO_ROTA = 1


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command()
    def solve_rota(
        file: Annotated[Path, typer.Argument(help="A CSV file: school, easting, northing, and what else is known.")],
        first: Annotated[datetime, typer.Option("--from", formats=["%Y-%m-%d"], help="A day in the first week.")],
        last: Annotated[datetime, typer.Option("--to", formats=["%Y-%m-%d"], help="A day in the last week.")],
        visitors: Annotated[int, typer.Option(help="How many heads visit a school.", min=1, max=8)] = 3,
        at_least: Annotated[int, typer.Option(help="How often each head goes out at least.", min=0)] = 2,
        at_most: Annotated[int, typer.Option(help="How often each head goes out at most.", min=1)] = 4,
        limit_miles: Annotated[float | None, typer.Option(help="No journey is longer.")] = None,
        *,
        groups: Annotated[bool, typer.Option("--groups", help="Pairs or triads that visit each other.")] = False,
        mutual: Annotated[bool, typer.Option("--mutual", help="Two schools may visit each other.")] = False,
        same_trust: Annotated[bool, typer.Option("--same-trust", help="Schools of one trust may meet.")] = False,
        mixed: Annotated[bool, typer.Option("--mixed", help="Somebody from another phase in every team.")] = False,
        lead: Annotated[bool, typer.Option("--lead", help="Somebody in every team leads the visit.")] = False,
        as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    ) -> None:
        """Plan who visits whom and in which week, as well as can be; or say which rules stand in the way."""
        settings = Settings(
            shape=Shape.GROUPS if groups else Shape.PANEL,
            visitors=visitors,
            at_least=at_least,
            at_most=at_most,
            allows_mutual=mutual,
            other_trust=not same_trust,
            limit_km=None if limit_miles is None else limit_miles * KM_A_MILE,
            mixes_phases=mixed,
            needs_lead=lead,
        )
        problem, found = queries.rota_of_sheet(
            actor=Actor.system("solve-rota"), text=_text(file), first=first.date(), last=last.date(), settings=settings
        )
        _print(problem, found, as_json=as_json)
        if isinstance(found, Impossible) or found.unplaced:
            raise typer.Exit(NO_ROTA)


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise sheets.UnableToReadSchools(f"{file.name} is not written in UTF-8. Save it as “CSV UTF-8”.") from None
    except OSError as problem:
        raise sheets.UnableToReadSchools(f"{file} cannot be read: {problem.strerror}.") from None


def _plain(problem: Problem, found: Rota | Impossible) -> dict[str, Any]:
    if isinstance(found, Impossible):
        return {"is_possible": False, "in_the_way": list(found.said), "relax": list(found.relax)}
    return {
        "is_possible": not found.unplaced,
        "is_proven": found.is_proven,
        "gap": found.gap,
        "cost": found.cost,
        "unplaced": list(found.unplaced),
        "rules": [rule.title(problem) for rule in asked_for(problem)],
        "breaks": [breach.said for breach in judge(problem, found)],
        "visits": [
            {
                "week_of": monday_of(each.week).isoformat(),
                "school": each.host,
                "visitors": list(each.visitors),
                "writes": each.writer,
                "leads": each.lead,
                "km": [round(problem.km(visitor, each.host), KM_DIGITS) for visitor in each.visitors],
            }
            for each in found.visits
        ],
    }


def _print(problem: Problem, found: Rota | Impossible, *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(_plain(problem, found)))
    else:
        _show(problem, found)


def _show(problem: Problem, found: Rota | Impossible) -> None:
    if isinstance(found, Impossible):
        typer.echo("\n".join(["No rota keeps all of these:", *(f"  {each}" for each in found.said), *found.relax]))
        return
    has_leads = any(each.lead for each in found.visits)
    table = Table("Week of", "School visited", "Visited by", "Writes", *(["Leads"] if has_leads else []))
    for each in found.visits:
        does = [each.writer, *([each.lead] if has_leads else [])]
        table.add_row(words.day(monday_of(each.week)), each.host, words.listing(list(each.visitors)), *does)
    Console().print(table)
    km = sum(problem.km(each.visitor, each.host) for each in found.journeys)
    proof = "Nothing better exists." if found.is_proven else f"At most {found.gap:.2%} from the best there is."
    typer.echo(f"{words.count(len(found.visits), 'visit')}, {km:,.0f} km in all. {proof}")
    for name in found.unplaced:
        typer.echo(f"No week is left for the visit to {name}.")
