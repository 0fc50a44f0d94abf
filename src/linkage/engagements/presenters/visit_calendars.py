"""A visit as a file for a calendar: the same event for ever, moved and taken out by a newer file of it."""

from datetime import UTC, datetime, time, timedelta

from icalendar import Event

from linkage.engagements.enums import VisitStatus
from linkage.engagements.models import Visit
from linkage.kernel import money
from linkage.kernel.days import LONDON
from linkage.links.presenters import calendar_files
from linkage.messaging.presenters import address
from linkage.programmes.queries import Sender

NAME = "visit.ics"
PRODUCT = "-//Linkage//Visit//EN"
# A whole school day, its morning and its afternoon: the two settle the hour between them.
DAY, MORNING = (time(9), timedelta(hours=6.5)), (time(9), timedelta(hours=3.5))
AFTERNOON = (time(13), timedelta(hours=2.5))


def calendar_file(visit: Visit, *, made_at: datetime, organiser: Sender) -> bytes:
    """Return an .ics file of a visit in English time; of one that was cancelled, the file that takes it out."""
    return calendar_files.written(_event(visit, made_at, organiser), product=PRODUCT, takes_out=_is_out(visit))


def content_type(visit: Visit) -> str:
    """Return what a mail says of the file: its method is in it too, or calendars take no notice."""
    return f"text/calendar; charset=utf-8; method={calendar_files.method(takes_out=_is_out(visit))}"


def _is_out(visit: Visit) -> bool:
    return visit.state == VisitStatus.CANCELLED


def _event(visit: Visit, made_at: datetime, organiser: Sender) -> Event:
    begins, lasts = DAY if visit.half_days > 1 else AFTERNOON if visit.is_afternoon else MORNING
    start = datetime.combine(visit.visits_on, begins, tzinfo=LONDON)
    engagement, link = visit.engagement, address(visit.path)
    host = engagement.client_organisation.name
    event = Event()
    event.add("uid", f"visit-{visit.pk}@linkage")
    event.add("sequence", visit.sequence)
    event.add("dtstamp", made_at.astimezone(UTC))
    event.add("dtstart", start)
    event.add("dtend", start + lasts)
    event.add("summary", f"{visit.visitor.name} visits {host}: {engagement.title}")
    event.add("description", f"{_lasts(visit)}. Agree the hour with each other.\n{link}")
    event.add("location", host)
    event.add("status", "CANCELLED" if _is_out(visit) else "CONFIRMED")
    event.add("url", link)
    calendar_files.add_organiser(event, organiser)
    return event


def _lasts(visit: Visit) -> str:
    return money.half_days(visit.half_days).capitalize()
