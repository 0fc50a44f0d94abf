"""Visits of support over time: to come, written up, agreed, and cancelled."""

from datetime import date, datetime, timedelta
from functools import partial

from linkage.demo.stories.readying import Play
from linkage.directory import operations as directory
from linkage.directory.models import Entry
from linkage.engagements import operations, queries
from linkage.engagements.models import Visit
from linkage.engagements.operations import Note
from linkage.kernel.days import day_of
from linkage.links.enums import Side

# What each visit is for, and what is written of it afterwards.
VISITS = (
    (
        "Meet the team and look at books",
        Note(
            "Met the team, and looked at books of every class together.",
            "A picture of what works already, which all four teachers share.",
            "The team tries one routine in two classes until the next visit.",
        ),
    ),
    (
        "Work with four teachers on one plan",
        Note(
            "Planned one topic with four teachers, line by line.",
            "One plan that four teachers use, where there were four.",
            "They teach it, and we look at it together afterwards.",
        ),
    ),
    (
        "Watch three lessons",
        Note(
            "Watched three lessons and planned the next two together.",
            "Four more classes read every morning.",
            "We share the plan for the next topic.",
        ),
    ),
)


def planned(play: Play, days_ago: int) -> None:
    """Book a visit for the week after next."""
    _book(play, days_ago, ahead=10)


def written(play: Play, days_ago: int) -> None:
    """Somebody came, and has written the note."""
    visit = _book(play, days_ago, ahead=0)
    [note] = [note for about, note in VISITS if about == visit.about]
    operations.send_note(actor=play.lead(Side.HOME), at=play.on(days_ago), visit=visit, note=note)


def agreed(play: Play, days_ago: int) -> None:
    """Somebody came, and the host has agreed the note."""
    written(play, days_ago)
    visit = _last(play)
    operations.agree_note(actor=play.lead(Side.CLIENT), at=play.on(days_ago - 1), visit=visit)


def cancelled(play: Play, days_ago: int) -> None:
    """A visit was booked, and the school it was for cancels it too late: its time counts as given."""
    visit = _book(play, days_ago, ahead=2)
    reason = "An inspection was announced this morning"
    operations.cancel_visit(actor=play.head(Side.CLIENT), at=play.on(days_ago - 1), visit=visit, reason=reason)


def _book(play: Play, days_ago: int, *, ahead: int) -> Visit:
    """Book a visit. How many fall into one half-term hangs on today: where its days are promised, more are offered."""
    at = play.on(days_ago)
    about, _ = VISITS[play.found.visits.count() % len(VISITS)]
    book = partial(
        operations.book_visit,
        actor=play.lead(Side.HOME),
        at=at,
        engagement=play.found,
        visitor_id=play.found.lead(Side.HOME).pk,
        visits_on=_school_day(play, day_of(at) + timedelta(days=ahead)),
        about=about,
    )
    try:
        return book()
    except operations.UnableToBookVisit:
        _offer_more_days(play, at)
        return book()


def _offer_more_days(play: Play, at: datetime) -> None:
    entry = Entry.objects.get(pk=play.found.link.entry_id)
    directory.change(
        actor=play.lead(Side.HOME),
        at=at,
        entry=entry,
        job_title=entry.job_title,
        words=entry.words,
        ways=entry.ways,
        places=entry.places,
        days=entry.days + 1,
        radius_miles=entry.radius_miles,
        visibility=entry.visibility,
    )


def _school_day(play: Play, day: date) -> date:
    calendar = queries.calendar_of(actor=play.stage.coordinator, engagement=play.found)
    return day if calendar.is_open(day) else calendar.add(day, 1)


def _last(play: Play) -> Visit:
    found = Visit.objects.whole().filter(engagement=play.found).order_by("-visits_on", "-pk").first()
    if found is None:
        raise LookupError("no visit was booked")
    return found
