"""Other people's names, addresses and numbers, taken out of what is handed to one person."""

import re
from collections.abc import Iterable
from typing import Any

SOMEBODY = "[somebody else]"
# Shorter words ("Jo") would take letters out of other words.
SHORTEST = 4


def without(value: Any, words: Iterable[str]) -> Any:
    """Return the same plain values with every one of these words replaced, whatever its case."""
    longest_first = sorted({word for word in words if len(word) >= SHORTEST}, key=len, reverse=True)
    if not longest_first:
        return value
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in longest_first), re.IGNORECASE)
    return _masked(value, pattern)


def _masked(value: Any, pattern: re.Pattern[str]) -> Any:
    if isinstance(value, str):
        return pattern.sub(SOMEBODY, value)
    if isinstance(value, dict):
        return {key: _masked(inner, pattern) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_masked(inner, pattern) for inner in value]
    return value
