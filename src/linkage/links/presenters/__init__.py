"""What pages and mails of links say, split by noun: plain data, no queries."""

from linkage.links.presenters.calendar_files import CALENDAR, calendar_file
from linkage.links.presenters.frames import (
    actions_of,
    beside_nobody,
    going_on,
    more_pages,
    navigation,
    of_request,
    panels,
    promises,
)
from linkage.links.presenters.guides import GUIDE_NAME, guide
from linkage.links.presenters.listing import definition
from linkage.links.presenters.mails import introduction, pulse, stopping, told, undone, values_of
from linkage.links.presenters.pages import TAGS, LinkPage, link_page
from linkage.links.presenters.past import PAST, PAST_FILE, past_found

__all__ = [
    "CALENDAR",
    "GUIDE_NAME",
    "PAST",
    "PAST_FILE",
    "TAGS",
    "LinkPage",
    "actions_of",
    "beside_nobody",
    "calendar_file",
    "definition",
    "going_on",
    "guide",
    "introduction",
    "link_page",
    "more_pages",
    "navigation",
    "of_request",
    "panels",
    "past_found",
    "promises",
    "pulse",
    "stopping",
    "told",
    "undone",
    "values_of",
]
