"""What can be done to a programme, by what it is done to."""

from linkage.programmes.operations.calendar import (
    UnableToChangeCalendar,
    add_closure,
    follow_calendar,
    remove_closure,
)
from linkage.programmes.operations.founding import UnableToCreateProgramme, create
from linkage.programmes.operations.jobs import have_done_in_each
from linkage.programmes.operations.neighbours import share_no_more, share_with
from linkage.programmes.operations.questions import (
    UnableToChangeQuestions,
    add_question,
    change_question,
    drop_questions,
    move_question,
    remove_question,
    take_questions,
)
from linkage.programmes.operations.settings import (
    UnableToChangeSettings,
    choose_asking,
    choose_colour,
    choose_mail_hours,
    choose_ways,
    describe,
    name_safeguarding_contact,
    note_rounds,
    pause,
    resume,
    set_service_levels,
    state_lawful_basis,
    word_sharing,
)

__all__ = [
    "UnableToChangeCalendar",
    "UnableToChangeQuestions",
    "UnableToChangeSettings",
    "UnableToCreateProgramme",
    "add_closure",
    "add_question",
    "change_question",
    "choose_asking",
    "choose_colour",
    "choose_mail_hours",
    "choose_ways",
    "create",
    "describe",
    "drop_questions",
    "follow_calendar",
    "have_done_in_each",
    "move_question",
    "name_safeguarding_contact",
    "note_rounds",
    "pause",
    "remove_closure",
    "remove_question",
    "resume",
    "set_service_levels",
    "share_no_more",
    "share_with",
    "state_lawful_basis",
    "take_questions",
    "word_sharing",
]
