"""Visits in tests: Priya of Harrowgill, who offers ten days, visits Thistlebank."""

from datetime import date, datetime, time

from linkage.directory.models import Allowance, Entry
from linkage.engagements import operations
from linkage.engagements.enums import EngagementStatus
from linkage.engagements.models import Visit
from linkage.engagements.tests import factories
from linkage.engagements.tests.factories import World
from linkage.kernel.days import LONDON
from linkage.messaging.models import Message
from linkage.people.tests.factories import actor

# A Thursday and a Tuesday of November and December, and one after Christmas.
DAY, OTHER_DAY, NEXT_TERM = date(2026, 11, 12), date(2026, 12, 1), date(2027, 1, 14)


def on(day: date, hour=16) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=LONDON)


def at_work(programme, days=10, **fields) -> World:
    """What is under way; Priya offers so many days in each half-term."""
    made = factories.world(programme, **fields)
    Entry.objects.filter(pk=made.entry.pk).update(days=days)
    # A forgotten allowance counts itself anew, with the days that are offered now.
    Allowance.objects.all().delete()
    factories.set_to(made, EngagementStatus.ACTIVE)
    return made


def booked(made: World, day=DAY, by=None, at=None, visitor=None, about="Planning topics together", **fields) -> Visit:
    return operations.book_visit(
        actor=actor(by or made.daniel),
        at=at or on(date(2026, 11, 3), 10),
        engagement=made.engagement,
        visitor_id=(visitor or made.priya).pk,
        visits_on=day,
        about=about,
        **fields,
    )


NOTE = operations.Note("Watched three practicals", "Four more classes do the practical", "Share the plan for Topic 4")


def written(made: World, visit: Visit | None = None, at=None, note=NOTE) -> Visit:
    visit = visit or booked(made)
    return operations.send_note(actor=actor(made.priya), at=at or on(visit.visits_on), visit=visit, note=note)


def agreed(made: World, visit: Visit | None = None) -> Visit:
    visit = written(made, visit)
    return operations.agree_note(actor=actor(made.daniel), at=on(visit.visits_on, 17), visit=visit)


def mails(kind):
    return list(Message.objects.filter(template=f"engagements.{kind}").order_by("created_at"))


def readers(kind):
    return sorted(each["name"] for mail in mails(kind) for each in mail.recipients)
