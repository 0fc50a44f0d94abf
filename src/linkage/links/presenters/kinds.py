"""The kinds of mails about an introduction, each with an example about two invented schools."""

from collections.abc import Callable, Mapping
from datetime import date
from uuid import UUID

from linkage.links.presenters import mails, signpost_mails
from linkage.links.queries.ends import End, Introduced
from linkage.messaging.presenters import Kind, Mail
from linkage.support_requests.enums import RequestStatus
from linkage.support_requests.models import SupportRequest

NAMES = {
    "asker": "Daniel Whitlow",
    "asker_school": "Thistlebank School",
    "helper": "Priya Raman",
    "helper_school": "Harrowgill High School",
    "about": "reading in Year 9",
}
FIRST = {"asker_first_name": "Daniel", "helper_first_name": "Priya"}
NOBODY = UUID(int=0)
Values = Mapping[str, str]


def _told(values: Values) -> Introduced:
    return Introduced(
        title=values["about"],
        asker=End(
            NOBODY,
            values["asker"],
            values["asker_first_name"],
            "Head of English",
            values["asker_school"],
            "d.whitlow@school.example",
            "01632 960 551",
        ),
        helper=End(
            NOBODY,
            values["helper"],
            values["helper_first_name"],
            "Reading lead",
            values["helper_school"],
            "p.raman@school.example",
            "01632 960 278",
        ),
        first_contact_by_on=date(2026, 11, 12),
        signed="Farah Siddiqui",
        path="/",
    )


def _side_kind(name: str, title: str, when: str, to: str, write: Callable[[Introduced], Mail]) -> Kind:
    """A mail to one of the two, which names the other: in the example the reader is who asked."""
    names = {
        "other": NAMES["helper"],
        "other_first_name": FIRST["helper_first_name"],
        "other_school": NAMES["helper_school"],
        "about": NAMES["about"],
    }

    def example(values: Values) -> Mail:
        theirs = {
            "helper": values["other"],
            "helper_first_name": values["other_first_name"],
            "helper_school": values["other_school"],
        }
        return write(_told({**NAMES, **FIRST, **theirs, "about": values["about"]}))

    return Kind(f"links.{name}", title, when, to, example, names=names)


def _kind(name: str, title: str, when: str, to: str, write: Callable[[Introduced], Mail]) -> Kind:
    return Kind(f"links.{name}", title, when, to, lambda values: write(_told(values)), names=NAMES | FIRST)


KINDS = (
    _kind("introduction", "The introduction", "When you introduce two people", "Both of them", mails.introduction),
    _kind(
        "told",
        "Your colleague has somebody to talk to",
        "When you introduce two people",
        "The head of the school that asked",
        lambda told: mails.told(told, helps=False),
    ),
    _kind(
        "release",
        "May your colleague help?",
        "When you introduce two people",
        "The head of the school that helps",
        lambda told: mails.told(told, helps=True, stop_path="/", stop_by="10.15am on Wednesday 11 November 2026"),
    ),
    _side_kind(
        "pulse",
        "Have you spoken or met?",
        "Two and six weeks after an introduction",
        "Each of the two",
        lambda told: mails.pulse(told, side=told.asker, week=2, path="/"),
    ),
    Kind(
        "links.stopping",
        "Somebody asks us to stop",
        "When one of the two, or a head, asks you to stop an introduction",
        "Whoever looks after the request",
        lambda values: mails.stopping(_told(values), who=values["who"], releases=True),
        names={**NAMES, **FIRST, "who": "Helen Brook"},
    ),
    _side_kind(
        "undone",
        "We take our introduction back",
        "When you take an introduction back",
        "Each of the two, and their heads",
        lambda told: mails.undone(
            told,
            side=told.asker,
            reads="we had introduced the two of you",
            after=mails.after_undoing(SupportRequest(status=RequestStatus.MATCHING), has_another=False),
        ),
    ),
    *signpost_mails.KINDS,
)
