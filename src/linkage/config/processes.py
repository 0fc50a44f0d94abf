"""`linkage run`: the database, the web server and the worker as children of one process.

Child processes and not threads: a worker thread would share the web's signals, pool and interpreter lock.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import typer

from linkage.config.child import SHORTEST_PAUSE, Child, say
from linkage.database import connections, external, locks, supervisor
from linkage.database.errors import DatabaseUnavailable

FIRST_PORT, PORTS_TRIED = 8000, 20
LOCAL_HOSTS = {"127.0.0.1", "::1", "0.0.0.0", "::"}  # noqa: S104 - only compared with
STOP_SECONDS = 60
BEAT_SECONDS = 0.3


class UnableToRun(Exception):
    """`linkage run` cannot start or stop; the message says why."""


@dataclass(frozen=True)
class Running:
    """The `linkage run` of a home."""

    pid: int
    url: str


def run(home: Path, *, host: str, port: int | None, greet: Callable[[str], str] | None = None) -> None:
    """Run Linkage until told to stop (INT, TERM or HUP); when it is running already, say where and return.

    `greet` makes of the address what is said once the web server answers. Raise UnableToRun or DatabaseUnavailable
    with a sentence.
    """
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    ticket = locks.take(_pid_file(home), wait=False)
    if ticket is None:
        found = running(home)
        where = f"at {found.url} (process {found.pid})" if found else "or just starting"
        typer.echo(f"Linkage is already running {where}. Stop it with: linkage stop")
        return
    try:
        stopping = _stop_signals()
        port = free_port(host, port)
        url = _url(host, port)
        os.environ.setdefault("LINKAGE_BASE_URL", url)
        _write(ticket, {"pid": os.getpid(), "url": url})
        with _database(home):
            said = prepare(home, port, stopping)
            words = greet or (lambda address: f"Linkage is running at {address}")
            _supervise(home, host, port, stopping, lambda: f"{said}{words(url)}")
    finally:
        os.ftruncate(ticket, 0)
        os.close(ticket)


def prepare(home: Path, port: int, stopping: threading.Event) -> str:
    """Bring the database and the files up to date and return what the first run has to say (the set-up address).

    Each step is let finish, so that no migration is cut short, but for the filling of the demo, which keeps whole
    programmes only. Raise UnableToRun with what a step said.
    """
    typer.echo("Preparing the database…")
    steps = [["migrate", "--database=owner", "--no-input", "--verbosity=0"]]
    if is_demo():
        steps.append(["fill_demo"])
    steps += [["collectstatic", "--no-input", "--verbosity=0"], ["first_run", f"--port={port}"]]
    said = ""
    for step in steps:
        if stopping.is_set():
            break
        said = _manage(home, step, cut_by=stopping if step == ["fill_demo"] else None)
    return said


def is_demo() -> bool:
    """Say whether this is the home of a demo."""
    return os.environ.get("LINKAGE_DEMO") == "1"


def running(home: Path) -> Running | None:
    """Return the `linkage run` of `home`, or None. The lock says whether it lives; the file only says who."""
    if not locks.is_taken(_pid_file(home)):
        return None
    with suppress(OSError, ValueError):
        return Running(**json.loads(_pid_file(home).read_text()))
    return None


def stop(home: Path) -> bool:
    """Stop the `linkage run` of `home` and its database; False when neither ran.

    Raise UnableToRun when it does not end, and what `supervisor.stop` raises.
    """
    found = running(home)
    if found is not None:
        try:
            os.kill(found.pid, signal.SIGTERM)
        except ProcessLookupError:
            pass
        except PermissionError as refusal:
            raise UnableToRun("Linkage was started by another user.") from refusal
        deadline = time.monotonic() + STOP_SECONDS
        while locks.is_taken(_pid_file(home)):
            if time.monotonic() > deadline:
                raise UnableToRun(f"Linkage (process {found.pid}) did not stop.")
            time.sleep(0.05)
    return (connections.is_embedded() and supervisor.stop(home)) or found is not None


def free_port(host: str, wanted: int | None) -> int:
    """Return `wanted`, or without one the first free port from 8000 on. Raise UnableToRun when it is taken."""
    choices = [wanted] if wanted is not None else [*range(FIRST_PORT, FIRST_PORT + PORTS_TRIED), 0]
    problem: OSError | None = None
    for choice in choices:
        try:
            return _try_port(host, choice)
        except OSError as taken:
            problem = taken
    raise UnableToRun(f"Linkage cannot listen on {host}, port {wanted}: {problem}")


def environment(home: Path, role: str) -> dict[str, str]:
    """Return the environment of a child that is "web", "worker" or "cli"."""
    settings = os.environ.get("DJANGO_SETTINGS_MODULE", "linkage.config.settings")
    return {
        **os.environ,
        "LINKAGE_HOME": str(home),
        "LINKAGE_ROLE": role,
        "DJANGO_SETTINGS_MODULE": settings,
        "PYTHONUNBUFFERED": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }


def children(home: Path, host: str, port: int) -> list[Child]:
    """Return the web server and the worker, in the order in which they are stopped."""
    web = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "2", "--blocking-threads", "1",
        "--no-ws", "--respawn-failed-workers", "--workers-kill-timeout", "8",
        "--host", host, "--port", str(port), "linkage.config.wsgi:application",
    ]  # fmt: skip
    worker = [sys.executable, "-m", "django", "worker"]
    return [
        Child("web", web, environment(home, "web"), patience=10),
        Child("worker", worker, environment(home, "worker"), patience=12),
    ]


def _supervise(home: Path, host: str, port: int, stopping: threading.Event, greet: Callable[[], str]) -> None:
    started = children(home, host, port)
    is_greeted = False
    try:
        while not stopping.wait(BEAT_SECONDS):
            _tend_database(home)
            for child in started:
                child.tend()
            if not is_greeted and _is_heard(host, port):
                typer.echo(greet())
                is_greeted = True
    finally:
        typer.echo("Stopping…")
        for child in started:
            child.stop()


def _is_heard(host: str, port: int) -> bool:
    """Say whether the web server takes connections."""
    with suppress(OSError), socket.create_connection((host, port), timeout=BEAT_SECONDS):
        return True
    return False


@contextmanager
def _database(home: Path) -> Iterator[None]:
    """Run the embedded database for the block; an external one is somebody else's, and has to be there."""
    if not connections.is_embedded():
        external.reach()
        yield
        return
    with supervisor.borrowed(home, tie_to_parent=True):
        try:
            yield
        finally:
            supervisor.stop(home)


def _tend_database(home: Path) -> None:
    if not connections.is_embedded() or supervisor.status(home).running:
        return
    say("database", "ended; starting it again")
    try:
        supervisor.start(home, tie_to_parent=True)
    except DatabaseUnavailable as problem:
        say("database", str(problem))
        time.sleep(SHORTEST_PAUSE)


def _manage(home: Path, step: list[str], *, cut_by: threading.Event | None = None) -> str:
    """Run a management command as a program of its own and return what it printed.

    One that takes minutes is given an event that cuts it short; it prints itself.
    """
    program = subprocess.Popen(
        [sys.executable, "-m", "django", *step],
        env=environment(home, "cli"), stdout=None if cut_by else subprocess.PIPE, stderr=subprocess.PIPE,
        text=True, start_new_session=True,
    )  # fmt: skip
    while True:
        try:
            printed, problem = program.communicate(timeout=BEAT_SECONDS)
            break
        except subprocess.TimeoutExpired:
            if cut_by and cut_by.is_set():
                program.terminate()
    if program.returncode == 0 or (cut_by and cut_by.is_set()):
        return printed or ""
    if f"Unknown command: '{step[0]}'" in problem:
        return ""
    raise UnableToRun(f"Linkage could not be prepared ({step[0]}):\n{((printed or '') + problem).strip()}")


def _stop_signals() -> threading.Event:
    """Return an event that INT, TERM and HUP set (HUP not under nohup, which had it ignored)."""
    stopping = threading.Event()
    for message in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if message == signal.SIGHUP and signal.getsignal(message) == signal.SIG_IGN:
            continue
        signal.signal(message, lambda *_: stopping.set())
    return stopping


def _try_port(host: str, port: int) -> int:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        trial.bind((host, port))
        return int(trial.getsockname()[1])


def _url(host: str, port: int) -> str:
    """Return the address to show. Passkeys work on `localhost` and not on an IP address."""
    shown = "localhost" if host in LOCAL_HOSTS else f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}/"


def _pid_file(home: Path) -> Path:
    return home / "linkage.pid"


def _write(ticket: int, content: dict[str, object]) -> None:
    os.ftruncate(ticket, 0)
    os.pwrite(ticket, json.dumps(content).encode(), 0)
