"""What choosing keeps, split by noun; other files import from here."""

from linkage.brokering.models.decisions import Decision
from linkage.brokering.models.shortlists import SharedPerson, SharedShortlist

__all__ = ["Decision", "SharedPerson", "SharedShortlist"]
