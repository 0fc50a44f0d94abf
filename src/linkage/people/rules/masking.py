"""Other people's names, addresses and numbers, taken out of what is handed to one person."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

SOMEBODY = "[somebody else]"
# Shorter words ("Jo") would take letters out of other words.
SHORTEST = 4
SHORTEST_PART = 3


@dataclass(frozen=True)
class Other:
    """Somebody who is not the one it is handed to."""

    name: str
    email: str
    phone: str


@dataclass(frozen=True)
class _Mask:
    """What is taken out everywhere, and the parts of each name, taken out where the whole name stands beside them."""

    whole: str
    parts: Mapping[str, frozenset[str]]

    def named_in(self, said: str) -> frozenset[str]:
        """Return the parts of every name that stands in a text in full."""
        found = {_plain(match) for match in re.findall(self.whole, said, re.IGNORECASE)} if self.whole else set()
        return frozenset().union(*(self.parts.get(name, frozenset()) for name in found))


def without(value: Any, others: Iterable[Other], own_name: str = "") -> Any:
    """Return the same plain values without these people, whatever the case and however a line is broken.

    Where a whole name stands in an entry, its first name or surname alone is taken out of that entry too; not what
    the reader is called themselves.
    """
    others = list(others)
    words = {word for one in others for word in (one.name, one.email, one.phone) if len(word) >= SHORTEST}
    longest_first = sorted(words, key=len, reverse=True)
    own = frozenset(own_name.split())
    mask = _Mask(
        whole="|".join(rf"(?<!\w){_broken_anywhere(word)}(?!\w)" for word in longest_first),
        parts={_plain(one.name): frozenset(_parts(one.name)) - own for one in others},
    )
    return _masked(value, mask, frozenset()) if words else value


def _masked(value: Any, mask: _Mask, parts: frozenset[str]) -> Any:
    if isinstance(value, str):
        said = re.sub(mask.whole, SOMEBODY, value, flags=re.IGNORECASE)
        return re.sub(rf"(?<!\w)(?:{'|'.join(sorted(parts))})(?!\w)", SOMEBODY, said) if parts else said
    if isinstance(value, dict):
        beside = mask.named_in("\n".join(inner for inner in value.values() if isinstance(inner, str)))
        return {key: _masked(inner, mask, beside) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_masked(inner, mask, mask.named_in(inner) if isinstance(inner, str) else parts) for inner in value]
    return value


def _broken_anywhere(word: str) -> str:
    return r"\s+".join(re.escape(part) for part in word.split())


def _parts(name: str) -> Iterable[str]:
    return (re.escape(part) for part in name.split() if len(part) >= SHORTEST_PART)


def _plain(name: str) -> str:
    return " ".join(name.split()).lower()
