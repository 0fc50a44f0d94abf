"""The hours of the school day: when a message that can wait may disturb somebody."""

from dataclasses import dataclass
from datetime import date, datetime, time

from linkage.kernel.days import LONDON, local
from linkage.kernel.working_days import SchoolCalendar


@dataclass(frozen=True)
class OpenHours:
    """Working school days of `calendar`, from one full hour of a school's clock until before another."""

    calendar: SchoolCalendar
    from_hour: int
    until_hour: int

    def are_on(self, at: datetime) -> bool:
        """Return whether that moment lies within them."""
        moment = local(at)
        return self.calendar.is_open(moment.date()) and self.from_hour <= moment.hour < self.until_hour

    def next(self, at: datetime) -> datetime:
        """Return that moment when it lies within them, else the beginning of the next that follow.

        Raises ValueError when the calendar is closed without end.
        """
        if self.are_on(at):
            return at
        moment = local(at)
        is_over = moment.hour >= self.until_hour
        return self._begin(self.calendar.add(moment.date(), 1 if is_over and self._is_open(moment) else 0))

    def _is_open(self, moment: datetime) -> bool:
        return self.calendar.is_open(moment.date())

    def _begin(self, day: date) -> datetime:
        return datetime.combine(day, time(self.from_hour), tzinfo=LONDON)
