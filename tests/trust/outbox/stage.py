"""The stage of the chaos: a PostgreSQL of its own, a faulty relay, and processes that may be killed."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from linkage.database import supervisor
from linkage.database.home import DATABASE, Place

HERE = Path(__file__).parent
REPOSITORY = HERE.parents[2]
PACE = 0.05
"""All waiting times of delivery, by this much: six seconds until the relay's log is believed to be silent for good."""


@dataclass
class Stage:
    """What a test of the outbox plays on."""

    home: Path
    seed: int
    ends: ExitStack
    workers: list[int] = field(default_factory=list)
    kills: int = 0
    restarts: int = 0

    @property
    def log(self) -> Path:
        return self.home / "relay.log"

    def environment(self, role: str, port: int = 25) -> dict[str, str]:
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("LINKAGE_", "DATABASE_"))}
        return kept | {
            "PYTHONPATH": f"{REPOSITORY / 'src'}:{REPOSITORY}", "DJANGO_SETTINGS_MODULE": "linkage.config.settings",
            "LINKAGE_HOME": str(self.home), "LINKAGE_ROLE": role, "LINKAGE_SECRET_KEY": "tests-only",
            "LINKAGE_BASE_URL": "http://linkage.test", "LINKAGE_RELAY_LOG": str(self.log),
            "LINKAGE_MAIL_PACE": str(PACE), "LINKAGE_SMTP_URL": f"smtp://127.0.0.1:{port}?tls=none",
        }  # fmt: skip

    def relay(self, **faults) -> int:
        port_file = self.home / "relay.port"
        self.log.touch()
        arguments = [str(port_file), str(self.log), str(self.seed), json.dumps(faults)]
        self._start([sys.executable, str(HERE / "relay.py"), *arguments], stderr=subprocess.DEVNULL)
        return int(wait_for(lambda: port_file.exists() and port_file.read_text()))

    def nursery(self, port: int) -> "Nursery":
        said = self.ends.enter_context((self.home / "workers.log").open("a"))
        process = self._start(
            [sys.executable, str(HERE / "nursery.py")], env=self.environment("worker", port), text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said,
        )  # fmt: skip
        return Nursery(process)

    def _start(self, arguments, **options):
        process = self.ends.enter_context(subprocess.Popen(arguments, **options))
        self.ends.callback(process.kill)
        return process

    def ask(self, sql: str) -> list[tuple]:
        where = supervisor.start(self.home, tie_to_parent=False).conninfo(dbname=DATABASE)
        with psycopg.connect(where) as connection:
            return connection.execute(sql).fetchall()

    def statuses(self) -> Counter:
        return Counter(dict(self.ask("select status, count(*)::int from messaging_message group by 1")))

    def restart_database(self) -> None:
        """Stop the server as a power cut would, and start it again."""
        os.kill(supervisor.status(self.home).pid, signal.SIGQUIT)
        supervisor.start(self.home, tie_to_parent=False)
        self.restarts += 1

    def kill_one(self, chance: random.Random) -> None:
        victim = self.workers.pop(chance.randrange(len(self.workers)))
        with suppress(ProcessLookupError):
            os.kill(victim, signal.SIGKILL)
            self.kills += 1

    def taken(self) -> Counter:
        """How often the relay took each Message-ID."""
        return Counter(line.split("message-id=")[1] for line in self.log.read_text().splitlines())


class Nursery:
    """Asks the forking process for children."""

    def __init__(self, process):
        self.process = process

    def __call__(self, command: str) -> str:
        self.process.stdin.write(command + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip()


@contextmanager
def stage(home: Path, seed: int, *, as_in: Path):
    """Set the stage: the database of `as_in` in `home`. It keeps what it commits, unlike the other tests' clusters."""
    with ExitStack() as ends:
        ends.enter_context(cleared(home))
        # With its owner and modes, which PostgreSQL insists on.
        data = Place(home).data
        data.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(["cp", "-a", Place(as_in).data, data], check=True)
        ends.enter_context(supervisor.borrowed(home))
        yield Stage(home, seed, ends)


@contextmanager
def migrated(home: Path):
    """Make a migrated database in `home`, and stop its server: to migrate takes half a minute, to copy it a second."""
    with ExitStack() as ends:
        ends.enter_context(cleared(home))
        with supervisor.borrowed(home):
            arguments = ["-m", "django", "migrate", "--database=owner", "--no-input", "--verbosity=0", "--skip-checks"]
            environment = Stage(home, 0, ends).environment("cli")
            subprocess.run([sys.executable, *arguments], env=environment, check=True)
        yield home


@contextmanager
def cleared(home: Path):
    """Let no data be there before and after: as root they lie outside of the home, and another run would find them."""
    shutil.rmtree(Place(home).data.parent, ignore_errors=True)
    yield
    shutil.rmtree(Place(home).data.parent, ignore_errors=True)


def wait_for(found, seconds: float = 60, pause: float = 0.05):
    """Return what `found` gives as soon as it is true; fails after so many seconds."""
    deadline = time.monotonic() + seconds
    while not (answer := found()):
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(pause)
    return answer
