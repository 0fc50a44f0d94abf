"""The home of the demo: beside the ordinary one, marked, and the only one that is ever emptied."""

import os
import shutil
from pathlib import Path

from linkage.config import processes
from linkage.config.processes import UnableToRun
from linkage.database.home import Place, linkage_home

MARK = "this-is-the-demo"
# What belongs to a real installation and must not reach a demo: it would be filled with invented people, or written to.
REAL = ("DATABASE_URL", "DATABASE_APP_URL", "DATABASE_WORKER_URL", "LINKAGE_SMTP_URL", "LINKAGE_RELAY_LOG")


def demo_home() -> Path:
    """Return `LINKAGE_HOME` when it is given, else a folder beside the ordinary home."""
    home = linkage_home()
    return home if os.environ.get("LINKAGE_HOME") else home.with_name(f"{home.name}-demo")


def prepare_demo(*, reset: bool) -> Path:
    """Make the demo's home, empty it for `reset`, and point the environment at it; return it.

    Raise UnableToRun for a folder that holds anything but a demo, and in the production profile.
    """
    if os.environ.get("LINKAGE_PRODUCTION") == "1":
        raise UnableToRun("A demo lets anybody sign in as anybody: it does not run with LINKAGE_PRODUCTION=1.")
    home = demo_home()
    _refuse_real(home)
    if reset:
        _empty(home)
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    (home / MARK).touch()
    for name in REAL:
        os.environ.pop(name, None)
    os.environ |= {"LINKAGE_HOME": str(home), "LINKAGE_DEMO": "1"}
    return home


def disk_used_mb(home: Path) -> int:
    """Return how much a home takes on the disk, in megabytes, its database included."""
    folders = {home, Place(home).data}
    sizes = {
        path: path.lstat().st_blocks * 512
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file() and not path.is_symlink()
    }
    return round(sum(sizes.values()) / 1_000_000)


def _refuse_real(home: Path) -> None:
    if home.is_dir() and any(home.iterdir()) and not (home / MARK).exists():
        raise UnableToRun(f"{home} holds something else than a demo, so it is left alone. Set LINKAGE_HOME to another.")


def _empty(home: Path) -> None:
    if not (home / MARK).exists():
        return
    processes.stop(home)
    data = Place(home).data
    if data.is_dir():
        shutil.rmtree(data.parent if home not in data.parents else data)
    shutil.rmtree(home)
