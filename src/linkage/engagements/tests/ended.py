"""Work that has ended, as several tests need it: Priya visited once, and both schools agreed the note."""

from datetime import date, datetime, time, timedelta

from linkage.engagements import operations, queries, rules
from linkage.engagements.enums import Change, EngagementStatus, Holds, VisitStatus
from linkage.engagements.models import Engagement, ImpactPulse, StepMark, Visit
from linkage.engagements.tests.factories import objective, set_to
from linkage.engagements.tests.factories import world as begun
from linkage.kernel.days import LONDON
from linkage.people.tests.factories import actor
from linkage.programmes.tests.factories import NOW

# A Monday; the clocks change 27 days later, back in October, and 2028 has a 29 February.
ENDED_ON = date(2027, 3, 1)
PLAN = "Our two deputies look after it together."


def on(day, hour=10, minute=0):
    return datetime.combine(day, time(hour, minute), tzinfo=LONDON)


def visited(w, day=date(2026, 11, 12), visitor=None, half_days=2, status=VisitStatus.AGREED):
    """Somebody has been there, and both schools agreed the note."""
    return Visit.objects.create(
        programme=w.programme,
        engagement=w.engagement,
        visitor=visitor or w.priya,
        visits_on=day,
        half_days=half_days,
        about="Planning",
        status=status,
        booked_by=w.daniel,
        booked_at=NOW,
        changed_at=NOW,
        written_at=NOW,
    )


def ready_to_end(programme, **fields):
    """All that comes before the end is done; one aim, which stood at 2 of 8."""
    w = begun(programme, **fields)
    objective(w, baseline="2 of 8", target="8 of 8")
    w.engagement.carries_on = PLAN
    w.engagement.save()
    set_to(w, EngagementStatus.EXITING)
    for each in queries.progress(actor=actor(w.farah), engagement=w.engagement):
        if each.step.gate != "after" and not each.is_done:
            StepMark.objects.create(
                programme=w.programme,
                engagement=w.engagement,
                code=each.step.code,
                done_on=NOW.date(),
                marked_by=w.farah,
                marked_at=NOW,
            )
    return w


def close(w, at=None):
    operations.close(actor=actor(w.grace), at=at or on(ENDED_ON), engagement=w.engagement)
    return w


def ended(programme, at=None, **fields):
    """It has ended; Priya gave one day."""
    w = ready_to_end(programme, **fields)
    visited(w)
    return close(w, at)


def pulse(w, days=0, side="client"):
    return ImpactPulse.objects.whole().get(engagement=w.engagement, side=side, days=days)


def words(days, answer=Change.PARTLY, **more):
    levels = {level.value: (answer, f"Folder {level.value}") for level in rules.levels_at(days)}
    return operations.Said(levels=levels, **more)


def answer(w, days=0, side="client", who=None, after=2, **more):
    """A side answers, so many days after it was asked."""
    asked = pulse(w, days, side)
    if days == rules.A_TERM:
        more = {"holds": Holds.YES, **more}
    someone = who or (w.daniel if side == "client" else w.priya)
    at = on(asked.due_on + timedelta(days=after))
    return operations.answer_impact(actor=actor(someone), at=at, pulse=asked, said=words(days, **more))


def state(w):
    return Engagement.objects.get(pk=w.engagement.pk).state
