"""The page of one visit: what its reader does next, and what stands there for them."""

from dataclasses import dataclass

from linkage.access.actor import Actor
from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.peer_review import policy
from linkage.peer_review.enums import TO_COME, VisitStatus
from linkage.peer_review.models import RoundSchool, Visit
from linkage.peer_review.presenters.reports import tag_of_report
from linkage.peer_review.queries import Day

V = VisitStatus


@dataclass(frozen=True)
class Next:
    """The one thing to do: a page to go to, by the name of its address, or (`posts`) a button that does it."""

    title: str
    text: str
    button: str
    page: str
    posts: bool = False


def next_of(visit: Visit, day: Day | None, actor: Actor, *, asks: bool) -> Next | None:
    """Return what the reader does next for a visit; `asks` says whether the host is asked how its points stand."""
    if policy.is_host(actor, visit):
        return _of_host(visit, day, actor, asks=asks)
    if policy.is_visitor(actor, visit):
        return _of_visitor(visit, actor)
    return None


def _of_host(visit: Visit, day: Day | None, actor: Actor, *, asks: bool) -> Next | None:
    if visit.state in TO_COME and policy.PREPARE_DAY.allows(actor, visit):
        return _prepares(visit, day)
    if visit.state == V.DRAFTED:
        return Next(
            "Are the facts right?",
            "Your visitors have written the report. Where a fact is wrong, you say what would be right.",
            "Check the facts",
            "check-report",
        )
    if visit.state == V.AGREED and asks:
        return Next(
            "What has become of it?",
            "A minute: how does each “even better if” stand? “Not yet” is an answer.",
            "Say how it stands",
            "stands",
        )
    return None


def _prepares(visit: Visit, day: Day | None) -> Next | None:
    if visit.visits_on is None:
        text = "Everybody’s calendar gets it in the place of the week."
        return Next("On which day are you visited?", text, "Choose the day", "day")
    if day is not None and not day.sessions:
        return Next(
            "Prepare the day",
            "Begin with an ordinary day and change what should be different: two minutes.",
            "Make the timetable",
            "timetable",
        )
    if visit.state == V.PLANNED:
        return Next(
            "Let your visitors know",
            "They get an e-mail that leads here: what to look at, the timetable, what to read.",
            "Send it to your visitors",
            "send-brief",
            posts=True,
        )
    if visit.briefed_at is not None and visit.changed_at > visit.briefed_at:
        return Next(
            "You changed something since",
            f"Your visitors were told on {words.day(day_of(visit.briefed_at))}.",
            "Tell your visitors again",
            "send-brief",
            posts=True,
        )
    return None


def _of_visitor(visit: Visit, actor: Actor) -> Next | None:
    if visit.state in (V.HAPPENED, V.CHECKED) and policy.writes(actor, visit):
        if visit.state == V.CHECKED:
            text = f"{visit.host.name} says what is not right. Put it right, and send it again."
            return Next("Put the facts right", text, "Put them right", "write-report")
        return Next(
            "Write the report",
            "Ten minutes. It begins with the notes of all visitors.",
            "Write the report",
            "write-report",
        )
    if policy.NOTE.allows(actor, visit) and visit.state in (*TO_COME, V.HAPPENED):
        return Next(
            "Note what you see",
            "A line at a time, on your phone. Only the visitors of this visit read it.",
            "Take notes",
            "notes",
        )
    return None


def report_line(visit: Visit, actor: Actor) -> tuple[tuple[str, str], bool] | None:
    """Return how the report stands and whether this reader may open it; None for who is of neither side."""
    if visit.state in (*TO_COME, V.CANCELLED) or not policy.is_of_visit(actor, visit):
        return None
    return tag_of_report(visit), policy.READ_REPORT.allows(actor, visit)


def says(host: RoundSchool | None, visit: Visit) -> list[tuple[str, list[str]]]:
    """Return what a host says of the day, each heading with its lines; nothing where it said nothing."""
    if host is None:
        return []
    said = [
        ("What to look at", host.focus),
        ("Questions to take with you", visit.questions),
        ("Who takes part at the school", host.who_joins),
        ("The building and the day", host.needs),
    ]
    return [(title, words.paragraphs(text)) for title, text in said if text.strip()]
