"""The command `linkage`.

Exit codes: 0 done; 1 refused or failed, with a sentence; 2 not understood; 3 not running (`linkage status`).

An app adds commands in its `cli.py` by `register(app: typer.Typer)`. They run with database and Django ready.
"""

import importlib
import importlib.util
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from typing import Annotated

import typer

from linkage.config import demo_home, processes
from linkage.config.processes import UnableToRun
from linkage.database import connections, external, supervisor
from linkage.database.errors import DatabaseUnavailable
from linkage.database.home import linkage_home
from linkage.kernel.errors import Forbidden, NotFound, Refused

NOT_RUNNING = 3
# Commands that need a database only for what one programme keeps.
WITHOUT_DATABASE = frozenset({"suggest-areas", "solve-rota"})

app = typer.Typer(
    name="linkage", help="School-to-school support.", no_args_is_help=True, add_completion=False,
    pretty_exceptions_enable=False,
)  # fmt: skip


@app.command()
def run(
    host: Annotated[str, typer.Option(help="The address to listen on; 0.0.0.0 for other machines too.")] = "127.0.0.1",
    port: Annotated[int | None, typer.Option(help="Without it: the first free one from 8000 on.")] = None,
) -> None:
    """Run Linkage: its database, web server and worker. Ctrl-C stops it."""
    processes.run(linkage_home(), host=host, port=port)


@app.command()
def demo(
    host: Annotated[str, typer.Option(help="The address to listen on; 0.0.0.0 for other machines too.")] = "127.0.0.1",
    port: Annotated[int | None, typer.Option(help="Without it: the first free one from 8000 on.")] = None,
    *,
    reset: Annotated[bool, typer.Option("--reset", help="Empty the demo and fill it anew.")] = False,
) -> None:
    """Run the demo: three invented programmes, everybody's part by one click. Ctrl-C stops it."""
    begun = time.monotonic()
    home = demo_home.prepare_demo(reset=reset)

    def greet(address: str) -> str:
        taken, disk = round(time.monotonic() - begun), demo_home.disk_used_mb(home)
        return f"The demo is open at {address}demo/\nIt took {taken} seconds and uses {disk} MB in {home}"

    processes.run(home, host=host, port=port, greet=greet)


@app.command()
def stop() -> None:
    """Stop what runs for this home."""
    typer.echo("Stopped." if processes.stop(linkage_home()) else "Linkage was not running.")


@app.command()
def status() -> None:
    """Say what runs for this home. Exits with 3 when `linkage run` does not."""
    from linkage.areas import gateway  # noqa: PLC0415 - brings numpy, and the other commands need none of it

    home = linkage_home()
    found = processes.running(home)
    typer.echo(f"Linkage   {f'running at {found.url} (process {found.pid})' if found else 'not running'}")
    if connections.is_embedded():
        database = supervisor.status(home)
        typer.echo(f"Database  {f'running (process {database.pid})' if database.running else 'not running'}")
        typer.echo(f"Data      {database.data}\nLog       {database.log}")
    else:
        typer.echo("Database  the server named in DATABASE_URL")
    typer.echo(f"Areas     read by {gateway.state()}")
    typer.echo(f"Home      {home}")
    if found is None:
        raise typer.Exit(NOT_RUNNING)


@app.command(add_help_option=False, context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def manage(context: typer.Context) -> None:
    """Hand the rest of the line to Django's management commands."""
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - slow, and `stop` needs none of it

    with _database():
        execute_from_command_line(["linkage manage", *context.args])


def main() -> None:
    """Run the command line and exit. Expected failures become one plain message and exit code 1."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linkage.config.settings")
    os.environ.setdefault("LINKAGE_ROLE", "cli")
    try:
        with _ready_for(sys.argv[1:]):
            app()
    except (DatabaseUnavailable, UnableToRun, Refused, NotFound, Forbidden) as problem:
        typer.echo(str(problem) or "That was not found, or is not yours to do.", err=True)
    except _expected_of_django() as problem:
        typer.echo(f"{problem}".strip(), err=True)
    sys.exit(1)  # `app()` itself exits when all went well


@contextmanager
def _ready_for(arguments: list[str]) -> Iterator[None]:
    """Load the apps' commands, and the database if one of them is meant; our own five need neither."""
    own = {"run", "demo", "stop", "status", "manage"}
    named = next((word for word in arguments if not word.startswith("-")), None)
    if named in own:
        yield
        return
    with _database() if _wants_database(named, arguments) else nullcontext():
        _load_commands()
        if _wants_database(named, arguments):
            _migrate()
        yield


def _wants_database(named: str | None, arguments: list[str]) -> bool:
    if named is None or "--help" in arguments:
        return False
    return named not in WITHOUT_DATABASE or any(each.split("=")[0] == "--programme" for each in arguments)


@contextmanager
def _database() -> Iterator[None]:
    """Have the database running for the block, whoever runs it."""
    if not connections.is_embedded():
        external.reach()
    with supervisor.borrowed(linkage_home()) if connections.is_embedded() else nullcontext():
        yield


def _load_commands() -> None:
    import django  # noqa: PLC0415 - slow, and our own commands need none of it
    from django.apps import apps  # noqa: PLC0415

    django.setup()
    for config in apps.get_app_configs():
        name = f"{config.name}.cli"
        if (
            config.name.startswith("linkage.")
            and config.name != "linkage.config"
            and importlib.util.find_spec(name) is not None
        ):
            importlib.import_module(name).register(app)


def _migrate() -> None:
    """Bring the tables up to this version, so that any command may be the first one in a new home."""
    from django.core.management import call_command  # noqa: PLC0415 - Django is set up only now

    call_command("migrate", verbosity=0, interactive=False)


def _expected_of_django() -> tuple[type[Exception], ...]:
    """Return Django's errors that are about the installation and not about the code."""
    with suppress(ImportError):
        from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415
        from django.db import OperationalError  # noqa: PLC0415

        return (ImproperlyConfigured, OperationalError)
    return ()


if __name__ == "__main__":
    main()
