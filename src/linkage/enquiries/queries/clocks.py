"""How the programme's promises stand for an enquiry."""

from datetime import date, datetime

from linkage.access.actor import Actor
from linkage.enquiries import rules
from linkage.enquiries.enums import EnquiryStatus
from linkage.enquiries.models import Enquiry
from linkage.kernel.days import day_of
from linkage.kernel.working_days import SchoolCalendar
from linkage.programmes import queries as programmes


def days_promised(*, actor: Actor) -> int:
    """Return within how many working school days somebody who writes has an answer."""
    return programmes.settings(actor=actor).route_days


def promise_of(*, actor: Actor, enquiry: Enquiry, at: datetime) -> rules.Promise | None:
    """Return how the next promise to the sender stands; None when there is none, and while a head is asked."""
    return Clocks(actor, at).of(enquiry)


class Clocks:
    """The clocks of many enquiries: settings are read once, a calendar once for each authority."""

    def __init__(self, actor: Actor, at: datetime) -> None:
        self._actor = actor
        self._today = day_of(at)
        self._settings = programmes.settings(actor=actor)
        self._calendars: dict[str, SchoolCalendar] = {}

    def of(self, enquiry: Enquiry) -> rules.Promise | None:
        """How the next promise stands for this one; a head who does not answer stops no clock for ever."""
        if not enquiry.is_open or enquiry.waiting_since is None:
            return None
        if enquiry.is_with_head and not self.head_is_silent(enquiry):
            return None
        is_taken = enquiry.state != EnquiryStatus.NEW
        days = self._settings.route_days if is_taken else self._settings.acknowledge_days
        paused_at = self._settings.paused_at
        return rules.promise(
            self._calendar(enquiry),
            since=self.head_answers_by(enquiry) if enquiry.is_with_head else day_of(enquiry.waiting_since),
            days=days,
            is_taken=is_taken,
            today=self._today,
            paused_on=day_of(paused_at) if paused_at else None,
        )

    def answer_by(self, enquiry: Enquiry) -> date:
        """The day by which the sender is promised an answer."""
        return self._calendar(enquiry).add(day_of(enquiry.waiting_since or enquiry.filed_at), self._settings.route_days)

    def head_answers_by(self, enquiry: Enquiry) -> date:
        """The day until which we wait for the head."""
        passed_on = day_of(enquiry.passed_at or enquiry.filed_at)
        return self._calendar(enquiry).add(passed_on, self._settings.lapse_days)

    def head_is_silent(self, enquiry: Enquiry) -> bool:
        """Whether a head was asked and has had long enough."""
        return enquiry.is_with_head and self.head_answers_by(enquiry) <= self._today

    def _calendar(self, enquiry: Enquiry) -> SchoolCalendar:
        code = enquiry.organisation.authority_code if enquiry.organisation else ""
        if code not in self._calendars:
            self._calendars[code] = programmes.calendar(actor=self._actor, authority_code=code)
        return self._calendars[code]
