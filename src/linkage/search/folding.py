"""Folded words: the one form in which words are compared, so that "Café's" finds "cafe s"."""

import re
import unicodedata

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
