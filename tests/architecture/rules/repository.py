"""What the repository carries: pins with hashes, no address of a registry or a machine, nothing heavy."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.rules.source import REPOSITORY, Finding

RULES = ("pin", "address", "weight")

HEAVIEST_FILE = 2 * 1024 * 1024
HEAVIEST_REPOSITORY = 15 * 1024 * 1024

# Put together from parts, or this file would be the first finding.
_HOSTS = tuple(
    ".".join(words)
    for words in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("registry", "npmjs", "org"),
        ("registry", "yarnpkg", "com"),
        ("proxy", "golang", "org"),
        ("deb", "debian", "org"),
    )
)
_FOLDERS = "|".join(("wo" + "rk", "ro" + "ot", "op" + "t/(?:wheels|pypi)", "ho" + r"me/[a-z]+"))
_MACHINE = re.compile(rf"(?<![\w.~:/}})-])/(?:{_FOLDERS})/")
_INDEX = re.compile(r"https?://[^\s\"'<>]*/(?:simple|pypi|npm)\b|--(?:extra-)?index-url[ =]")


def files(root: Path = REPOSITORY) -> list[Path]:
    """Files git tracks or would add; what is ignored (environments, caches) is nobody's concern."""
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        capture_output=True,
        check=True,
        text=True,
    ).stdout.split("\0")
    return sorted({root / name for name in listed if name and (root / name).is_file()})


def pins(text: str, name: str = "requirements.txt") -> list[Finding]:
    """Each requirement is one exact version with at least one hash, and nothing says where to fetch it."""
    found = []
    for entry in re.sub(r"\\\n", " ", text).splitlines():
        requirement = entry.split("#")[0].strip()
        if not requirement:
            continue
        if requirement.startswith("-") or "://" in requirement:
            found.append(Finding("pin", name, 1, f"names an address or an option: {requirement}"))
        elif "==" not in requirement or "--hash=sha256:" not in requirement:
            found.append(Finding("pin", name, 1, f"is not pinned with a hash: {requirement}"))
    return found


def wished(text: str) -> list[str]:
    """The names in a `.in` file, as pins spell them."""
    lines = (line.split("#")[0].strip() for line in text.splitlines())
    names = (re.split(r"[^\w.-]", line)[0] for line in lines if line and not line.startswith("-"))
    return [re.sub(r"[-_.]+", "-", name).lower() for name in names]


def _addresses_in(name: str, text: str) -> Iterator[Finding]:
    for number, line in enumerate(text.splitlines(), start=1):
        host = next((host for host in _HOSTS if host in line), None)
        if host or _INDEX.search(line):
            yield Finding("address", name, number, f"names a registry: {host or line.strip()[:80]}")
        if _MACHINE.search(line):
            yield Finding("address", name, number, f"names a folder of one machine: {line.strip()[:80]}")


def addresses(paths: list[Path], root: Path = REPOSITORY) -> list[Finding]:
    """Where packages come from is the business of the machine that installs them."""
    found: list[Finding] = []
    for path in paths:
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += _addresses_in(path.relative_to(root).as_posix(), text)
    return found


def weight(paths: list[Path], root: Path = REPOSITORY, total: int = HEAVIEST_REPOSITORY) -> list[Finding]:
    """A clone stays quick: no big file, and not too much of small ones."""
    sizes = {path: path.stat().st_size for path in paths}
    found = [
        Finding("weight", path.relative_to(root).as_posix(), 1, f"has {size} bytes", size)
        for path, size in sizes.items()
        if size > HEAVIEST_FILE
    ]
    if sum(sizes.values()) > total:
        found.append(Finding("weight", ".", 1, f"the repository has {sum(sizes.values())} bytes", sum(sizes.values())))
    return found
