"""Where Linkage keeps its things: a home for each installation, a short socket folder for each home."""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

STATE = Path("/var/lib/linkage")
"""Where root keeps clusters: a server under another uid reaches it, wherever the home or the clone lies."""

DATABASE = "linkage"
PORT = 5432
"""Only part of the socket's file name: nothing listens on a network port."""


def linkage_home() -> Path:
    """Return the home folder: `LINKAGE_HOME`, else the user's data folder, else (root) `/var/lib/linkage`."""
    if given := os.environ.get("LINKAGE_HOME"):
        return Path(given).expanduser().resolve()
    if os.geteuid() == 0:
        return STATE
    data_home = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    return (Path(data_home).expanduser() / "linkage").resolve()


def socket_folder(home: Path) -> Path:
    """Return the folder of the server's socket: a pure function of `home`, so nothing has to be handed over.

    A socket's path may have 103 characters at most, so the folder lies in the temporary folder under a hash.
    It is `/tmp` whatever `TMPDIR` says: two shells with different settings must find the same server.
    """
    shared = Path("/tmp")  # noqa: S108 - the owner of the folder is checked before it is used
    root = shared if shared.is_dir() else Path(tempfile.gettempdir())
    return root / f"linkage-{fingerprint(home)}"


def use_test_home() -> None:
    """Point the environment at the home of this checkout's tests, unless it already names a database.

    `settings_test` calls this first (pytest-django reads the settings before any conftest) and conftest
    calls it again: the second call changes nothing.
    """
    if os.environ.get("DATABASE_URL") or os.environ.get("LINKAGE_HOME"):
        return
    checkout = Path(__file__).parents[3]
    name = f"linkage-tests-{os.geteuid()}-{fingerprint(checkout)}"
    os.environ["LINKAGE_HOME"] = str(Path(tempfile.gettempdir()).resolve() / name)
    os.environ.setdefault("LINKAGE_PG_FAST", "1")


def fingerprint(path: Path) -> str:
    """Return twelve characters that stand for the place of `path`."""
    return hashlib.sha256(os.fsencode(path.resolve())).hexdigest()[:12]


@dataclass(frozen=True)
class Place:
    """The files of one home's cluster."""

    home: Path

    @property
    def data(self) -> Path:
        """The data folder: in the home, or in `/var/lib/linkage` when root cannot run a server there."""
        inside = self.home / "postgres" / "data"
        if os.geteuid() != 0 or inside.exists():
            return inside
        return STATE / fingerprint(self.home) / "data"

    @property
    def socket(self) -> Path:
        """The folder of the server's socket."""
        return socket_folder(self.home)

    @property
    def log(self) -> Path:
        """What the server writes."""
        return self.home / "postgres.log"

    @property
    def start_lock(self) -> Path:
        """Held while somebody starts or stops the server."""
        return self.home / "postgres.start.lock"

    @property
    def life_lock(self) -> Path:
        """Held by the server and each of its backends for as long as they live."""
        return self.home / "postgres.life.lock"

    @property
    def users_lock(self) -> Path:
        """Shared by every command that uses the server; the last one out stops it."""
        return self.home / "postgres.users.lock"

    @property
    def major(self) -> int | None:
        """The major version that made the data, or None before the first start."""
        version = self.data / "PG_VERSION"
        return int(version.read_text()) if version.exists() else None
