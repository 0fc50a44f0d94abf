"""Words as they are compared: small letters, no accents, no punctuation."""

# What the database's function `organisations_folded` translates, in the same order: a letter without its accent, a
# space for what parts words, nothing for an apostrophe ("Joseph's" is found by "josephs").
FOLDED_FROM = (
    "àáâãäåāăąçćčĉċďđèéêëēęěėĝğġģĥħìíîïīĩįĵłľĺļñńňņòóôõöøōőřŕśšşșŝťţțùúûüūůűųŵẁẃẅýÿŷỳžźż-/,.()&+_:;\"!?°–—*#@'’‘`ʼ"  # noqa: RUF001 - apostrophes of all sorts
)
FOLDED_TO = "aaaaaaaaacccccddeeeeeeeegggghhiiiiiiijllllnnnnoooooooorrssssstttuuuuuuuuwwwwyyyyzzz                    "

_TABLE = {ord(letter): FOLDED_TO[n : n + 1] or None for n, letter in enumerate(FOLDED_FROM)}


def folded(text: str) -> str:
    """Return the text as it is searched for."""
    return text.lower().translate(_TABLE)
