"""A text as the pieces of words that the sentence encoder knows: uncased WordPiece, as its vocabulary was made."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping

UNKNOWN, BEGIN, END = "[UNK]", "[CLS]", "[SEP]"
LONGEST_WORD = 100
_ASCII_SIGNS = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_BLANKS = frozenset("\t\n\r")


def vocabulary(lines: Iterable[str]) -> dict[str, int]:
    """Return the number of each piece, from the lines of a vocabulary."""
    return {line.rstrip("\n"): number for number, line in enumerate(lines)}


def pieces(text: str, known: Mapping[str, int], *, most: int) -> list[int]:
    """Return the numbers of the pieces of `text` between the marks of its begin and end, `most` in all."""
    unknown = known[UNKNOWN]
    found = [known[BEGIN]]
    for word in _words(text):
        found += _of_word(word, known) or [unknown]
        if len(found) >= most:
            break
    return [*found[: most - 1], known[END]]


def _words(text: str) -> Iterator[str]:
    """The words in lower case without accents; each sign and each ideograph stands alone."""
    plain = unicodedata.normalize("NFD", "".join(_clean(text)).lower())
    parted = (f" {c} " if _stands_alone(c) else c for c in plain if unicodedata.category(c) != "Mn")
    return iter("".join(parted).split())


def _clean(text: str) -> Iterator[str]:
    for character in text:
        if character in _BLANKS or unicodedata.category(character) == "Zs":
            yield " "
        elif character != "\ufffd" and not unicodedata.category(character).startswith("C"):
            yield character


def _stands_alone(character: str) -> bool:
    if character in _ASCII_SIGNS:
        return True
    if character.isascii():
        return False
    return unicodedata.category(character).startswith("P") or "\u4e00" <= character <= "\u9fff"


def _of_word(word: str, known: Mapping[str, int]) -> list[int]:
    """The longest known pieces from left to right; none when some part of the word is not known."""
    found: list[int] = []
    start = 0
    while start < len(word) <= LONGEST_WORD:
        prefix = "##" if start else ""
        end = next((e for e in range(len(word), start, -1) if prefix + word[start:e] in known), None)
        if end is None:
            return []
        found.append(known[prefix + word[start:end]])
        start = end
    return found
