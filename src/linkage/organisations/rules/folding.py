"""Words as they are compared: small letters, no accents, no punctuation."""

import re

# What the database's function `organisations_folded` translates, in the same order: a letter without its accent, a
# space for what parts words, nothing for an apostrophe ("Joseph's" is found by "josephs").
FOLDED_FROM = (
    "àáâãäåāăąçćčĉċďđèéêëēęěėĝğġģĥħìíîïīĩįĵłľĺļñńňņòóôõöøōőřŕśšşșŝťţțùúûüūůűųŵẁẃẅýÿŷỳžźż-/,.()&+_:;\"!?°–—*#@'’‘`ʼ"  # noqa: RUF001 - apostrophes of all sorts
)
FOLDED_TO = "aaaaaaaaacccccddeeeeeeeegggghhiiiiiiijllllnnnnoooooooorrssssstttuuuuuuuuwwwwyyyyzzz                    "

_TABLE = {ord(letter): FOLDED_TO[n : n + 1] or None for n, letter in enumerate(FOLDED_FROM)}


# A line that was suggested ends so: "Alder School, Preston, Secondary, Lancashire (910009)".
_URN_AT_THE_END = re.compile(r"\((\d{6})\)\s*$")


def sought(text: str) -> list[str]:
    """Return the words to look for; of a line that was suggested, its URN alone: it names one school."""
    named = _URN_AT_THE_END.search(text)
    return [named[1]] if named else folded(text).split()


def folded(text: str) -> str:
    """Return the text as it is searched for."""
    return text.lower().translate(_TABLE)
