"""Reads of choosing, split by noun; other files call `queries.choice(…)`."""

from linkage.brokering.queries.choosing import Choice, Chosen, NotNow, choice, chosen, next_actions

__all__ = ["Choice", "Chosen", "NotNow", "choice", "chosen", "next_actions"]
