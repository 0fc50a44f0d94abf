"""Words that are a worry about a person: whoever types them is shown whom to tell, and nothing of it is kept."""

from linkage.access.actor import Actor
from linkage.areas import queries as areas
from linkage.kernel.pupils import without_signs


def is_worry(*, actor: Actor, text: str) -> bool:
    """Return whether typed words are a worry about a person; a name alone is none. Asks the database nothing."""
    return bool(text.strip()) and areas.is_concern(actor=actor, text=without_signs(text))
