"""What a request leads to, split by noun."""

from linkage.links.models.links import Link, LinkQuerySet, PastLink, Pulse

__all__ = ["Link", "LinkQuerySet", "PastLink", "Pulse"]
