"""Folded words: the one form in which words are compared, so that "Café's" finds "cafe s"."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import TypeVar

Row = TypeVar("Row")

_APOSTROPHES = str.maketrans("", "", "'\u2018\u2019")
_NOT_WORD = re.compile(r"[^0-9a-z]+")


def fold(text: str) -> str:
    """Return `text` in lower case, without accents and apostrophes, everything else that is no word as one space.

    Stemming ("readers", "reading") is left to PostgreSQL's own dictionaries.
    """
    plain = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES).casefold())
    return _NOT_WORD.sub(" ", "".join(c for c in plain if not unicodedata.combining(c))).strip()


def words(text: str) -> list[str]:
    """Return the folded words of `text` in their order."""
    return fold(text).split()


def having(rows: Iterable[Row], asked: str, texts: Callable[[Row], Iterable[str]]) -> list[Row]:
    """Return the rows of a list in whose texts every word that was asked for stands, if only as a part of one."""
    wanted = words(asked)
    return [row for row in rows if _hold(fold(" ".join(texts(row))), wanted)] if wanted else list(rows)


def _hold(text: str, wanted: list[str]) -> bool:
    return all(word in text for word in wanted)
