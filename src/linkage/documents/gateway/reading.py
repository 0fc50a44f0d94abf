"""Hand a file to a process of its own, and take the rows back."""

import json
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import PurePath
from threading import Timer
from typing import Any

from linkage.documents.rules.limits import USUAL, UnableToReadSheet, is_small_enough

CHILD = "linkage.documents.gateway.child"
# The processor's seconds are limited in the child itself; this is for a machine that has none to give.
LONGEST_SECONDS = 30
LONGEST_ENDING = 10
# As JSON no letter takes more than twelve bytes, and each row some more.
MOST_BYTES = 12 * USUAL.letters + 400 * USUAL.rows
UNREADABLE = "The file cannot be read, or takes too much to read. Copy the rows you need into a new spreadsheet"


@dataclass(frozen=True)
class Row:
    """One row that holds anything; `number` is the one the spreadsheet shows beside it."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """The first sheet of a file that holds anything, every cell as plain text."""

    name: str
    rows: tuple[Row, ...]


def read(content: bytes, name: str) -> Sheet:
    """Return the rows of a spreadsheet (.xlsx, .xls, .ods, .csv); `name` is what its owner calls it.

    Raises UnableToReadSheet with a sentence for whoever chose the file. Nothing is written to disk.
    """
    is_small_enough(len(content))
    output = _output(content, name)
    try:
        lines = [json.loads(line) for line in output.splitlines()]
    except ValueError as problem:
        raise UnableToReadSheet(UNREADABLE) from problem
    for line in lines[:1] + lines[-1:]:
        if isinstance(line, dict) and "refused" in line:
            raise UnableToReadSheet(line["refused"])
    return _sheet(lines)


def _sheet(lines: list[Any]) -> Sheet:
    if not lines or "sheet" not in lines[0]:
        raise UnableToReadSheet(UNREADABLE)
    rows = tuple(Row(number, tuple(cells)) for number, cells in lines[1:])
    if not rows:
        raise UnableToReadSheet("There is nothing in the file. Choose another")
    return Sheet(lines[0]["sheet"], rows)


def _output(content: bytes, name: str) -> bytes:
    """What the child says; raises UnableToReadSheet when it did not come to its end."""
    ending = PurePath(name).suffix.encode("ascii", "ignore").decode()[:LONGEST_ENDING]
    # Isolated: neither the folder it is started in nor the environment decides what it imports.
    with subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, "-I", "-m", CHILD, f"file{ending}"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
    ) as child:
        watch = Timer(LONGEST_SECONDS, child.kill)
        watch.start()
        output = _talk(child, content)
        watch.cancel()
    if child.returncode or len(output) > MOST_BYTES:
        raise UnableToReadSheet(UNREADABLE)
    return output


def _talk(child: "subprocess.Popen[bytes]", content: bytes) -> bytes:
    """Give the child the file and take what it says; it reads all before it says anything."""
    assert child.stdin is not None
    assert child.stdout is not None
    # A child that ended early does not listen any more: its exit code says why.
    with suppress(BrokenPipeError):
        child.stdin.write(content)
        child.stdin.close()
    output = child.stdout.read(MOST_BYTES + 1)
    if len(output) > MOST_BYTES:
        child.kill()
    return output
