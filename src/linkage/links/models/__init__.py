"""What a request leads to, split by noun."""

from linkage.links.models.commissions import (
    Commission,
    CommissionDecision,
    CommissionOutcome,
    CommissionQuerySet,
    FundingSource,
    UnableToMoveCommission,
)
from linkage.links.models.links import Link, LinkQuerySet, PastLink, Pulse
from linkage.links.models.signposts import (
    Destination,
    DestinationArea,
    Signpost,
    SignpostPlace,
    SignpostQuerySet,
    waits_for_another,
)

__all__ = [
    "Commission",
    "CommissionDecision",
    "CommissionOutcome",
    "CommissionQuerySet",
    "Destination",
    "DestinationArea",
    "FundingSource",
    "Link",
    "LinkQuerySet",
    "PastLink",
    "Pulse",
    "Signpost",
    "SignpostPlace",
    "SignpostQuerySet",
    "UnableToMoveCommission",
    "waits_for_another",
]
