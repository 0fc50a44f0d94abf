"""What a request leads to, split by noun."""

from linkage.links.models.links import Link, LinkQuerySet, PastLink, Pulse
from linkage.links.models.signposts import (
    Destination,
    DestinationArea,
    DestinationQuerySet,
    Signpost,
    SignpostPlace,
    SignpostQuerySet,
)

__all__ = [
    "Destination",
    "DestinationArea",
    "DestinationQuerySet",
    "Link",
    "LinkQuerySet",
    "PastLink",
    "Pulse",
    "Signpost",
    "SignpostPlace",
    "SignpostQuerySet",
]
