"""A date for the first conversation, as a file for a calendar."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from icalendar import Calendar, Component, Event, Timezone, TimezoneDaylight, TimezoneStandard, vCalAddress, vRecur

from linkage.kernel.days import LONDON
from linkage.links import rules
from linkage.links.queries.ends import Introduced
from linkage.programmes.queries import Sender

CALENDAR = "text/calendar; charset=utf-8; method=PUBLISH"
# The first change of each kind under today's rule, in the wall clock before it.
_CHANGES = {3: datetime(1996, 3, 31, 1), 10: datetime(1996, 10, 27, 2)}  # noqa: DTZ001
PRODUCT = "-//Linkage//First conversation//EN"


def calendar_file(told: Introduced, *, link_id: UUID, address: str, made_at: datetime) -> bytes:
    """Return an .ics file: twenty minutes after school on the last day for the first contact, in English time.

    The UID is the link's for ever, so that a second file moves the first one's date and does not add another.
    """
    start, end = rules.suggested_at(told.first_contact_by_on)
    event = Event()
    event.add("uid", f"first-conversation-{link_id}@linkage")
    event.add("dtstamp", made_at.astimezone(UTC))
    event.add("dtstart", start)
    event.add("dtend", end)
    event.add("summary", f"First conversation: {told.asker.name} and {told.helper.name}")
    event.add("description", f"About {told.about}. Twenty minutes; move it as you like.\n{address}")
    event.add("status", "TENTATIVE")
    event.add("url", address)
    return written(event, product=PRODUCT)


def written(event: Event, *, product: str, takes_out: bool = False) -> bytes:
    """Return the .ics file that puts one event into a calendar, or takes it out; times in it are English."""
    calendar = Calendar()
    calendar.add("prodid", product)
    calendar.add("version", "2.0")
    calendar.add("method", method(takes_out=takes_out))
    calendar.add_component(_english_time())
    calendar.add_component(event)
    found: bytes = calendar.to_ical()
    return found


def method(*, takes_out: bool) -> str:
    """Return what a file does; it stands in the type of the attachment too, or calendars take no notice."""
    return "CANCEL" if takes_out else "PUBLISH"


def add_organiser(event: Event, sender: Sender) -> None:
    """Name the programme as who organises an event, where it has an address."""
    if sender.contact_email:
        who = vCalAddress(f"mailto:{sender.contact_email}")
        who.params["cn"] = sender.name
        event.add("organizer", who)


def _english_time() -> Timezone:
    """Greenwich and summer time by the rule in force since 1996: calendars that know no zones need it written out."""
    zone = Timezone()
    zone.add("tzid", str(LONDON))
    zone.add_component(_half(TimezoneDaylight(), "BST", month=3, before=0, after=1))
    zone.add_component(_half(TimezoneStandard(), "GMT", month=10, before=1, after=0))
    return zone


def _half(part: Component, name: str, *, month: int, before: int, after: int) -> Component:
    part.add("tzname", name)
    part.add("dtstart", _CHANGES[month])
    part.add("tzoffsetfrom", timedelta(hours=before))
    part.add("tzoffsetto", timedelta(hours=after))
    part.add("rrule", vRecur(freq="yearly", bymonth=month, byday="-1SU"))
    return part
