"""What words are about, and what is looked for in them before any are kept: a worry about a person, and the unclear."""

from collections.abc import Iterable

from linkage.access.actor import Actor
from linkage.areas import queries as areas
from linkage.database import tenancy
from linkage.kernel.pupils import without_signs

UNCLEAR = "unclear"


def reading(*, actor: Actor, words: str) -> areas.Reading:
    """Return what words are about; a page that asks several times reads them once.

    They are read without what may name a pupil: a name alone is no worry, and is asked about for itself.
    """
    plain = without_signs(words)
    return tenancy.read_once(("reading", actor.person_id, plain), lambda: areas.read(actor=actor, text=plain))


def flag_of(*, actor: Actor, words: str) -> str:
    """Return "safeguarding" for a worry about a person, "unclear" for words that tell no area, else ""."""
    return (reading(actor=actor, words=words).flag or "") if words.strip() else ""


def is_worry(*, actor: Actor, texts: Iterable[str]) -> bool:
    """Return whether one of these texts is a worry about a person, which is never kept."""
    return any(areas.is_concern(actor=actor, text=text) for text in texts)
