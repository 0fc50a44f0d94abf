"""The kinds of mails about support over time, each with an example about two invented schools."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from uuid import UUID

from linkage.engagements.enums import EngagementStatus, Kind
from linkage.engagements.models import Engagement, Review
from linkage.engagements.presenters import mails, readiness_mails
from linkage.kernel.days import LONDON
from linkage.links.enums import Side
from linkage.messaging.presenters import Kind as MailKind
from linkage.messaging.presenters import Mail
from linkage.organisations.models import Organisation
from linkage.people.models import Person
from linkage.programmes.models import Programme

NOBODY = UUID(int=0)
NAMES = {"title": "Science in Year 10", "client_school": "Thistlebank School", "home_school": "Harrowgill High School"}
EVERYBODY = "Everybody who takes part, and both heads"
LEADERS = "Who leads for each school, and both heads"
Values = Mapping[str, str]


def example(values: Values) -> Engagement:
    """Return work of two invented schools."""
    return Engagement(
        id=NOBODY,
        programme=Programme(id=NOBODY, slug="ribble", name="Ribble Linkage"),
        kind=Kind.DEPLOYMENT,
        status=EngagementStatus.ACTIVE,
        title=values["title"],
        need="Every class does each required practical.",
        client_organisation=Organisation(id=NOBODY, name=values["client_school"]),
        home_organisation=Organisation(id=NOBODY, name=values["home_school"]),
        half_days=24,
        starts_on=date(2027, 1, 12),
        ends_on=date(2027, 4, 30),
        started_at=datetime(2027, 1, 12, 9, 0, tzinfo=LONDON),
        begun_by=Person(id=NOBODY, programme_id=NOBODY, name="Farah Siddiqui"),
        halt_reason="Our head of science is away until after half-term.",
        halt_side=Side.CLIENT,
        halt_on=date(2027, 2, 8),
        resume_on=date(2027, 2, 22),
    )


def _kind(name: str, title: str, when: str, to: str, write: Callable[[Engagement], Mail]) -> MailKind:
    return MailKind(
        f"engagements.{name}",
        title,
        when,
        to,
        lambda values: write(example(values)),
        names=NAMES,
        for_its_readers=True,
    )


def _review() -> Review:
    return Review(id=NOBODY, due_on=date(2027, 3, 5), is_half_way=True)


KINDS = (
    _kind("begun", "Plan it together", "When support over time is begun", LEADERS, mails.begun),
    _kind("added", "You take part", "When a colleague adds somebody", "Whoever was added", mails.added),
    _kind(
        "taken_over",
        "It is yours from now on",
        "When somebody leaves the school, or takes part no more",
        "Who leads for their school",
        lambda found: mails.taken_over(found, "Priya Raman"),
    ),
    _kind(
        "started",
        "It has started",
        "When one of the schools starts it",
        EVERYBODY,
        lambda found: mails.started(found, date(2027, 3, 5)),
    ),
    _kind(
        "kind_changed",
        "Something else was made of it",
        "When one of the schools makes something else of it",
        EVERYBODY,
        mails.kind_changed,
    ),
    _kind("paused", "It is paused", "When one of the schools pauses it", EVERYBODY, mails.paused),
    _kind(
        "stopped",
        "It is stopped",
        "When one of the schools stops it",
        f"{EVERYBODY}; where it was bought, who looks after the request",
        mails.stopped,
    ),
    _kind(
        "school_closed",
        "One of the schools has closed",
        "When the register says that a school of support that goes on has closed",
        "Who looks after the request, else all coordinators",
        lambda found: mails.school_closed(found, found.client_organisation.name),
    ),
    _kind(
        "school_moved",
        "Another school takes its place",
        "When support goes on with the school that took the place of a closed one",
        EVERYBODY,
        lambda found: mails.school_moved(found, found.client_organisation.name, "Thistlebank Academy"),
    ),
    _kind("resumed", "It goes on", "When it goes on after a pause", EVERYBODY, mails.resumed),
    _kind(
        "asked_to_rate",
        "Say how each aim stands",
        "When the other school has said it",
        "Who leads for the school that has not",
        lambda found: mails.asked_to_rate(found, _review()),
    ),
    _kind(
        "both_rated",
        "Both have said how it stands",
        "When the second school has said it",
        "Who leads for each school",
        mails.both_rated,
    ),
    *(
        _kind(name, title, when, f"Who leads for each school, and both heads{whose and f', {whose}'}", write)
        for name, title, when, whose, write in readiness_mails.READINESS_MAILS
    ),
)
