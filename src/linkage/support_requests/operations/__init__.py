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
from linkage.support_requests.operations.giving import UnableToGive, give
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
    UnableToGoOn,
    answer,
    ask_question,
    close_unanswered,
    go_on_without_answer,
)
from linkage.support_requests.operations.sending import UnableToSubmitRequest, submit
from linkage.support_requests.operations.ticking import have_ticked, tick
from linkage.support_requests.operations.waiting import return_from_school, wait_for_school

__all__ = [
    "UnableToAnswer",
    "UnableToAsk",
    "UnableToChoose",
    "UnableToClose",
    "UnableToGive",
    "UnableToGoOn",
    "UnableToReassign",
    "UnableToSaveDraft",
    "UnableToSubmitRequest",
    "answer",
    "ask_question",
    "begin_from_email",
    "choose_school",
    "close",
    "close_unanswered",
    "discard",
    "forget_words",
    "give",
    "go_on_without_answer",
    "have_ticked",
    "keep_contact",
    "leave_out",
    "let_in",
    "name_contact",
    "reassign",
    "record_cannot_help",
    "record_linked",
    "return_from_school",
    "return_to_choosing",
    "save_answers",
    "save_areas",
    "start",
    "start_choosing",
    "submit",
    "take",
    "tick",
    "wait_for_school",
    "withdraw",
]
