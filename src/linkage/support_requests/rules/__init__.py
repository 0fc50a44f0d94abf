"""Rules about requests, split by noun: when one is whole, how its clock runs."""

from linkage.support_requests.rules.answers import (
    MOST_AREAS,
    MOST_AVOIDED,
    Answers,
    few_areas_are_chosen,
    names_the_school,
    sharing_is_agreed,
    the_help_is_said,
    the_need_is_said,
    the_people_are_said,
    the_time_is_said,
    the_words_are_those_read,
    title_of,
    unanswered,
)
from linkage.support_requests.rules.clocks import (
    Progress,
    ServiceClock,
    ServiceLevels,
    days_waited,
    due_on,
    service_clock,
    the_introduction_stands,
)

__all__ = [
    "MOST_AREAS",
    "MOST_AVOIDED",
    "Answers",
    "Progress",
    "ServiceClock",
    "ServiceLevels",
    "days_waited",
    "due_on",
    "few_areas_are_chosen",
    "names_the_school",
    "service_clock",
    "sharing_is_agreed",
    "the_help_is_said",
    "the_introduction_stands",
    "the_need_is_said",
    "the_people_are_said",
    "the_time_is_said",
    "the_words_are_those_read",
    "title_of",
    "unanswered",
]
