"""A file's name as it is kept and given back: short, plain, and no place on anybody's disk."""

import re
import unicodedata
from pathlib import PurePosixPath

from linkage.documents.rules.kinds import KINDS

LONGEST_NAME = 100
# Controls, marks that turn the direction of writing (so that "fdp.exe" reads "exe.pdf"), and what no disk likes.
_UNWANTED = re.compile(r'[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff<>:"|?*;]')


def safe_name(name: str, kind: str) -> str:
    """Return the name under which a file of this kind is kept: its own, without what could do harm, and its ending."""
    last = PurePosixPath(unicodedata.normalize("NFC", name).replace("\\", "/")).name
    plain = " ".join(_UNWANTED.sub("", last).split()).strip(". ")
    stem, dot, ending = plain.rpartition(".")
    endings = KINDS[kind].endings
    stem = stem if dot and f".{ending.lower()}" in endings else plain
    chosen = f".{ending.lower()}" if dot and f".{ending.lower()}" in endings else endings[0]
    # Other endings within ("report.exe.pdf") would show where a computer hides the last one.
    stem = " ".join(stem.replace(".", " ").split()) or "file"
    return f"{stem[: LONGEST_NAME - len(chosen)].strip()}{chosen}"


def size_words(size: int) -> str:
    """Return how large a file is as people say it: "380 KB", "2.4 MB"."""
    if size >= 1_000_000:  # noqa: PLR2004 (a megabyte)
        return f"{size / 1_000_000:.1f} MB".replace(".0 ", " ")
    return f"{max(1, round(size / 1_000))} KB"
