"""The kinds of mails about visits, each with an example about two invented schools."""

from collections.abc import Callable, Mapping

from linkage.engagements.presenters import visit_mails
from linkage.engagements.presenters.visit_mails import VisitTold
from linkage.messaging.presenters import Kind, Mail

NAMES = {
    "title": "Reading in Year 9",
    "day": "Thursday 3 December 2026",
    "visitor": "Priya Raman",
    "host_school": "Thistlebank School",
    "home_school": "Harrowgill High School",
    "who": "Daniel Whitlow",
}
Values = Mapping[str, str]


def _told(values: Values) -> VisitTold:
    return VisitTold(
        title=values["title"],
        day=values["day"],
        length="1 day",
        visitor=values["visitor"],
        host=values["host_school"],
        home=values["home_school"],
        who=values["who"],
        path="/",
        reason="Two of us are at a funeral on that day.",
        was_on="Tuesday 1 December 2026",
    )


def _kind(name: str, title: str, when: str, to: str, write: Callable[[VisitTold], Mail]) -> Kind:
    return Kind(
        f"engagements.{name}",
        title,
        when,
        to,
        lambda values: write(_told(values)),
        names=NAMES,
        for_its_readers=True,
    )


_BOTH = "The visitor, and who leads for the school that is visited"
VISIT_KINDS = (
    _kind(
        "visit_booked",
        "A visit is booked",
        "When one of the two schools books a visit",
        _BOTH,
        lambda told: visit_mails.booked(told, is_visitor=True),
    ),
    _kind(
        "visit_moved",
        "A visit was moved",
        "When one of the two schools moves a visit",
        _BOTH,
        lambda told: visit_mails.moved(told, is_visitor=False),
    ),
    _kind(
        "visit_cancelled",
        "A visit was cancelled",
        "When one of the two schools cancels a visit",
        _BOTH,
        lambda told: visit_mails.cancelled(told, is_visitor=False),
    ),
    _kind(
        "note_to_agree",
        "A note waits to be agreed",
        "When the visitor sends the note of a visit",
        "Who leads for the school that was visited, and its head",
        visit_mails.to_agree,
    ),
    _kind(
        "note_sent_back",
        "A note was sent back",
        "When the school that was visited sends a note back",
        "The visitor",
        visit_mails.sent_back,
    ),
)
