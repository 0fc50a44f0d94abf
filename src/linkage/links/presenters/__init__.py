"""What pages and mails of links say, split by noun: plain data, no queries."""

from linkage.links.presenters.calendar_files import CALENDAR, calendar_file
from linkage.links.presenters.frames import going_on, navigation, of_request, promises
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
    "calendar_file",
    "definition",
    "going_on",
    "guide",
    "introduction",
    "link_page",
    "navigation",
    "of_request",
    "past_found",
    "promises",
    "pulse",
    "stopping",
    "told",
    "undone",
    "values_of",
]
