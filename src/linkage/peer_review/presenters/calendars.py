"""A visit as a file for a calendar: the same event for ever, moved and taken out by a newer file of it.

A calendar is read over shoulders and by colleagues: nothing stands in it but that there is a visit, where and when.
"""

from datetime import UTC, datetime, time, timedelta

from icalendar import Event

from linkage.kernel.days import LONDON
from linkage.links.presenters import calendar_files
from linkage.messaging.presenters import Attachment, address
from linkage.peer_review.models import Visit
from linkage.programmes.queries import Sender

PRODUCT = "-//Linkage//School visit//EN"
TITLE = "School visit"
BEGINS, LASTS = time(9), timedelta(hours=6.5)
SCHOOL_WEEK = timedelta(days=5)


def attachment(visit: Visit, *, made_at: datetime, organiser: Sender, takes_out: bool = False) -> Attachment:
    """Return the file that puts a visit in or moves it, or (`takes_out`) the one that takes it out, for a mail."""
    method = calendar_files.method(takes_out=takes_out)
    content = calendar_file(visit, made_at=made_at, organiser=organiser, takes_out=takes_out)
    return Attachment(f"visit-{visit.week_on:%d-%m}.ics", f"text/calendar; charset=utf-8; method={method}", content)


def calendar_file(visit: Visit, *, made_at: datetime, organiser: Sender, takes_out: bool = False) -> bytes:
    """Return an .ics file of a visit: a school day in English time, and the whole week until its day is chosen."""
    event = _event(visit, made_at, organiser, takes_out=takes_out)
    return calendar_files.written(event, product=PRODUCT, takes_out=takes_out)


def _event(visit: Visit, made_at: datetime, organiser: Sender, *, takes_out: bool) -> Event:
    event, link = Event(), address(visit.path)
    event.add("uid", f"peer-visit-{visit.pk}@linkage")
    event.add("sequence", visit.sequence)
    event.add("dtstamp", made_at.astimezone(UTC))
    if visit.visits_on is None:
        # Whole days have no time zone: the week is the same on both sides of a clock change.
        event.add("dtstart", visit.week_on)
        event.add("dtend", visit.week_on + SCHOOL_WEEK)
        event.add("summary", f"{TITLE} this week")
        event.add("transp", "TRANSPARENT")
    else:
        start = datetime.combine(visit.visits_on, BEGINS, tzinfo=LONDON)
        event.add("dtstart", start)
        event.add("dtend", start + LASTS)
        event.add("summary", TITLE)
    event.add("description", link)
    event.add("location", visit.host.name)
    event.add("status", "CANCELLED" if takes_out else "CONFIRMED")
    event.add("url", link)
    calendar_files.add_organiser(event, organiser)
    return event
