"""Working school days: the unit of every clock, reminder and deadline."""

from dataclasses import dataclass
from datetime import date, timedelta

SATURDAY = 5
# No school is closed for longer than its summer holidays; a calendar that says so is wrong, and we refuse to spin.
LONGEST_CLOSURE_DAYS = 400


@dataclass(frozen=True)
class SchoolCalendar:
    """The days on which a school is closed beside weekends: holidays, INSET and bank holidays."""

    closed: frozenset[date] = frozenset()

    def is_open(self, day: date) -> bool:
        """Return whether `day` is a working school day."""
        return day.weekday() < SATURDAY and day not in self.closed

    def add(self, start: date, days: int) -> date:
        """Return the working school day that lies `days` after `start` (0: `start` or the first open day after it).

        Raises ValueError when `days` is negative or the calendar is closed without end.
        """
        if days < 0:
            msg = "days must not be negative"
            raise ValueError(msg)
        day, left, closed_run = start, days, 0
        while left > 0 or not self.is_open(day):
            day += timedelta(days=1)
            if self.is_open(day):
                left, closed_run = max(0, left - 1), 0
            else:
                closed_run += 1
                if closed_run > LONGEST_CLOSURE_DAYS:
                    msg = "the calendar has no working school day within a year"
                    raise ValueError(msg)
        return day

    def between(self, start: date, end: date) -> int:
        """Return the working school days after `start` up to and including `end`; negative when `end` lies before."""
        if end < start:
            return -self.between(end, start)
        return sum(self.is_open(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))
