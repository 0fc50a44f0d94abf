"""R10: the database goes away under a running Linkage; it is back within ten seconds, and nobody has to be started."""

import os
import queue
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import psycopg
import pytest

from linkage.database import supervisor
from linkage.database.home import DATABASE, PORT, socket_folder

MOST_SECONDS_AWAY = 10
QUIET_SECONDS = 3
START_SECONDS = 120
BEAT_SECONDS = 0.05


@dataclass
class Asker:
    """Somebody who reloads the front page all the time, and notes how it went."""

    url: str
    answers: list[tuple[float, int]] = field(default_factory=list)
    stopped: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        while not self.stopped.wait(BEAT_SECONDS):
            status = self._ask()
            self.answers.append((time.monotonic(), status))

    def _ask(self) -> int:
        """The status of the page; 0 where nothing answered."""
        try:
            with urllib.request.urlopen(self.url, timeout=MOST_SECONDS_AWAY * 2) as answer:
                return answer.status
        except urllib.error.HTTPError as problem:
            with problem:
                return problem.code
        except OSError:
            return 0

    def errors(self) -> list[tuple[float, int]]:
        return [(at, status) for at, status in self.answers if status == 0 or status >= 500]

    def wait_for_quiet(self, since: float) -> None:
        """Return when nothing has gone wrong for a while, or the time for that is over."""
        while time.monotonic() < since + 3 * MOST_SECONDS_AWAY:
            last = max([since, *(at for at, _ in self.errors())])
            if self.errors() and time.monotonic() - last > QUIET_SECONDS:
                return
            time.sleep(BEAT_SECONDS)


@dataclass
class Installation:
    """A Linkage of its own."""

    home: Path
    url: str
    process: subprocess.Popen

    def servers(self) -> dict[int, str]:
        """The processes that serve and work, without the database: {pid: program}."""
        below = psutil.Process(self.process.pid).children(recursive=True)
        named = {each.pid: " ".join(each.cmdline()) for each in below}
        return {pid: name for pid, name in named.items() if "granian" in name or "django worker" in name}

    def ask_database(self, sql: str) -> list[tuple]:
        address = {"host": str(socket_folder(self.home)), "port": PORT, "dbname": DATABASE, "user": "linkage_owner"}
        with psycopg.connect(**address) as connection:
            return connection.execute(sql).fetchall()


@pytest.fixture(scope="module")
def installation(tmp_path_factory) -> Iterator[Installation]:
    home = tmp_path_factory.mktemp("linkage")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("LINKAGE_", "DJANGO_", "DATABASE_"))}
    # Waiting times are the product's own but those between two signs of life of the worker.
    given = {"LINKAGE_HOME": str(home), "LINKAGE_PG_FAST": "1", "LINKAGE_MAIL_PACE": "0.05"}
    command = [sys.executable, "-m", "linkage.config.cli", "run", "--port", str(port)]
    with subprocess.Popen(
        command, env=kept | given, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as run:
        try:
            wait_until_running(run)
            yield Installation(home, f"http://127.0.0.1:{port}/", run)
        finally:
            run.terminate()
            run.communicate(timeout=60)


def wait_until_running(run: subprocess.Popen) -> None:
    """Return when it says so; what it says later is read and forgotten, so that it never waits to be heard."""
    lines: queue.Queue[str] = queue.Queue()

    def listen() -> None:
        for line in run.stdout:
            lines.put(line)

    threading.Thread(target=listen, daemon=True).start()
    said, deadline = [], time.monotonic() + START_SECONDS
    while not any("Linkage is running" in line for line in said):
        try:
            said.append(lines.get(timeout=max(0.1, deadline - time.monotonic())))
        except queue.Empty:
            pytest.fail("Linkage did not start:\n" + "".join(said))


@pytest.fixture
def asker(installation) -> Iterator[Asker]:
    asker = Asker(installation.url)
    thread = threading.Thread(target=asker.run)
    thread.start()
    yield asker
    asker.stopped.set()
    thread.join()


def test_a_database_that_stops_is_back_in_ten_seconds_and_takes_nobody_with_it(installation, asker):
    before = installation.servers()
    assert len(before) >= 4  # the web server with its two workers, and the worker of the jobs
    time.sleep(1)
    assert asker.errors() == []
    stopped_at = time.monotonic()
    assert supervisor.stop(installation.home)
    asker.wait_for_quiet(stopped_at)
    errors = asker.errors()
    # The control: it was away, and somebody noticed. Every one of them read that it is not for long.
    assert errors
    assert {status for _, status in errors} == {503}
    assert errors[-1][0] - stopped_at < MOST_SECONDS_AWAY
    assert asker.answers[-1][1] == 200
    assert installation.servers() == before


def test_the_worker_goes_on_too(installation, asker):
    """Its sign of life in the database is a new one: of the same process, with a new connection."""
    supervisor.stop(installation.home)
    asker.wait_for_quiet(time.monotonic())
    since = installation.ask_database("select clock_timestamp()")[0][0]
    deadline = time.monotonic() + MOST_SECONDS_AWAY
    while time.monotonic() < deadline:
        if installation.ask_database(f"select 1 from procrastinate_workers where last_heartbeat > '{since}'"):
            return
        time.sleep(BEAT_SECONDS)
    pytest.fail("The worker gave no sign of life after the restart")
