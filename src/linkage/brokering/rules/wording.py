"""What those who are asked read of a request: its words within a sentence, without a name that is hidden."""

import re

OURS = "our school"
# What every school is called, and nobody says: "Thistlebank" is Thistlebank School.
_KINDS = r"\s+(?:High |Primary |Community |Infant |Junior |Nursery |Special )?(?:School|Academy|College|Primary)\b.*$"


def within(text: str) -> str:
    """A title as it stands within a sentence; an abbreviation keeps its capitals."""
    first = text.split(" ", 1)[0]
    return text if first.isupper() else text[:1].lower() + text[1:]


def start(text: str) -> str:
    """Words as they stand at the start of a sentence."""
    return text[:1].upper() + text[1:]


def without_name(text: str, name: str) -> str:
    """What a school wrote without its own name, whole or as people say it, in whatever capitals."""
    short = re.sub(_KINDS, "", name)
    spelt = sorted({name, short} - {""}, key=len, reverse=True)
    return re.sub("|".join(rf"\b{re.escape(each)}\b" for each in spelt), OURS, text, flags=re.IGNORECASE)
