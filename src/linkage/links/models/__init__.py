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

__all__ = [
    "Commission",
    "CommissionDecision",
    "CommissionOutcome",
    "CommissionQuerySet",
    "FundingSource",
    "Link",
    "LinkQuerySet",
    "PastLink",
    "Pulse",
    "UnableToMoveCommission",
]
