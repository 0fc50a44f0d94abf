"""The kinds of mails about nominations, each with an example about somebody invented."""

from collections.abc import Callable, Mapping
from datetime import date

from linkage.directory.enums import NominationStatus
from linkage.directory.models import Nomination
from linkage.directory.presenters import mails
from linkage.messaging.presenters import Kind, Mail
from linkage.organisations.models import Organisation
from linkage.people.models import Person
from linkage.programmes.models import Programme

NAMES = {"colleague": "Priya Raman", "nominated_by": "Helen Brook", "school": "Harrowgill High School"}
EXAMPLE = "example"
THE_COLLEAGUE, THE_HEAD = "The colleague", "The head who nominated them"
ERASED_ON = date(2026, 12, 3)
EVIDENCE = "She built the reading routine that every tutor uses, and showed two other schools how."
Values = Mapping[str, str]


def _nomination(values: Values) -> Nomination:
    return Nomination(
        programme=Programme(slug="programme", name=values["programme"]),
        organisation=Organisation(name=values["school"]),
        nominee=Person(name=values["colleague"]),
        nominated_by=Person(name=values["nominated_by"]),
        status=NominationStatus.LISTED,
        evidence=EVIDENCE,
        missing="Please say which year groups you know.",
    )


def _kind(name: str, title: str, when: str, to: str, write: Callable[[Nomination], Mail]) -> Kind:
    def example(values: Values) -> Mail:
        # A mail to the colleague calls them by the first name: that of its reader.
        reader = {"colleague": values["first_name"]} if to == THE_COLLEAGUE else {}
        return write(_nomination({**values, **reader}))

    return Kind(f"directory.{name}", title, when, to, example, names=NAMES)


KINDS = (
    _kind(
        "asked",
        "Would you like to be listed?",
        "When a head nominates a colleague",
        THE_COLLEAGUE,
        lambda nomination: mails.asked(nomination, EXAMPLE, ERASED_ON),
    ),
    _kind(
        "asked_again",
        "One thing is missing from your entry",
        "When you find that an entry is not complete",
        THE_COLLEAGUE,
        lambda nomination: mails.asked_again(nomination, EXAMPLE),
    ),
    _kind(
        "reminded",
        "A reminder to answer",
        "When a colleague has not answered, twice at most",
        THE_COLLEAGUE,
        lambda nomination: mails.reminded(nomination, EXAMPLE),
    ),
    _kind("lapsed", "A colleague has not answered", "After two reminders", THE_HEAD, mails.lapsed),
    _kind("agreed", "A colleague said yes", "When they agree to be listed", THE_HEAD, mails.agreed),
    _kind("declined", "A colleague would rather not", "When they say no", THE_HEAD, mails.declined),
    _kind(
        "to_check",
        "Is this entry complete?",
        "When somebody agreed, and your programme checks entries",
        "You",
        mails.to_check,
    ),
    _kind("listed", "You are listed", "When an entry can be found", THE_COLLEAGUE, mails.listed),
    _kind(
        "withdrawn",
        "A nomination was withdrawn",
        "When the colleague or the programme ended it",
        THE_HEAD,
        lambda nomination: mails.withdrawn(nomination, to_nominee=False),
    ),
    _kind(
        "taken_back",
        "You need not answer any more",
        "When the head or the programme ended the nomination",
        THE_COLLEAGUE,
        lambda nomination: mails.withdrawn(nomination, to_nominee=True),
    ),
    Kind(
        "directory.recorded",
        "Nominations entered in your name",
        "When you take in nominations from a spreadsheet",
        "The head they are from",
        lambda values: mails.recorded(
            Person(name=values["first_name"]), [_nomination({**NAMES, **values})], "", values["entered"]
        ),
        names={"entered": "1 nomination", "school": NAMES["school"]},
    ),
)
