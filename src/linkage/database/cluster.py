"""The files of a cluster and what stands in it before Linkage does: everything but its processes."""

import os
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path

import psycopg

from linkage.database import binaries
from linkage.database.errors import UnableToStartDatabase
from linkage.database.home import DATABASE, PORT, STATE, Place

BUILTIN_SINCE_MAJOR = 17
ROLES = Path(__file__).with_name("roles.sql")


def make_folders(place: Place, account: binaries.Account) -> None:
    """Make the folders of data and socket so that the server and we reach them, and nobody else."""
    parent = place.data.parent
    if parent.is_relative_to(STATE):
        binaries.make_passable(STATE)
        binaries.make_passable(parent)
    parent.mkdir(mode=0o700, exist_ok=True)
    with suppress(FileExistsError):
        place.socket.mkdir(mode=0o700)
        account.own(place.socket)
    found = place.socket.lstat()
    owner = os.geteuid() if account.uid is None else account.uid
    if place.socket.is_symlink() or found.st_uid != owner:
        # Anybody may make a folder of this name in /tmp first, and would then be the database's server to us.
        raise UnableToStartDatabase(f"{place.socket} belongs to somebody else. Remove it, or use another home.")
    place.socket.chmod(0o700)


def initialise(place: Place, account: binaries.Account, programs: binaries.Binaries) -> None:
    """Make the cluster beside its place and move it there when complete: nothing is ever half made."""
    unfinished = place.data.with_name("data.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700)
    account.own(unfinished)
    # Builtin: sorts and folds alike on every machine; full-text search still asks the libc what a letter is.
    has_builtin = programs.major >= BUILTIN_SINCE_MAJOR
    builtin = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"] if has_builtin else []
    made = subprocess.run(
        [programs.folder / "initdb", "-D", unfinished, "-U", "postgres", "--auth=trust", "--encoding=UTF8",
         "--locale=C.UTF-8", "--lc-messages=C", "--no-instructions", *builtin],
        capture_output=True, text=True, check=False, cwd="/", env=binaries.environment(), **account.identity,
    )  # fmt: skip
    if made.returncode != 0:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise UnableToStartDatabase(f"PostgreSQL could not make its data folder {place.data}:\n{made.stderr.strip()}")
    unfinished.rename(place.data)


def clear_leftovers(place: Place) -> None:
    """Remove a dead server's lock files. The caller holds the life lock, so no server of ours is alive."""
    if _somebody_inside(place.data):
        raise UnableToStartDatabase(f"A PostgreSQL that Linkage did not start uses {place.data}. Stop it first.")
    socket = place.socket / f".s.PGSQL.{PORT}"
    for leftover in (place.data / "postmaster.pid", socket, socket.with_name(socket.name + ".lock")):
        leftover.unlink(missing_ok=True)


def options() -> list[str]:
    """Return the server's settings as arguments."""
    settings = {
        "port": str(PORT), "listen_addresses": "", "unix_socket_permissions": "0700",
        "max_connections": "100", "fsync": "on", "timezone": "UTC", "log_timezone": "UTC",
    }  # fmt: skip
    if os.environ.get("LINKAGE_PG_FAST") == "1":  # tests: the data may be lost with the machine's power
        settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        # Of the few rows of a test any order of joining is as good; to find the best takes longer than the answer.
        settings |= {"join_collapse_limit": "4"}
        # A test keeps its rows to itself, so whoever counts behind its back finds its tables empty, and statements are
        # planned for that: which test is slow would depend on the minute it runs.
        settings |= {"autovacuum": "off"}
    return [argument for name, value in settings.items() for argument in ("-c", f"{name}={value}")]


def provide(conninfo: str, *, anew: bool) -> None:
    """Make the roles, then the database: when it is there, an earlier starter got to the end.

    `anew` runs the roles again, as the server was only just started and the file may be newer than the data.
    """
    with psycopg.connect(conninfo, autocommit=True) as connection:
        found = connection.execute("select from pg_database where datname = %s", [DATABASE]).fetchone()
        if found is not None and not anew:
            return
        try:
            connection.execute(ROLES.read_bytes())
        except psycopg.errors.RaiseException as refusal:
            raise UnableToStartDatabase(f"The database's roles are not safe: {refusal.diag.message_primary}") from None
        if found is None:
            connection.execute(f"create database {DATABASE} owner linkage_owner".encode())


def _somebody_inside(data: Path) -> bool:
    """Say whether a process works in `data`, as servers and backends do (Linux; elsewhere always False)."""
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if (process / "cwd").readlink() == data:
                return True
    return False
