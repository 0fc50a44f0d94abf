"""What can be done with requests, split by noun; other apps call `operations.record_linked(…)`."""

from linkage.support_requests.operations.drafts import (
    UnableToSaveDraft,
    begin_from_email,
    choose_school,
    discard,
    forget_words,
    keep_contact,
    leave_out,
    let_in,
    name_contact,
    save_answers,
    save_areas,
    start,
)
from linkage.support_requests.operations.outcomes import record_linked, return_to_choosing
from linkage.support_requests.operations.progress import (
    UnableToChoose,
    UnableToClose,
    UnableToReassign,
    close,
    reassign,
    record_cannot_help,
    start_choosing,
    take,
    withdraw,
)
from linkage.support_requests.operations.questions import (
    UnableToAnswer,
    UnableToAsk,
    answer,
    answer_by_mail,
    ask_question,
)
from linkage.support_requests.operations.sending import UnableToSubmitRequest, submit

__all__ = [
    "UnableToAnswer",
    "UnableToAsk",
    "UnableToChoose",
    "UnableToClose",
    "UnableToReassign",
    "UnableToSaveDraft",
    "UnableToSubmitRequest",
    "answer",
    "answer_by_mail",
    "ask_question",
    "begin_from_email",
    "choose_school",
    "close",
    "discard",
    "forget_words",
    "keep_contact",
    "leave_out",
    "let_in",
    "name_contact",
    "reassign",
    "record_cannot_help",
    "record_linked",
    "return_to_choosing",
    "save_answers",
    "save_areas",
    "start",
    "start_choosing",
    "submit",
    "take",
    "withdraw",
]
