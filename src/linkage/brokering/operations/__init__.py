"""What can be done when somebody is chosen or a round is planned, split by noun; others call `operations.link(…)`."""

from linkage.brokering.operations.answering import Said, UnableToAnswer, answer, answer_for
from linkage.brokering.operations.asking import UnableToApproach, ask, ask_next
from linkage.brokering.operations.clocks import have_ticked, tick
from linkage.brokering.operations.deciding import DECLARED
from linkage.brokering.operations.ending import UnableToStopAsking, end_looking, stop_asking
from linkage.brokering.operations.linking import UnableToLink, link
from linkage.brokering.operations.questions import UnableToAskBack, UnableToReply, ask_back, reply
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
    "Said",
    "Sent",
    "UnableToAnswer",
    "UnableToApproach",
    "UnableToAskBack",
    "UnableToLink",
    "UnableToPlan",
    "UnableToReply",
    "UnableToSendRound",
    "UnableToStopAsking",
    "answer",
    "answer_for",
    "approve",
    "ask",
    "ask_back",
    "ask_next",
    "end_looking",
    "go_back",
    "have_ticked",
    "link",
    "plan",
    "reply",
    "rule",
    "stop_asking",
    "tick",
    "weigh",
]
