"""A year of clock: days of support from purchase to what has lasted, lived day by day in a real calendar.

Term dates as an authority has them, bank holidays, and both changes of the clock (28 March and 31 October 2027). Each
day on which cron wakes them the jobs of the house run; around each change, and once a month, home is looked at.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

import pytest
import time_machine
from procrastinate.contrib.django import app

from linkage.database.tenancy import acting_in
from linkage.directory.models import Allowance, Entry
from linkage.engagements import operations, queries
from linkage.engagements.enums import EngagementStatus
from linkage.engagements.models import Agreement, Engagement, Objective, PlanAction, Visit
from linkage.engagements.tests import agreements, ready
from linkage.engagements.tests.factories import terms
from linkage.engagements.tests.visits import NOTE
from linkage.kernel.days import LONDON, local
from linkage.kernel.working_days import SATURDAY
from linkage.links.tests import buying
from linkage.messaging.models import Message
from linkage.people.tests.factories import actor
from linkage.programmes.models import Closure

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 11, 4), date(2027, 11, 12)
HOLIDAYS = (
    ("Christmas", date(2026, 12, 21), date(2027, 1, 4)),
    ("Half-term", date(2027, 2, 15), date(2027, 2, 19)),
    ("Easter", date(2027, 3, 29), date(2027, 4, 9)),
    ("Half-term", date(2027, 5, 31), date(2027, 6, 4)),
    ("Summer", date(2027, 7, 22), date(2027, 8, 31)),
    ("Half-term", date(2027, 10, 25), date(2027, 10, 29)),
)
TITLE, A_DAY = "Reading at Thistlebank", timedelta(days=1)

FARAH, DANIEL, PRIYA = "Farah Siddiqui", "Daniel Whitlow", "Priya Raman"
SCHOOLS = "Harrowgill High School helps Thistlebank School"
# Who is shown what, from when until when: the days are counted by hand.
EXPECTED = {
    (FARAH, f"Check that nobody has a conflict of interest: {SCHOOLS}"): [(date(2026, 11, 4), date(2026, 11, 4))],
    (DANIEL, f"Say how ready you are: {TITLE}"): [(date(2026, 11, 5), date(2026, 11, 8))],
    (DANIEL, f"Agree it in writing: {TITLE}"): [(date(2026, 11, 9), date(2026, 12, 15))],
    (PRIYA, f"Say how ready you are: {TITLE}"): [(date(2026, 11, 5), date(2026, 11, 8))],
    (PRIYA, f"Agree it in writing: {TITLE}"): [(date(2026, 11, 9), date(2026, 12, 15))],
    (PRIYA, f"Send the letter of assurance to the host: {TITLE}"): [(date(2027, 1, 12), date(2027, 1, 12))],
    (PRIYA, f"Start it: {TITLE}"): [(date(2027, 1, 13), date(2027, 1, 17))],
    (PRIYA, f"End it: {TITLE}"): [(date(2027, 7, 5), date(2027, 7, 15))],
    (FARAH, f"Sign the agreement: {SCHOOLS}"): [
        (date(2026, 12, 16), date(2027, 1, 11)),
        (date(2027, 5, 26), date(2027, 6, 7)),
    ],
    (DANIEL, f"Start it: {TITLE}"): [(date(2027, 1, 13), date(2027, 1, 17))],
    (DANIEL, "Agree the note of the visit on Thursday 11 February 2027"): [(date(2027, 3, 1), date(2027, 3, 2))],
    (DANIEL, "Agree the note of the visit on Thursday 25 March 2027"): [(date(2027, 4, 16), date(2027, 4, 18))],
    (DANIEL, f"Say how each aim stands: {TITLE}"): [(date(2027, 4, 12), date(2027, 4, 19))],
    (PRIYA, f"Say how each aim stands: {TITLE}"): [(date(2027, 4, 12), date(2027, 4, 25))],
    # By itself, a week before they look at it half-way.
    (DANIEL, f"Say how ready you are now: {TITLE}"): [(date(2027, 4, 12), date(2027, 4, 15))],
    (PRIYA, f"Say how ready you are now: {TITLE}"): [(date(2027, 4, 12), date(2027, 4, 15))],
    (DANIEL, "Order the books"): [(date(2027, 1, 20), date(2027, 5, 5))],
    (DANIEL, f"End it: {TITLE}"): [(date(2027, 7, 5), date(2027, 7, 15))],
    (PRIYA, "Write the note of your visit on Thursday 11 February 2027"): [(date(2027, 2, 11), date(2027, 2, 28))],
    (PRIYA, "Write the note of your visit on Thursday 25 March 2027"): [(date(2027, 3, 25), date(2027, 4, 15))],
    (PRIYA, f"Sign the agreement: {TITLE}"): [
        (date(2026, 12, 16), date(2027, 1, 11)),
        (date(2027, 5, 26), date(2027, 6, 7)),
    ],
}
AFTERWARDS = ("How was it?", "What did it change?")
# On which of these days it is late. A note is due five school days on: with half-term between, the 25th is in time.
LATE = {
    (PRIYA, "Write the note of your visit on Thursday 11 February 2027"): [(date(2027, 2, 26), date(2027, 2, 28))],
    (DANIEL, "Order the books"): [(date(2027, 5, 5), date(2027, 5, 5))],
    (PRIYA, f"Say how each aim stands: {TITLE}"): [(date(2027, 4, 20), date(2027, 4, 25))],
}
# Three and seven school days after it was offered, each person once; of the newer version only the first.
REMINDED = {
    date(2027, 1, 5): ["Farah Siddiqui", "Grace Okafor", "Helen Brook", "Priya Raman"],
    date(2027, 1, 11): ["Farah Siddiqui", "Priya Raman"],
    date(2027, 6, 7): ["Farah Siddiqui", "Grace Okafor", "Helen Brook", "Priya Raman"],
}


def at(day: date, hour=10, minute=0) -> datetime:
    """A moment as the clock on the wall shows it."""
    return datetime.combine(day, time(hour, minute), tzinfo=LONDON)


class Year:
    """What happens on which day, by whom."""

    def __init__(self, here):
        b = buying.buying(here)
        self.here, self.w, self.bought = here, b.world, buying.ordered(b, half_days=14)
        Entry.objects.filter(pk=self.w.entry.pk).update(days=10)
        Allowance.objects.all().delete()
        for name, starts_on, ends_on in HOLIDAYS:
            Closure.objects.create(programme=here, name=name, starts_on=starts_on, ends_on=ends_on)
        self.who = {each.name: actor(each) for each in (self.w.farah, self.w.daniel, self.w.priya)}
        self.day = FIRST

    @property
    def deeds(self):
        return {
            FIRST: self.begin,
            date(2026, 11, 5): lambda: self.tick("conflict", self.w.farah),
            date(2026, 11, 9): self.say_how_ready,
            date(2026, 12, 16): lambda: agreements.offered(self.w, at(self.day)),
            date(2027, 1, 6): lambda: self.sign(self.w.grace, self.w.helen),
            date(2027, 1, 12): lambda: self.sign(self.w.priya, self.w.farah),
            date(2027, 1, 13): self.last_steps,
            date(2027, 1, 18): lambda: self.do(operations.start),
            date(2027, 1, 20): self.book,
            date(2027, 3, 1): lambda: self.write(date(2027, 2, 11)),
            date(2027, 3, 3): lambda: self.agree(date(2027, 2, 11)),
            date(2027, 4, 16): self.say_how_ready_now,
            date(2027, 4, 19): lambda: self.agree(date(2027, 3, 25)),
            date(2027, 4, 20): lambda: self.rate(self.w.daniel),
            date(2027, 4, 26): lambda: self.rate(self.w.priya),
            date(2027, 4, 27): lambda: self.do(operations.close_review, next_steps="Go on"),
            date(2027, 5, 6): self.finish_action,
            date(2027, 5, 26): self.amend,
            date(2027, 5, 28): lambda: self.cancel(date(2027, 6, 8)),
            date(2027, 6, 8): self.cancel_late_and_sign,
            date(2027, 7, 5): lambda: self.do(operations.begin_end),
            date(2027, 7, 16): lambda: self.do(operations.close),
            date(2027, 11, 2): lambda: self.tick("lasted", self.w.daniel),
        }

    def do(self, operation, by=None, **given):
        who = actor(by or self.w.daniel)
        return operation(actor=who, at=at(self.day), engagement=self.w.engagement, **given)

    def begin(self):
        said = terms(starts_on=date(2027, 1, 18), ends_on=date(2027, 7, 16), half_days=14, title=TITLE)
        made = operations.begin_bought(
            actor=actor(self.w.farah), at=at(self.day), commission=self.bought, terms=said, entry=self.w.entry
        )
        self.w.engagement = made

    def say_how_ready(self):
        ready.begun(self.w, at=at(self.day))
        ready.both_shown(self.w, at=at(self.day))

    def say_how_ready_now(self):
        ready.both_shown(self.w, at=at(self.day))
        self.write(date(2027, 3, 25))

    def tick(self, code, by):
        self.do(operations.mark, by, code=code, done_on=self.day)

    def sign(self, *people):
        for each in people:
            agreements.sign(Agreement.objects.exclude(status="amended").latest("number"), each, at(self.day))

    def last_steps(self):
        self.do(operations.assure, self.w.helen)
        self.do(operations.say_who_carries_on, carries_on="The reading lead")

    def book(self):
        for day in (date(2027, 2, 11), date(2027, 3, 25), date(2027, 6, 8), date(2027, 6, 9)):
            self.do(operations.book_visit, visitor_id=self.w.priya.pk, visits_on=day, about="Tutor time")
        aim = Objective.objects.get()
        due_on = date(2027, 5, 4)
        self.do(operations.add_action, objective=aim, text="Order the books", owner=self.w.daniel, due_on=due_on)

    def visit(self, day, by):
        found = Visit.objects.get(visits_on=day)
        return queries.visit(actor=actor(by), engagement_id=self.w.engagement.pk, visit_id=found.pk)

    def write(self, day):
        found = self.visit(day, self.w.priya)
        operations.send_note(actor=actor(self.w.priya), at=at(self.day), visit=found, note=NOTE)

    def agree(self, day):
        operations.agree_note(actor=actor(self.w.daniel), at=at(self.day), visit=self.visit(day, self.w.daniel))

    def cancel(self, day):
        found = self.visit(day, self.w.daniel)
        operations.cancel_visit(actor=actor(self.w.daniel), at=at(self.day), visit=found, reason="Inspectors")

    def rate(self, by):
        self.do(operations.rate, by, ratings={each.pk: ("green", "Well") for each in Objective.objects.all()})

    def finish_action(self):
        found = PlanAction.objects.select_related("objective").get()
        found.objective.engagement = self.w.engagement
        operations.finish_action(actor=actor(self.w.daniel), at=at(self.day), action=found)

    def amend(self):
        self.do(operations.amend, change="Two more visits")
        agreements.offer(self.w, at(self.day))

    def cancel_late_and_sign(self):
        self.cancel(date(2027, 6, 9))
        self.sign(self.w.grace, self.w.helen, self.w.priya, self.w.farah)


def school_days() -> Iterator[date]:
    """The days on which cron wakes the jobs."""
    every = (FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1))
    return (each for each in every if each.weekday() < SATURDAY)


def looked_at() -> list[date]:
    """The days on which home is opened: on both sides of each change, and once a month."""
    spans = [span for found in (*EXPECTED.values(), *LATE.values()) for span in found]
    changes = {day for first, last in spans for day in (first - A_DAY, first, last, last + A_DAY)}
    monthly = {day for day in school_days() if day.day == FIRST.day}
    return sorted(day for day in changes | monthly if day >= FIRST)


def run(job, programme):
    app.tasks[f"engagements.{job}-in-programme"].func(programme_id=str(programme.id))


def live(here):
    """Live it; return {(who, what): the days on which it is shown}, and those on which it is late."""
    with acting_in(here.id):
        year = Year(here)
    waits, late = defaultdict(list), defaultdict(list)
    looked, worked = set(looked_at()), set(school_days())
    for day in sorted(looked | worked):
        with time_machine.travel(at(day, 6, 35), tick=False) as clock:
            if day.weekday() == 0:
                run("schools", here)
            if day in year.deeds:
                clock.move_to(at(day))
                with acting_in(here.id):
                    year.day = day
                    year.deeds[day]()
            clock.move_to(at(day, 15, 25))
            # Twice where somebody is reminded, as a job that is repeated.
            for _ in range((day in worked) + (day in REMINDED)):
                run("agreements", here)
                run("readiness", here)
        if day in looked:
            with acting_in(here.id):
                look(year, day, waits, late)
    return waits, late


def look(year, day, waits, late):
    for name, someone in year.who.items():
        for each in queries.next_actions(actor=someone, at=at(day, 16)):
            if each.button:
                waits[name, each.title].append(day)
                if (each.working_days_left or 0) < 0:
                    late[name, each.title].append(day)


def spans(found):
    """From when until when each is shown, without a look between on which it was not."""
    order = {day: place for place, day in enumerate(looked_at())}
    told = {}
    for key, days in found.items():
        told[key] = [[days[0], days[0]]]
        for day in days[1:]:
            if order[day] == order[told[key][-1][1]] + 1:
                told[key][-1][1] = day
            else:
                told[key].append([day, day])
    return {key: [tuple(each) for each in found] for key, found in told.items()}


def test_everything_falls_on_the_right_school_day_exactly_once(here):
    waits, late = live(here)
    # What is asked at the end and for a year after it has a year of its own: test_impact.
    shown = {key: each for key, each in spans(waits).items() if not key[1].startswith(AFTERWARDS)}
    assert {key: each for key, each in shown.items() if EXPECTED.get(key) != each} == {}
    assert EXPECTED.keys() == shown.keys()
    assert spans(late) == LATE
    with acting_in(here.id):
        assert Engagement.objects.get().status == EngagementStatus.FOLLOWED_UP
        lost = dict(Visit.objects.filter(status="cancelled").values_list("visits_on", "counts_as_given"))
        assert lost == {date(2027, 6, 8): False, date(2027, 6, 9): True}
        told = defaultdict(list)
        for each in Message.objects.filter(template="engagements.agreement_reminder"):
            told[local(each.created_at).date()].append(each.recipients[0]["name"])
        assert {day: sorted(names) for day, names in told.items()} == REMINDED
