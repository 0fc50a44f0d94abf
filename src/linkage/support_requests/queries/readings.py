"""What is looked for in words before any of them are kept: a worry about a person, and words that tell nothing."""

from collections.abc import Iterable

from linkage.access.actor import Actor
from linkage.areas import queries as areas
from linkage.kernel.pupils import without_signs

SAFEGUARDING, UNCLEAR = "safeguarding", "unclear"


def flag_of(*, actor: Actor, words: str) -> str:
    """Return "safeguarding" for a worry about a person, "unclear" for words that tell no area, else "".

    They are read without what may name a pupil: a name alone is no worry, and is asked about for itself.
    """
    return (areas.read(actor=actor, text=without_signs(words)).flag or "") if words.strip() else ""


def is_worry(*, actor: Actor, texts: Iterable[str]) -> bool:
    """Return whether one of these texts is a worry about a person, which is never kept."""
    return any(flag_of(actor=actor, words=text) == SAFEGUARDING for text in texts)
