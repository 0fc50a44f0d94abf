"""What can be done to a programme, by what it is done to."""

from linkage.programmes.operations.calendar import (
    UnableToChangeCalendar,
    add_closure,
    follow_calendar,
    remove_closure,
)
from linkage.programmes.operations.founding import UnableToCreateProgramme, create
from linkage.programmes.operations.jobs import have_done_in_each
from linkage.programmes.operations.settings import (
    UnableToChangeSettings,
    choose_colour,
    choose_mail_hours,
    choose_ways,
    describe,
    name_safeguarding_contact,
    pause,
    resume,
    set_service_levels,
    state_lawful_basis,
    word_sharing,
)

__all__ = [
    "UnableToChangeCalendar",
    "UnableToChangeSettings",
    "UnableToCreateProgramme",
    "add_closure",
    "choose_colour",
    "choose_mail_hours",
    "choose_ways",
    "create",
    "describe",
    "follow_calendar",
    "have_done_in_each",
    "name_safeguarding_contact",
    "pause",
    "remove_closure",
    "resume",
    "set_service_levels",
    "state_lawful_basis",
    "word_sharing",
]
