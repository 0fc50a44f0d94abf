"""What choosing keeps, split by noun; other files import from here."""

from linkage.brokering.models.decisions import Decision

__all__ = ["Decision"]
