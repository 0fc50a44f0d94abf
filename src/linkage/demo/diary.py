"""The past of a programme: what is done when, in working school days before now, played from the first to the last."""

import heapq
import random
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from itertools import count

from linkage.kernel.days import LONDON, day_of
from linkage.kernel.working_days import SchoolCalendar

Deed = Callable[[datetime], object]

SCHOOL_DAY_STARTS, SCHOOL_DAY_MINUTES = time(8, 20), 8 * 60
# When the house's own jobs have run on a working day.
ROUND_OF_JOBS = time(8, 10)
DAY = timedelta(days=1)


class Diary:
    """What is still to be done up to `now`; whoever does something may write more into it."""

    def __init__(self, now: datetime, calendar: SchoolCalendar, chance: random.Random) -> None:
        self.now = now
        self.calendar = calendar
        self._chance = chance
        self._deeds: list[tuple[datetime, int, Deed]] = []
        self._order = count()

    def beside(self, chance: random.Random) -> "Diary":
        """Return the same diary for a story with a chance of its own: it moves nothing of the others."""
        same = Diary(self.now, self.calendar, chance)
        same._deeds, same._order = self._deeds, self._order
        return same

    def ago(self, days: int) -> datetime:
        """Return a moment of the working school day so many days before the last one up to now; never one to come."""
        day = day_of(self.now)
        while not self.calendar.is_open(day):
            day -= DAY
        for _ in range(days):
            day -= DAY
            while not self.calendar.is_open(day):
                day -= DAY
        return min(self._moment_on(day), self.now - timedelta(minutes=self._chance.randint(3, 40)))

    def after(self, moment: datetime, days: int) -> datetime:
        """Return a moment so many working school days after another; 0: within the next hours."""
        if days == 0:
            return moment + timedelta(minutes=self._chance.randint(5, 110))
        return self._moment_on(self.calendar.add(day_of(moment), days))

    def note(self, moment: datetime, deed: Deed) -> None:
        """Have something done at that moment; what lies after now does not happen."""
        if moment <= self.now:
            heapq.heappush(self._deeds, (moment, next(self._order), deed))

    def rounds(self, since: datetime, deed: Deed) -> None:
        """Have the house's jobs run on each working morning from `since` on."""
        day = day_of(since) + DAY
        while day <= day_of(self.now):
            if self.calendar.is_open(day):
                self.note(datetime.combine(day, ROUND_OF_JOBS, tzinfo=LONDON), deed)
            day += DAY

    def play(self) -> int:
        """Do everything in its order and return how many things were done."""
        done = 0
        while self._deeds:
            moment, _, deed = heapq.heappop(self._deeds)
            deed(moment)
            done += 1
        return done

    def _moment_on(self, day: date) -> datetime:
        start = datetime.combine(day, SCHOOL_DAY_STARTS, tzinfo=LONDON)
        return start + timedelta(minutes=self._chance.randrange(SCHOOL_DAY_MINUTES))
