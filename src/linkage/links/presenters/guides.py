"""The guide to the first conversation, in the programme's name."""

from functools import lru_cache

from linkage.documents import presenters as documents

GUIDE_NAME = "first-conversation.pdf"
TEMPLATE = "links/data/first_conversation.typ"


@lru_cache(maxsize=32)
def guide(programme: str, colour: str, contact: str) -> bytes:
    """Return the guide as a PDF of two pages; kept in memory, as it changes only with the programme's own facts."""
    return documents.render(TEMPLATE, {"programme": programme, "colour": colour, "contact": contact})
