"""What can be done when somebody is chosen, split by noun; other files call `operations.link(…)`."""

from linkage.brokering.operations.linking import DECLARED, UnableToLink, link
from linkage.brokering.operations.rounds import (
    Sent,
    UnableToPlan,
    UnableToSendRound,
    approve,
    go_back,
    plan,
    rule,
    weigh,
)

__all__ = [
    "DECLARED",
    "Sent",
    "UnableToLink",
    "UnableToPlan",
    "UnableToSendRound",
    "approve",
    "go_back",
    "link",
    "plan",
    "rule",
    "weigh",
]
