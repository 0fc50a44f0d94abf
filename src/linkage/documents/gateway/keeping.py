"""A file that somebody wants kept, looked through in a process of its own."""

import hashlib
import json
from dataclasses import dataclass

from linkage.documents.gateway.asking import answered
from linkage.documents.gateway.scanning import Verdict, scanned
from linkage.documents.rules.kinds import HARMFUL, SAVE_AS_PDF
from linkage.documents.rules.limits import UnableToKeepFile, UnableToReadSheet, is_small_enough
from linkage.documents.rules.naming import safe_name

CHILD = "linkage.documents.gateway.file_child"
MOST_BYTES = 5_000
UNREADABLE = f"The file cannot be looked through, or takes too much to. {SAVE_AS_PDF}"


@dataclass(frozen=True)
class Checked:
    """A file that was looked through, as it may be kept; `verdict` is the scanner's, unknown where it said nothing."""

    name: str
    kind: str
    sha256: str
    content: bytes
    verdict: Verdict

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return len(self.content)


def check(content: bytes, name: str, *, scanner: str = "") -> Checked:
    """Return the file as it may be kept; `name` is what its owner calls it and `scanner` where a clamd listens.

    Raises UnableToKeepFile with a sentence for whoever chose the file. Nothing is written to disk.
    """
    try:
        is_small_enough(len(content))
    except UnableToReadSheet as problem:
        raise UnableToKeepFile(str(problem)) from problem
    kind = _kind(content, name)
    verdict = scanned(content, scanner) if scanner else Verdict.UNKNOWN
    if verdict == Verdict.HARMFUL:
        raise UnableToKeepFile(HARMFUL)
    return Checked(safe_name(name, kind), kind, hashlib.sha256(content).hexdigest(), content, verdict)


def _kind(content: bytes, name: str) -> str:
    output = answered(CHILD, content, name, most=MOST_BYTES)
    try:
        said = json.loads(output or b"")
    except ValueError as problem:
        raise UnableToKeepFile(UNREADABLE) from problem
    if "refused" in said:
        raise UnableToKeepFile(said["refused"])
    return str(said["kind"])
