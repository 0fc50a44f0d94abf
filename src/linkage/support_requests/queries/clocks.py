"""How the programme's promises stand for a request."""

from datetime import date, datetime

from linkage.access.actor import Actor
from linkage.kernel.days import day_of
from linkage.kernel.working_days import SchoolCalendar
from linkage.organisations.models import Organisation
from linkage.programmes import queries as programmes
from linkage.programmes.models import ProgrammeSettings
from linkage.support_requests import rules
from linkage.support_requests.enums import OPEN, RequestStatus
from linkage.support_requests.models import SupportRequest


def service_levels(*, actor: Actor) -> rules.ServiceLevels:
    """Return what the actor's programme promises, in working school days."""
    return _levels_of(programmes.settings(actor=actor))


def calendar(*, actor: Actor, organisation: Organisation | None) -> SchoolCalendar:
    """Return the calendar in which a school's requests are counted: that of its authority's schools.

    A promise is the programme's, so one school's own INSET days do not move it.
    """
    return programmes.calendar(actor=actor, authority_code=organisation.authority_code if organisation else "")


def clock_of(*, actor: Actor, support_request: SupportRequest, at: datetime) -> rules.ServiceClock | None:
    """Return how the next promise to a request stands; None when there is none."""
    return Clocks(actor, at).of(support_request)


class Clocks:
    """The clocks of many requests: settings are read once, a calendar once for each authority."""

    def __init__(self, actor: Actor, at: datetime) -> None:
        self._actor = actor
        self._today = day_of(at)
        self._settings = programmes.settings(actor=actor)
        self._levels = _levels_of(self._settings)
        self._calendars: dict[str, SchoolCalendar] = {}

    def of(self, support_request: SupportRequest) -> rules.ServiceClock | None:
        """How the next promise stands for this one."""
        progress = _progress_of(support_request)
        if progress is None or progress.next_promise is None:
            return None
        return rules.service_clock(
            self.calendar(support_request.organisation),
            self._levels,
            progress,
            today=self._today,
            paused_on=self._paused_on,
        )

    def of_waiting(self, since: datetime, organisation: Organisation | None) -> rules.AnswerClock:
        """How a question to a school that was asked at that time stands, and which reminders of it are due."""
        settings = self._settings
        times = rules.AnswerTimes(settings.first_reminder_days, settings.second_reminder_days, settings.lapse_days)
        return rules.answer_clock(
            self.calendar(organisation), times, day_of(since), today=self._today, paused_on=self._paused_on
        )

    def age(self, support_request: SupportRequest) -> int:
        """The working school days since it was sent."""
        sent_on = day_of(support_request.submitted_at or support_request.saved_at)
        return rules.days_waited(self.calendar(support_request.organisation), sent_on, self._today)

    def of_joining(self, support_request: SupportRequest) -> rules.JoinClock:
        """When somebody asks a school how what it joined suits it."""
        said_on = day_of(support_request.helped_at or support_request.saved_at)
        return rules.join_clock(
            self.calendar(support_request.organisation), said_on, support_request.joined_on, today=self._today
        )

    def is_long_late(self, support_request: SupportRequest) -> bool:
        """Whether a step of it is so late that the other coordinators hear of it."""
        return rules.is_long_late(self.of(support_request), self._settings.late_told_days)

    def calendar(self, organisation: Organisation | None) -> SchoolCalendar:
        """The calendar of a school's authority."""
        code = organisation.authority_code if organisation else ""
        if code not in self._calendars:
            self._calendars[code] = calendar(actor=self._actor, organisation=organisation)
        return self._calendars[code]

    @property
    def _paused_on(self) -> date | None:
        return day_of(self._settings.paused_at) if self._settings.paused_at else None


def _levels_of(settings: ProgrammeSettings) -> rules.ServiceLevels:
    return rules.ServiceLevels(settings.acknowledge_days, settings.route_days, settings.introduce_days)


def _progress_of(support_request: SupportRequest) -> rules.Progress | None:
    if support_request.submitted_at is None:
        return None
    since = support_request.waiting_since
    return rules.Progress(
        submitted_on=day_of(support_request.submitted_at),
        is_acknowledged=support_request.acknowledged_at is not None,
        is_routed=support_request.routed_at is not None,
        # What is promised is that somebody is asked or introduced; from then on their own clock runs.
        is_settled=support_request.state not in OPEN or support_request.state == RequestStatus.APPROACHING,
        waited_days=support_request.waited_days,
        waiting_since_on=day_of(since) if since else None,
    )
