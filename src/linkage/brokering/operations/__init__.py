"""What can be done when somebody is chosen, split by noun; other files call `operations.link(…)`."""

from linkage.brokering.operations.linking import DECLARED, UnableToLink, link
from linkage.brokering.operations.sharing import (
    UnableToAnswerShortlist,
    UnableToShare,
    answer_shortlist,
    go_on_without_choice,
    share,
)

__all__ = [
    "DECLARED",
    "UnableToAnswerShortlist",
    "UnableToLink",
    "UnableToShare",
    "answer_shortlist",
    "go_on_without_choice",
    "link",
    "share",
]
