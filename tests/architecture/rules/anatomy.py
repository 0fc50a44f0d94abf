"""Which files an app may have: the names in the table of `docs/architecture.md`, and no others."""

import re
from pathlib import Path

from tests.architecture.rules.source import LINKAGE, REPOSITORY, Finding

RULES = ("anatomy", "bucket-name")
INFRASTRUCTURE = frozenset({"access", "config", "database", "kernel", "search", "solvers", "ui"})
BUCKETS = frozenset(
    {
        "base",
        "common",
        "helper",
        "helpers",
        "misc",
        "service",
        "services",
        "shared",
        "stuff",
        "tools",
        "util",
        "utils",
    }
)
ARCHITECTURE = REPOSITORY / "docs" / "architecture.md"


def allowed_names(document: str) -> frozenset[str]:
    """The backticked names in the first column of the table headed `File`; folders end in a slash."""
    table = document.partition("| File | Holds |")[2].partition("\n\n")[0]
    first_cells = [line.split("|")[1] for line in table.splitlines() if line.count("|") >= 2]
    return frozenset(name for cell in first_cells for name in re.findall(r"`([^`]+)`", cell))


def _first_level(app: Path) -> list[Path]:
    return sorted(path for path in app.iterdir() if path.name not in {"__pycache__", "__init__.py"})


def _is_allowed(path: Path, names: frozenset[str]) -> bool:
    if path.is_file():
        return path.name in names
    folders = {name.split("/")[0] for name in names if "/" in name}
    return path.name in folders or f"{path.name}.py" in names


def anatomy(root: Path = LINKAGE, names: frozenset[str] | None = None) -> list[Finding]:
    """A feature app holds only the files the table names; a package split by noun bears a file's name."""
    names = names or allowed_names(ARCHITECTURE.read_text(encoding="utf-8"))
    apps = [app for app in sorted(root.iterdir()) if app.is_dir() and app.name not in INFRASTRUCTURE | {"__pycache__"}]
    found = [
        Finding("anatomy", path.relative_to(root).as_posix(), 1, "is not a file name of the house")
        for app in apps
        for path in _first_level(app)
        if not _is_allowed(path, names)
    ]
    return found + _foreign_templates(root, apps)


def _foreign_templates(root: Path, apps: list[Path]) -> list[Finding]:
    """`templates/<app>/` only: a template under another app's name would quietly replace that app's page."""
    return [
        Finding("anatomy", folder.relative_to(root).as_posix(), 1, f"templates of {app.name} live in {app.name}/")
        for app in apps
        if (app / "templates").is_dir()
        for folder in sorted((app / "templates").iterdir())
        if folder.name != app.name
    ]


def bucket_names(root: Path = LINKAGE) -> list[Finding]:
    """No file or folder is named for being a bucket, in any layer."""
    return [
        Finding("bucket-name", path.relative_to(root).as_posix(), 1, "says nothing about what it holds")
        for path in sorted(root.rglob("*"))
        if path.stem.lower() in BUCKETS
        and "vendor" not in path.parts
        and "__pycache__" not in path.parts
        and (path.is_dir() or path.suffix == ".py")
    ]
