"""What may stand in the head of a mail, and how long delivery waits for what. Pure: no clock, no database."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from datetime import timedelta

from linkage.kernel.violations import Violation

SUBJECT_CHARACTERS = 200
NAME_CHARACTERS = 80
# Deliberately narrow: what a relay may read in two ways is no address. Quoted local parts and comments are not taken.
_ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)+"
)
ADDRESS_CHARACTERS = 254

_WAITS = tuple(
    timedelta(seconds=seconds)
    for seconds in (30, 60, 120, 300, 600, 1800, 3600, 7200, 14400, 14400, 28800, 28800, 57600)
)
HAND_OVER = timedelta(seconds=60)
"""How long handing over a mail's content may take, to the last answer; then the connection is cut."""
WORKER_GONE = timedelta(seconds=90)
"""A mail being sent for longer than this lost its worker: longer than HAND_OVER, so that a slow one is not robbed."""
RELAY_SETTLES = timedelta(seconds=120)
"""When the relay's log still does not know a mail after this long, the relay does not have it."""
JOB_LOST = timedelta(seconds=60)
"""A mail due for longer than this, and without a job, has lost its job."""


def one_line(words: str, limit: int) -> str:
    """Return the words fit for a header: one line, not too long, and to be read in one way only.

    Invisible and direction-changing characters go, and so does what begins an encoded word: a reader would decode it.
    """
    seen = "".join(" " if unicodedata.category(letter)[0] in "CZ" else letter for letter in words.replace("=?", "= ?"))
    return " ".join(seen.split())[:limit].rstrip()


def display_name(name: str) -> str:
    """Return a name that can only be read as a name: nothing in it looks like an address or ends the quotation."""
    return one_line(re.sub(r"[<>@\"\\,;:()\[\]]", " ", name), NAME_CHARACTERS)


def is_deliverable(email: str) -> list[Violation]:
    """That is not an e-mail address we can write to"""
    if len(email) <= ADDRESS_CHARACTERS and _ADDRESS.fullmatch(email):
        return []
    return [Violation("is_deliverable", str(is_deliverable.__doc__), "email")]


def pause_after(attempts: int) -> timedelta | None:
    """Return how long to wait after so many attempts in vain; None: it is time to give up (after about two days)."""
    return _WAITS[attempts - 1] if attempts <= len(_WAITS) else None


_NAME = re.compile(r"\{([^{}]*)\}")
WORDING_CHARACTERS = 1_500


def unknown_names(text: str, known: Collection[str]) -> list[str]:
    """Return what stands in curly brackets in a text and cannot be filled in; "{" for a bracket that has no other."""
    strange = [name for name in _NAME.findall(text) if name not in known]
    without = _NAME.sub("", text)
    return strange + (["{"] if "{" in without or "}" in without else [])


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return the text with the names in curly brackets filled in; what a value itself holds is left as it is."""
    return _NAME.sub(lambda named: values[named[1]], text)


def names_are_known(part: str, text: str, known: Collection[str]) -> list[Violation]:
    """What stands in curly brackets is filled in for each reader, so it must be one of the names listed"""
    strange = unknown_names(text, known)
    if not strange:
        return []
    sentence = (
        "Write both curly brackets round a name, and no others"
        if strange[0] == "{"
        else f"We cannot fill in {{{strange[0]}}}: choose one of {', '.join(f'{{{name}}}' for name in known)}"
    )
    return [Violation("names_are_known", sentence, part)]
