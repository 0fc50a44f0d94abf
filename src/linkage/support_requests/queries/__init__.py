"""Reads of requests, split by noun; other apps call `queries.support_request(…)` and never a module of this package."""

from linkage.support_requests.queries.clocks import Clocks, calendar, clock_of, service_levels
from linkage.support_requests.queries.drafts import (
    AreaChoice,
    answers_of,
    area_choices,
    areas_named,
    contact_written,
    draft,
    drafts,
    entries_to_ask,
    last_asked,
    likely_areas,
    may_ask_for,
    own_schools,
)
from linkage.support_requests.queries.emails import schools_at
from linkage.support_requests.queries.figures import Figures, figures
from linkage.support_requests.queries.history import history, question_to_answer, request_to_stop
from linkage.support_requests.queries.next_steps import Steps, WaitsFor
from linkage.support_requests.queries.owners import (
    Owners,
    desk,
    loads,
    owner_for,
    owner_of,
    possible_owners,
    who_works,
)
from linkage.support_requests.queries.people import Concerned, concerned, open_question
from linkage.support_requests.queries.readings import UNCLEAR, flag_of, is_worry
from linkage.support_requests.queries.records import (
    areas_of,
    avoided_schools_of,
    support_request,
    to_give,
    visible,
)
from linkage.support_requests.queries.supply import CouldHelp, who_could_help
from linkage.support_requests.queries.unmet import unmet
from linkage.support_requests.queries.waiting import awaiting_more, current, next_actions

__all__ = [
    "UNCLEAR",
    "AreaChoice",
    "Clocks",
    "Concerned",
    "CouldHelp",
    "Figures",
    "Owners",
    "Steps",
    "WaitsFor",
    "answers_of",
    "area_choices",
    "areas_named",
    "areas_of",
    "avoided_schools_of",
    "awaiting_more",
    "calendar",
    "clock_of",
    "concerned",
    "contact_written",
    "current",
    "desk",
    "draft",
    "drafts",
    "entries_to_ask",
    "figures",
    "flag_of",
    "history",
    "is_worry",
    "last_asked",
    "likely_areas",
    "loads",
    "may_ask_for",
    "next_actions",
    "open_question",
    "own_schools",
    "owner_for",
    "owner_of",
    "possible_owners",
    "question_to_answer",
    "request_to_stop",
    "schools_at",
    "service_levels",
    "support_request",
    "to_give",
    "unmet",
    "visible",
    "who_could_help",
    "who_works",
]
