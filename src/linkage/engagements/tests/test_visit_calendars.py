"""A visit in a calendar: put in, moved and taken out by the files that go with its mails."""

import base64
from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar

from linkage.database.tenancy import acting_in
from linkage.engagements import operations
from linkage.engagements.models import Engagement
from linkage.engagements.tests import visits as made
from linkage.engagements.tests.visits import booked, mails
from linkage.people.tests.factories import actor
from linkage.programmes.tests.factories import NOW, programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def w():
    here = programme(slug="ribble", name="Ribble Linkage", contact_email="office@ribble.example")
    with acting_in(here.id):
        yield made.at_work(here)


def move(w, visit, day):
    return operations.move_visit(actor=actor(w.priya), at=NOW, visit=visit, visits_on=day, reason="We have inspectors")


def cancel(w, visit):
    return operations.cancel_visit(actor=actor(w.priya), at=NOW, visit=visit, reason="The hall is flooded")


class TestCalendars:
    def event(self, mail):
        [file] = mail.attachments
        content = Calendar.from_ical(base64.b64decode(file["base64"]))
        return content, next(iter(content.walk("VEVENT"))), file["content_type"]

    def test_the_same_event_is_put_in_moved_and_taken_out(self, w):
        visit = booked(w)
        file, event, kind = self.event(mails("visit_booked")[0])
        assert (file["METHOD"], int(event["SEQUENCE"]), event["STATUS"]) == ("PUBLISH", 0, "CONFIRMED")
        assert str(event["UID"]) == f"visit-{visit.pk}@linkage"
        assert event.decoded("dtstart").astimezone(UTC) == datetime(2026, 11, 12, 9, 0, tzinfo=UTC)
        assert kind.endswith("method=PUBLISH")
        assert (str(event["ORGANIZER"]), event["LOCATION"]) == ("mailto:office@ribble.example", "Thistlebank School")
        move(w, visit, date(2027, 3, 23))
        _, event, _ = self.event(mails("visit_moved")[0])
        assert (str(event["UID"]), int(event["SEQUENCE"])) == (f"visit-{visit.pk}@linkage", 1)
        cancel(w, visit)
        file, event, kind = self.event(mails("visit_cancelled")[0])
        assert (file["METHOD"], int(event["SEQUENCE"]), event["STATUS"]) == ("CANCEL", 2, "CANCELLED")
        assert kind.endswith("method=CANCEL")

    def test_in_summer_it_is_summer_time(self, w):
        Engagement.objects.update(ends_on=date(2027, 7, 16))
        w.engagement.hold()
        booked(w, day=date(2027, 6, 15), half_days=1, is_afternoon=True)
        _, event, _ = self.event(mails("visit_booked")[0])
        assert event.decoded("dtstart").astimezone(UTC) == datetime(2027, 6, 15, 12, 0, tzinfo=UTC)
        assert event["DTSTART"].params["TZID"] == "Europe/London"
