"""Reads of choosing and of the round, split by noun; other files call `queries.choice(…)`."""

from linkage.brokering.queries.choosing import Choice, Chosen, NotNow, choice, chosen, next_actions
from linkage.brokering.queries.rounds import (
    Round,
    Why,
    brokering_round,
    latest,
    next_round,
    plan_now,
    request_of_round,
    trial,
    waiting,
    why,
)

__all__ = [
    "Choice",
    "Chosen",
    "NotNow",
    "Round",
    "Why",
    "brokering_round",
    "choice",
    "chosen",
    "latest",
    "next_actions",
    "next_round",
    "plan_now",
    "request_of_round",
    "trial",
    "waiting",
    "why",
]
