"""`linkage import-register FILE`."""

import json
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from django.utils import timezone

from linkage.access.actor import Actor
from linkage.organisations import operations, presenters


def register(app: typer.Typer) -> None:
    """Add this app's commands."""

    @app.command("import-register")
    def import_register(
        file: Annotated[
            Path, typer.Argument(help="The register file: .csv, .csv.gz or .zip.", exists=True, dir_okay=False)
        ],
        *,
        dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change, and change nothing.")] = False,
        as_json: Annotated[bool, typer.Option("--json", help="End with one line of JSON.")] = False,
        date: Annotated[
            datetime | None,
            typer.Option(formats=["%Y-%m-%d"], help="The day the file is of, if its name does not say."),
        ] = None,
    ) -> None:
        """Bring a file of the national register of schools in: schools, closed schools, links or trusts."""
        with _progress(hidden=as_json) as told:
            done = operations.import_register(
                actor=Actor.system("import-register"),
                at=timezone.now(),
                path=file,
                file_name=file.name,
                is_dry_run=dry_run,
                on=date.date() if date else None,
                progress=told,
            )
        outcome = presenters.outcome(done)
        typer.echo(json.dumps(outcome, ensure_ascii=False) if as_json else "\n".join(presenters.outcome_lines(done)))


class _progress:  # noqa: N801 - used as a function is
    """A count of the rows read so far, on a terminal only."""

    def __init__(self, *, hidden: bool) -> None:
        from rich.console import Console  # noqa: PLC0415 - slow, and only this command needs it
        from rich.progress import Progress, TextColumn  # noqa: PLC0415

        console = Console(stderr=True)
        self._bar = Progress(
            TextColumn("{task.completed:,} rows read"), console=console, transient=True,
            disable=hidden or not console.is_terminal,
        )  # fmt: skip
        self._task = self._bar.add_task("", total=None)

    def __enter__(self) -> Any:
        """Return what is told of each row read."""
        self._bar.start()
        return self._told

    def _told(self, rows: int) -> None:
        self._bar.tasks[self._task].completed = rows

    def __exit__(self, *_: object) -> None:
        """Take the line away."""
        self._bar.stop()
