"""Starts, finds and stops the embedded PostgreSQL of one home.

Two locks carry the design. Who starts or stops holds `start_lock`: of six starters one starts, five attach.
The server inherits `life_lock`, and so does each backend it forks: the kernel lets go of it when the last of
them has ended. So whether data are in use is never guessed from `postmaster.pid`, which after a crash may name
a zombie (PostgreSQL takes it for a living server and refuses for ever), a stranger, or nobody while orphans
still write.
"""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo

from linkage.database import binaries, cluster, lifeline, locks
from linkage.database.errors import UnableToStartDatabase, UnableToStopDatabase
from linkage.database.home import PORT, Place

START_SECONDS = 60
"""How long to wait for a server that is recovering, or for the orphans of one that was killed."""

STOP_SIGNALS = ((signal.SIGINT, 30), (signal.SIGQUIT, 10))
"""PostgreSQL's fast and immediate shutdowns, each with its patience in seconds."""

LOG_LIMIT_BYTES = 10_000_000

_children: dict[Path, subprocess.Popen[bytes]] = {}
"""Servers this process started: an ended child stays a zombie until its parent has asked after it."""


@dataclass(frozen=True)
class Cluster:
    """A server that answers."""

    place: Place
    started: bool
    """False when it was running already."""

    def conninfo(self, *, user: str = "postgres", dbname: str = "postgres") -> str:
        """Return the connection string for `user`."""
        return _conninfo(self.place, user=user, dbname=dbname)


@dataclass(frozen=True)
class Status:
    """What is known of a home's server without touching it."""

    running: bool
    pid: int | None
    data: Path
    socket: Path
    log: Path


def start(home: Path, *, tie_to_parent: bool) -> Cluster:
    """Return the running server of `home`; make the cluster and start the server first if need be.

    `tie_to_parent=True` is for `linkage run`: the server ends with this process even after `kill -9` (call
    from the main thread). With False it lives until `stop`: for commands and tests, which share it through
    `borrowed`. Raise UnableToStartDatabase with what PostgreSQL said.
    """
    place = Place(home.resolve())
    try:
        place.home.mkdir(mode=0o700, parents=True, exist_ok=True)
        with locks.held(place.start_lock):
            started = not _answers(place) and _launch(place, tie_to_parent=tie_to_parent)
            cluster.provide(_conninfo(place), anew=started)
    except (PermissionError, NotADirectoryError, FileExistsError) as problem:
        raise UnableToStartDatabase(f"Linkage cannot use its home {place.home}: {problem}") from problem
    return Cluster(place, started)


@contextmanager
def borrowed(home: Path, *, tie_to_parent: bool = False) -> Iterator[Cluster]:
    """Lend the server of `home` for the block, starting it if need be; the last borrower out stops it.

    So a command that started the server does not stop it under another one, and `linkage run`, itself a
    borrower, keeps it. Raise what `start` and `stop` raise.
    """
    home = home.resolve()
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    ticket = locks.take(Place(home).users_lock, shared=True)
    assert ticket is not None
    try:
        try:
            yield start(home, tie_to_parent=tie_to_parent)
        finally:
            if locks.make_exclusive(ticket):
                stop(home)
    finally:
        os.close(ticket)


def stop(home: Path) -> bool:
    """Stop the server of `home` and return True, or False when none ran. Raise UnableToStopDatabase."""
    place = Place(home.resolve())
    if not place.home.exists():
        return False
    with locks.held(place.start_lock):
        was_running = _in_use(place)
        for message, patience in STOP_SIGNALS:
            if not _in_use(place):
                break
            _send(place, message)
            _wait_for_end(place, patience)
        if _in_use(place):
            raise UnableToStopDatabase(f"PostgreSQL did not stop. Its log is {place.log}")
        _bury(place)
        shutil.rmtree(place.socket, ignore_errors=True)
    return was_running


def status(home: Path) -> Status:
    """Return what is known of the server of `home`."""
    place = Place(home.resolve())
    running = _in_use(place)
    return Status(running, _pid(place) if running else None, place.data, place.socket, place.log)


def _launch(place: Place, *, tie_to_parent: bool) -> bool:
    """Start the server; False when one that was still coming up began to answer instead."""
    deadline = time.monotonic() + START_SECONDS
    life = _take_life(place, deadline)
    if life is None:
        return False
    try:
        account = binaries.server_account(place)
        programs = binaries.find(account, major=place.major)
        cluster.make_folders(place, account)
        if place.major is None:
            cluster.initialise(place, account, programs)
        cluster.clear_leftovers(place)
        server = _spawn(place, account, programs, life, tie_to_parent=tie_to_parent)
    finally:
        os.close(life)  # the server holds it now
    _wait_until_ready(place, server, deadline)
    return True


def _take_life(place: Place, deadline: float) -> int | None:
    """Take the life lock as soon as nobody lives on the data; None when a living server answers meanwhile."""
    while time.monotonic() < deadline:
        _reap(place)
        life = locks.take(place.life_lock, wait=False)
        if life is not None:
            _bury(place)
            return life
        if _answers(place):
            return None
        time.sleep(0.05)
    raise UnableToStartDatabase(
        f"Processes of an earlier PostgreSQL hold {place.data} and do not answer. The log is {place.log}"
    )


def _spawn(
    place: Place, account: binaries.Account, programs: binaries.Binaries, life: int, *, tie_to_parent: bool
) -> subprocess.Popen[bytes]:
    if place.log.exists() and place.log.stat().st_size > LOG_LIMIT_BYTES:
        place.log.replace(place.log.with_suffix(".log.1"))
    place.log.touch(mode=0o600)
    with place.log.open("ab") as log:
        server = subprocess.Popen(
            [programs.folder / "postgres", "-D", place.data, "-k", place.socket, *cluster.options()],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd="/", env=binaries.environment(),
            start_new_session=True,  # or the terminal's Ctrl-C would reach the server before its clients
            preexec_fn=lifeline.follow_parent(signal.SIGINT) if tie_to_parent else None,  # noqa: PLW1509 - made for it
            pass_fds=[life], **account.identity,
        )  # fmt: skip
    _children[place.data] = server
    return server


def _wait_until_ready(place: Place, server: subprocess.Popen[bytes], deadline: float) -> None:
    while time.monotonic() < deadline:
        if _answers(place):
            return
        if server.poll() is not None:
            said = place.log.read_text(errors="replace").splitlines()[-8:]
            raise UnableToStartDatabase("\n".join(["PostgreSQL did not start. The end of its log:", *said]))
        time.sleep(0.02)
    raise UnableToStartDatabase(f"PostgreSQL did not answer within {START_SECONDS} seconds. Its log is {place.log}")


def _conninfo(place: Place, *, user: str = "postgres", dbname: str = "postgres") -> str:
    return make_conninfo(host=str(place.socket), port=PORT, user=user, dbname=dbname, connect_timeout=5)


def _answers(place: Place) -> bool:
    try:
        psycopg.connect(_conninfo(place)).close()
    except psycopg.OperationalError:
        return False
    return True


def _in_use(place: Place) -> bool:
    _reap(place)
    return locks.is_taken(place.life_lock)


def _reap(place: Place) -> None:
    child = _children.get(place.data)
    if child is not None and child.poll() is not None:
        del _children[place.data]


def _bury(place: Place) -> None:
    """Wait for a server of ours that has let go of its data: it is ending, and may not have ended."""
    child = _children.pop(place.data, None)
    if child is not None:
        child.wait()


def _pid(place: Place) -> int | None:
    with suppress(OSError, ValueError, IndexError):
        return int((place.data / "postmaster.pid").read_text().splitlines()[0])
    return None


def _send(place: Place, message: signal.Signals) -> None:
    """Signal the server, if the number in its file is still its own."""
    pid = _pid(place)
    if pid is None:
        return
    try:
        working_in = Path(f"/proc/{pid}/cwd")
        if not Path("/proc/self").exists() or working_in.readlink() == place.data:
            os.kill(pid, message)
    except (ProcessLookupError, FileNotFoundError):
        return
    except PermissionError as refusal:
        raise UnableToStopDatabase(f"The PostgreSQL of {place.home} was started by another user.") from refusal


def _wait_for_end(place: Place, seconds: int) -> None:
    deadline = time.monotonic() + seconds
    while _in_use(place) and time.monotonic() < deadline:
        time.sleep(0.02)
