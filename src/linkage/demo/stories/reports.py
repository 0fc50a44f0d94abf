"""Days and reports of a round of visits: one agreed and looked back on, one disputed, one to be checked, one unwritten.

Pairs have four schools, so four visits; each comes to another end.
"""

from datetime import datetime, time
from typing import TYPE_CHECKING

from linkage.kernel.days import day_of
from linkage.organisations import operations as organisations
from linkage.organisations.models import Member
from linkage.peer_review import operations, queries
from linkage.peer_review.enums import LineKind, NoteKind, SessionKind, Stands
from linkage.peer_review.models import LineCheck, ReportLine, Visit
from linkage.peer_review.rules import Part
from linkage.practice.enums import Audience
from linkage.practice.operations import Written
from linkage.practice.rules import next_review_on

if TYPE_CHECKING:
    from linkage.demo.stories.peer_review import Play

WELL, BETTER, PRACTICE = (kind.value for kind in LineKind)
LINES = {
    WELL: [
        "Lessons begin with reading in every class we saw, and pupils settle at once.",
        "Pupils could tell us what they are learning, and why it comes now.",
    ],
    BETTER: [
        "Pupils who read slowly had a second text to choose from.",
        "Teaching assistants knew before the lesson what it is about.",
        "The reading corner in Year 4 was as rich as the one in Year 3.",
        "Homework followed the reading list and not the day of the week.",
    ],
    PRACTICE: ["Ten minutes of reading aloud by an adult each day, from books the pupils choose."],
}
OTHERS = {
    WELL: ["Corridors are calm, and adults greet pupils by name.", "Pupils go back to their mistakes and mend them."],
    BETTER: ["Questions went to more pupils than those who raise a hand."],
    PRACTICE: ["A board in the staff room on which colleagues offer ten minutes in their lessons."],
}
DISPUTED = "You saw four classes and not every one: Year 6 was on a trip that day."
STANDS = (
    (Stands.DONE, "There are two texts in every unit now."),
    (Stands.BEGUN, "Plans are shared on Fridays in two year groups."),
    (Stands.NOT_YET, ""),
    (Stands.OTHERWISE, "Parents prefer a day that stays the same."),
)
NOTES = (
    (NoteKind.WELL, "Reading begins before the register is over."),
    (NoteKind.BETTER, "Two pupils in the back row wait for help."),
    (NoteKind.PRACTICE, "The rota for reading aloud, on the door."),
    (NoteKind.QUESTION, "Who chooses the books?"),
)


def visits(play: "Play") -> list[Visit]:
    """The visits of a round in the order of weeks."""
    return list(Visit.objects.whole().filter(round__name=play.name).standing().order_by("week_on", "host__name"))


def begin_group(play: "Play", at: datetime) -> None:
    """The schools become a group, whose round it is."""
    actor = play.stage.coordinator
    group = organisations.create_group(actor=actor, at=at, name=play.group_name)
    members = Member.objects.filter(organisation__in=play.schools)
    organisations.add_to_group(actor=actor, at=at, group=group, member_ids=[each.pk for each in members])


def prepare_day(play: "Play", at: datetime) -> None:
    """The host of a visit to come prepares its day, and lets its visitors know."""
    planned = [each for each in visits(play) if each.state == "planned"]
    if not planned:
        return
    # Where one has chosen its day, that one.
    visit = max(planned, key=lambda each: (each.visits_on is not None, each.week_on))
    host = play.stage.head(visit.host)
    said = queries.focus_of(actor=host, visit=visit)
    brief = operations.Brief(
        focus=said.focus if said else "How well reading is taught",
        questions="Do pupils know what they are learning, and why?\nWhat do they do when they are stuck?",
        who_joins="The deputy head and two subject leaders",
        needs="Sign in at the main entrance; there is parking behind the hall. Lunch is at half past twelve.",
    )
    operations.brief(actor=host, at=at, visit=visit, brief=brief)
    operations.begin_day(actor=host, at=at, visit=visit)
    part = Part(time(15, 20), 20, SessionKind.OTHER, "The reading club, for whoever can stay")
    operations.add_part(actor=host, at=at, visit=visit, part=part)
    operations.send_brief(actor=host, at=at, visit=visit)


def note(play: "Play", at: datetime) -> None:
    """Visitors of the first visit note on the way."""
    first = visits(play)[0]
    for kind, text in NOTES:
        visitor = play.stage.actor_of(first.going[0].person)
        operations.note(actor=visitor, at=at, visit=first, kind=kind, text=text)


def write(play: "Play", at: datetime) -> None:
    """All but the last are written and sent to their hosts."""
    first, *others, _ = visits(play)
    for visit, lines in ((first, LINES), *((each, OTHERS) for each in others)):
        if visit.writer is not None:
            writer = play.stage.actor_of(visit.writer.person)
            operations.send_report(actor=writer, at=at, visit=visit, lines=lines)


def check(play: "Play", at: datetime) -> None:
    """The first host agrees, the second says what is wrong, the third has not looked yet."""
    first, second, *_ = visits(play)
    host, other = play.stage.head(first.host), play.stage.head(second.host)
    version = queries.report(actor=host, visit=first).version
    assert version is not None
    operations.agree_report(actor=host, at=at, visit=first, version=version)
    wrong = queries.report(actor=other, visit=second).version
    assert wrong is not None
    operations.dispute_report(
        actor=other,
        at=at,
        visit=second,
        version=wrong,
        disputes={wrong.ordered[0].pk: DISPUTED},
        remark="Thank you for a kind report.",
    )


def share(play: "Play", at: datetime) -> None:
    """The first host lets the round learn from one line, its group from another, and begins a request from a third."""
    first = visits(play)[0]
    host = play.stage.head(first.host)
    _share(play, at, first, PRACTICE, "Reading aloud each day", Audience.ROUND)
    _share(play, at, first, WELL, "Reading before anything else", Audience.GROUP)
    operations.ask_for_help(actor=host, at=at, line=_line(first, BETTER))


def _share(play: "Play", at: datetime, visit: Visit, kind: str, title: str, audience: Audience) -> None:
    host, line = play.stage.head(visit.host), _line(visit, kind)
    written = Written(
        title=title,
        what=line.text,
        evidence="Visitors from another school saw it in every class they went to.",
        area_codes=["literacy"],
        phases=visit.host.phases,
        ways=["visit_us"],
        owner_id=host.person_id,
        review_on=next_review_on(day_of(at)),
    )
    operations.share_line(actor=host, at=at, line=line, audience=audience, written=written, sends=True)


def look_back(play: "Play", at: datetime) -> None:
    """A term after, the first host says what has become of each point."""
    first = visits(play)[0]
    asked = LineCheck.objects.filter(line__version__visit=first).order_by("line__place")
    said = {each.pk: operations.Said(*stands) for each, stands in zip(asked, STANDS, strict=False)}
    operations.say_how_it_stands(actor=play.stage.head(first.host), at=at, visit=first, said=said)


def _line(visit: Visit, kind: str) -> ReportLine:
    version = visit.newest_report
    assert version is not None
    line = version.lines.filter(kind=kind).order_by("place").first()
    assert line is not None
    line.version.visit = visit
    return line
