"""`linkage suggest-areas`: what the texts of a file are about."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from linkage.access.actor import Actor
from linkage.areas import gateway, queries
from linkage.areas.queries import Reading
from linkage.database.tenancy import acting_in
from linkage.kernel.errors import NotFound, Refused
from linkage.programmes import queries as programmes

SHOWN, LEAST_SHOWN = 5, 3
SCORE_DIGITS = 4


class UnableToReadTexts(Refused):
    """The file holds no texts under that heading."""


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command()
    def suggest_areas(
        file: Annotated[Path, typer.Argument(help="A CSV file with a heading row.")],
        column: Annotated[str, typer.Option(help="The heading of the column that holds the texts.")],
        *,
        as_json: Annotated[bool, typer.Option("--json", help="Print JSON: each row's areas and flag.")] = False,
        programme: Annotated[
            str | None,
            typer.Option(help="Read with this programme's names, words and confirmed choices; without it, as shipped."),
        ] = None,
    ) -> None:
        """Say which support areas each text of a file is about; concerns about a person are flagged, not suggested."""
        texts = list(_texts(file, column))
        if programme is None:
            readings = [queries.read_as_shipped(actor=Actor.system("suggest-areas"), text=text) for text in texts]
        else:
            readings = _read_in(programme, texts)
        if as_json:
            typer.echo(json.dumps([_plain(each) for each in readings]))
        else:
            _show(texts, readings)


def _read_in(slug: str, texts: list[str]) -> list[Reading]:
    found = programmes.find(slug)
    if found is None:
        raise NotFound(f"There is no programme {slug} here.")
    with acting_in(found.pk):
        actor = Actor.system("suggest-areas", found.pk)
        return [queries.read(actor=actor, text=text) for text in texts]


def _texts(file: Path, column: str) -> Iterator[str]:
    """The texts of the column; raises UnableToReadTexts, saying which headings there are."""
    try:
        written = _decoded(file.read_bytes())
    except OSError as problem:
        raise UnableToReadTexts(f"{file} cannot be read: {problem.strerror}.") from problem
    rows = csv.DictReader(io.StringIO(written, newline=""))
    headings = [name.strip() for name in rows.fieldnames or () if name]
    if column not in headings:
        there = ", ".join(headings) or "none"
        raise UnableToReadTexts(f"{file} has no column {column}. Its columns are: {there}.")
    rows.fieldnames = [name.strip() for name in rows.fieldnames or ()]
    return (row[column] or "" for row in rows)


def _decoded(written: bytes) -> str:
    """UTF-8 with or without its mark; else what Excel on Windows writes."""
    try:
        return written.decode("utf-8-sig")
    except UnicodeDecodeError:
        return written.decode("cp1252", errors="replace")


def _plain(reading: Reading) -> dict[str, Any]:
    shown = [
        {"code": each.area.code, "score": round(each.score, SCORE_DIGITS)}
        for each in reading.ranked[: max(LEAST_SHOWN, min(SHOWN, len(reading.suggestions)))]
    ]
    return {"areas": [] if reading.flag == "safeguarding" else shown, "flag": reading.flag}


def _show(texts: list[str], readings: list[Reading]) -> None:
    table = Table("Text", "Areas", "Because of", show_lines=True)
    for text, reading in zip(texts, readings, strict=True):
        areas = "\n".join(f"{each.area.name} {each.score:.0%}" for each in reading.suggestions[:LEAST_SHOWN])
        because = "\n".join(", ".join(each.because) for each in reading.suggestions[:LEAST_SHOWN])
        said = {"safeguarding": "Safeguarding: not for matching", "unclear": "Unclear: ask", None: areas}[reading.flag]
        table.add_row(text, said, because)
    console = Console()
    console.print(table)
    console.print(f"Read by {gateway.state()}.")
