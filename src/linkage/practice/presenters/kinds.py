"""The kinds of mails about what schools do well, each with an invented example."""

from collections.abc import Callable, Mapping

from linkage.messaging.presenters import Kind, Mail
from linkage.organisations.models import Organisation
from linkage.people.models import Person
from linkage.practice.models import Practice
from linkage.practice.presenters import mails
from linkage.programmes.models import Programme

NAMES = {"title": "Daily reading in every tutor group", "school": "Harrowgill High School"}
EXAMPLE = "example"
THE_HEAD, THE_WRITER, THE_OWNER = "The head of the school", "Who wrote it", "Who shows it"
Values = Mapping[str, str]


def _practice(values: Values) -> Practice:
    reader = Person(name=values["first_name"])
    return Practice(
        programme=Programme(slug="programme", name=values["programme"]),
        organisation=Organisation(name=values["school"]),
        title=values["title"],
        what="Every tutor group reads the same book aloud for fifteen minutes on four days of the week.",
        written_by=reader,
        owner=reader,
        missing="Please say which year groups take part.",
        end_reason="It names a pupil.",
    )


def _kind(name: str, title: str, when: str, to: str, write: Callable[[Practice], Mail]) -> Kind:
    return Kind(f"practice.{name}", title, when, to, lambda values: write(_practice(values)), names=NAMES)


KINDS = (
    _kind(
        "asked",
        "May other schools see it?",
        "When somebody of the school writes what it does well",
        THE_HEAD,
        lambda each: mails.asked(each, each.organisation, each.written_by),
    ),
    _kind(
        "shown_by",
        "You show it to other schools",
        "When others can see it",
        THE_OWNER,
        lambda each: mails.shown_by(each, each.written_by),
    ),
    _kind("shared", "Other schools find it now", "When every head has said yes", THE_WRITER, mails.shared),
    _kind(
        "sent_back",
        "Something to change first",
        "When the head asks for a change",
        THE_WRITER,
        lambda each: mails.sent_back(each, by="Helen Brook"),
    ),
    _kind(
        "taken_back",
        "A school took its yes back",
        "When a head takes the yes back",
        "Who wrote it, who shows it, and the other head",
        mails.taken_back,
    ),
    _kind(
        "still_right",
        "Is it still right?",
        "On the day that was set, and twice more where no answer came",
        THE_OWNER,
        lambda each: mails.still_right(each, EXAMPLE),
    ),
    _kind(
        "lapsed",
        "Schools no longer find what you show",
        "After two reminders without an answer",
        THE_OWNER,
        lambda each: mails.lapsed(each, EXAMPLE),
    ),
    _kind(
        "lapsed_at_school",
        "Schools no longer find what your school does well",
        "After two reminders without an answer",
        THE_HEAD,
        mails.lapsed_to_head,
    ),
    _kind("ownerless", "Who shows it now?", "When whoever showed it leaves the school", THE_HEAD, mails.ownerless),
    _kind(
        "taken_down",
        "It was taken down",
        "When you take it down",
        "Who wrote it, who shows it, and the head",
        mails.taken_down,
    ),
)
