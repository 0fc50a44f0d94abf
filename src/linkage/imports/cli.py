"""`linkage import-nominations FILE` and `linkage import-links FILE`.

Exit codes: 0 every row came in or was there; 1 refused, nothing was changed; 4 some rows were left out.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from django.utils import timezone
from rich.console import Console

from linkage.access.actor import Actor
from linkage.database.tenancy import acting_in
from linkage.imports import operations, presenters
from linkage.imports.enums import ImportKind
from linkage.imports.problem import Trial
from linkage.kernel.errors import NotFound
from linkage.programmes import queries as programmes

SOME_LEFT_OUT = 4
File = Annotated[Path, typer.Argument(help="The spreadsheet: .xlsx, .xls, .ods or .csv.", exists=True, dir_okay=False)]
Slug = Annotated[str, typer.Option("--programme", help="The programme's part of the address, like ribble-linkage.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would be added, and add nothing.")]
Json = Annotated[bool, typer.Option("--json", help="End with one line of JSON.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""

    @app.command("import-nominations")
    def import_nominations(file: File, programme: Slug, *, dry_run: DryRun = False, as_json: Json = False) -> None:
        """Add people from a spreadsheet of nominations; each is asked before anybody finds them."""
        with _acting(programme, file, hidden=as_json) as actor:
            done = operations.import_at_once(
                actor=actor,
                at=timezone.now(),
                kind=ImportKind.NOMINATIONS,
                name=file.name,
                content=file.read_bytes(),
                is_dry_run=dry_run,
            )
        _tell(*done, ImportKind.NOMINATIONS, as_json=as_json)

    @app.command("import-links")
    def import_links(file: File, programme: Slug, *, dry_run: DryRun = False, as_json: Json = False) -> None:
        """Add links from before Linkage from an old spreadsheet; nobody is written to."""
        with _acting(programme, file, hidden=as_json) as actor:
            done = operations.import_at_once(
                actor=actor,
                at=timezone.now(),
                kind=ImportKind.PAST_LINKS,
                name=file.name,
                content=file.read_bytes(),
                is_dry_run=dry_run,
            )
        _tell(*done, ImportKind.PAST_LINKS, as_json=as_json)


@contextmanager
def _acting(slug: str, file: Path, *, hidden: bool) -> Iterator[Actor]:
    """Act in the programme, and show on a terminal that something is being done."""
    found = programmes.find(slug)
    if found is None:
        raise NotFound(f"There is no programme called {slug} here.")
    with Console(stderr=True, quiet=hidden).status(f"Reading {file.name}"), acting_in(found.pk):
        yield Actor.system("import", found.pk)


def _tell(trial: Trial, is_added: bool, kind: str, *, as_json: bool) -> None:  # noqa: FBT001 - as the operation answers
    told = presenters.told(trial, is_added=is_added)
    typer.echo(json.dumps(told, ensure_ascii=False) if as_json else "\n".join(presenters.lines(told, kind)))
    if told["left_out"] or told["missing"]:
        raise typer.Exit(SOME_LEFT_OUT)
