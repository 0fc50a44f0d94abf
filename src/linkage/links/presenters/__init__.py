"""What pages and mails of links say, split by noun: plain data, no queries."""

from linkage.links.presenters.buying import (
    cancelling,
    commission_page,
    initial,
    lines_of,
    outcome_rows,
    summary,
)
from linkage.links.presenters.buying_lists import (
    bought_for,
    buying_choice,
    buying_pages,
    commissions_definition,
    exported,
)
from linkage.links.presenters.buying_mails import approval, approved, buying_values, cancelled, ordered, refused
from linkage.links.presenters.calendar_files import CALENDAR, calendar_file
from linkage.links.presenters.frames import (
    actions_of,
    beside_nobody,
    going_on,
    going_quiet,
    more_pages,
    navigation,
    of_request,
    panels,
    promises,
)
from linkage.links.presenters.guides import GUIDE_NAME, guide
from linkage.links.presenters.listing import definition
from linkage.links.presenters.mails import after_undoing, introduction, pulse, stopping, told, undone, values_of
from linkage.links.presenters.pages import TAGS, link_page
from linkage.links.presenters.past import PAST, PAST_FILE, past_found

__all__ = [
    "CALENDAR",
    "GUIDE_NAME",
    "PAST",
    "PAST_FILE",
    "TAGS",
    "actions_of",
    "after_undoing",
    "approval",
    "approved",
    "beside_nobody",
    "bought_for",
    "buying_choice",
    "buying_pages",
    "buying_values",
    "calendar_file",
    "cancelled",
    "cancelling",
    "commission_page",
    "commissions_definition",
    "definition",
    "exported",
    "going_on",
    "going_quiet",
    "guide",
    "initial",
    "introduction",
    "lines_of",
    "link_page",
    "more_pages",
    "navigation",
    "of_request",
    "ordered",
    "outcome_rows",
    "panels",
    "past_found",
    "promises",
    "pulse",
    "refused",
    "stopping",
    "summary",
    "told",
    "undone",
    "values_of",
]
