"""What can be done with enquiries, split by noun; other apps call `operations.file(…)`."""

from linkage.enquiries.operations.filing import UnableToConfirm, confirm, disown, file
from linkage.enquiries.operations.forgetting import forget, have_forgotten
from linkage.enquiries.operations.leading import (
    UnableToAnswerForSchool,
    UnableToLetTakePart,
    UnableToPassOn,
    begin_request,
    let_take_part,
    nominate,
    not_now,
    pass_on,
)
from linkage.enquiries.operations.working import (
    UnableToReassign,
    UnableToWriteBack,
    close,
    reassign,
    reply,
    take,
    write_back,
)

__all__ = [
    "UnableToAnswerForSchool",
    "UnableToConfirm",
    "UnableToLetTakePart",
    "UnableToPassOn",
    "UnableToReassign",
    "UnableToWriteBack",
    "begin_request",
    "close",
    "confirm",
    "disown",
    "file",
    "forget",
    "have_forgotten",
    "let_take_part",
    "nominate",
    "not_now",
    "pass_on",
    "reassign",
    "reply",
    "take",
    "write_back",
]
