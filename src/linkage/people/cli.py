"""`linkage erase` and `linkage subject-access`: a person's rights over their data, programme by programme."""

from pathlib import Path
from typing import Annotated

import typer
from django.utils import timezone

from linkage.access.actor import Actor
from linkage.database.tenancy import acting_in
from linkage.kernel.errors import NotFound
from linkage.people import operations, queries
from linkage.people.presenters import export
from linkage.programmes import queries as programmes
from linkage.programmes.models import Programme

Email = Annotated[str, typer.Argument(help="The person's e-mail address in the programme.")]
Slug = Annotated[str, typer.Option("--programme", help="The programme's part of the address, like ribble-linkage.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""

    @app.command()
    def erase(
        email: Email,
        programme: Slug,
        *,
        dry_run: Annotated[
            bool, typer.Option("--dry-run", help="Say what would be erased, and change nothing.")
        ] = False,
    ) -> None:
        """Erase everything held about a person in one programme; what must be kept is named, and nothing is erased."""
        actor = Actor.system("erase", _programme(programme).pk)
        with acting_in(actor.programme_id):
            person = queries.by_email(actor=actor, email=email)
            held = queries.everything_about(actor=actor, person=person)
            if not dry_run:
                operations.erase(actor=actor, at=timezone.now(), person=person)
        typer.echo(export.summary(held, is_dry_run=dry_run))

    @app.command()
    def subject_access(
        email: Email,
        programme: Slug,
        out: Annotated[Path, typer.Option(help="The file to write: JSON, and the same to read beside it (.html).")],
    ) -> None:
        """Write down everything held about a person in one programme: for machines, and to read."""
        found = _programme(programme)
        actor = Actor.system("subject-access", found.pk)
        at = timezone.now()
        with acting_in(actor.programme_id):
            person = queries.by_email(actor=actor, email=email)
            held = queries.everything_about(actor=actor, person=person)
            operations.note_export(actor=actor, at=at, person=person)
        readable = out.with_suffix(".html")
        _write(out, export.as_json(held))
        _write(readable, export.as_html(held, programme=found.name, at=at))
        typer.echo(f"Written: {out} and {readable}")


def _programme(slug: str) -> Programme:
    found = programmes.find(slug)
    if found is None:
        raise NotFound(f"There is no programme {slug} here.")
    return found


def _write(path: Path, text: str) -> None:
    """Write a file only its owner can read."""
    path.touch(mode=0o600)
    path.write_text(text, encoding="utf-8")
