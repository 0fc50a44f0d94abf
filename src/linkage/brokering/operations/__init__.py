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
from linkage.brokering.operations.sharing import (
    UnableToAnswerShortlist,
    UnableToShare,
    answer_shortlist,
    go_on_without_choice,
    share,
)
from linkage.brokering.operations.taking_back import UnableToTakeBack, take_back

__all__ = [
    "DECLARED",
    "Said",
    "Sent",
    "UnableToAnswer",
    "UnableToAnswerShortlist",
    "UnableToApproach",
    "UnableToAskBack",
    "UnableToLink",
    "UnableToPlan",
    "UnableToReply",
    "UnableToSendRound",
    "UnableToShare",
    "UnableToStopAsking",
    "UnableToTakeBack",
    "answer",
    "answer_for",
    "answer_shortlist",
    "approve",
    "ask",
    "ask_back",
    "ask_next",
    "end_looking",
    "go_back",
    "go_on_without_choice",
    "have_ticked",
    "link",
    "plan",
    "reply",
    "rule",
    "share",
    "stop_asking",
    "take_back",
    "tick",
    "weigh",
]
