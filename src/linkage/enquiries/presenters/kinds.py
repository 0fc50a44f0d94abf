"""The kinds of mails about an enquiry, each with an example about somebody invented."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from linkage.enquiries.enums import EnquiryKind
from linkage.enquiries.models import Enquiry
from linkage.enquiries.presenters import mails
from linkage.messaging.presenters import Kind, Mail
from linkage.people.models import Person

NAMES = {
    "sender": "Rosa Lind",
    "place": "Fellhowe High School",
    "looks_after_it": "Farah Siddiqui",
    "news": "Rosa Lind would like to help other schools",
}
EXAMPLE = "example"
WORDS = "I have taught reading in Year 7 for ten years, and would gladly show how."
THE_SENDER, THE_DESK = "Whoever wrote", "Whoever looks after it"
Values = Mapping[str, str]


@dataclass(frozen=True)
class Example(mails.Letter):
    """A letter whose names are what it is given."""

    values: Values = field(default_factory=dict)

    @property
    def sender(self) -> str:
        """Who wrote."""
        return self.values["sender"]

    @property
    def first_name(self) -> str:
        """What to call the sender."""
        return self.values["first_name"]

    @property
    def news(self) -> str:
        """What has come."""
        return self.values["news"]


def _letter(values: Values) -> Example:
    enquiry = Enquiry(
        kind=EnquiryKind.INTEREST,
        words=WORDS,
        organisation_name=values["place"],
        job_title="Teacher",
        closing_reason="Your school is not in our area.",
    )
    return Example(
        programme=values["programme"],
        slug="programme",
        enquiry=enquiry,
        owner=values["looks_after_it"],
        answer_by=date(2026, 11, 5),
        head_by=date(2026, 11, 12),
        erase_days=30,
        values=values,
    )


def _kind(name: str, title: str, when: str, to: str, write: Callable[[Example], Mail]) -> Kind:
    return Kind(f"enquiries.{name}", title, when, to, lambda values: write(_letter(values)), names=NAMES)


def _reader(of: Example) -> Person:
    return Person(name=of.values["first_name"])


KINDS = (
    _kind(
        "was_it_you",
        "Did you write to us?",
        "When somebody writes on our page",
        "The address they gave",
        lambda of: mails.was_it_you(of, token=EXAMPLE),
    ),
    _kind("had_already", "We have this already", "When somebody sends the same again", THE_SENDER, mails.had_already),
    _kind(
        "arrived",
        "Somebody wrote to you",
        "When the address is shown to be theirs",
        THE_DESK,
        lambda of: mails.arrived(of, _reader(of)),
    ),
    _kind("taken", "Somebody looks after it", "When you take an enquiry", THE_SENDER, mails.taken),
    _kind(
        "answered",
        "Our answer",
        "When you answer",
        THE_SENDER,
        lambda of: mails.answered(of, "Yes, a nursery may take part.", EXAMPLE),
    ),
    _kind(
        "written_back",
        "They wrote back",
        "When the sender answers you",
        THE_DESK,
        lambda of: mails.written_back(of, "Thank you. When may we begin?"),
    ),
    _kind(
        "to_head",
        "Would you nominate a colleague?",
        "When you pass on who would like to help",
        "The head of their school",
        lambda of: mails.to_head(of, _reader(of), EXAMPLE),
    ),
    _kind("passed_on", "We have asked your headteacher", "When you pass it on", THE_SENDER, mails.passed_on),
    _kind("not_now", "Your headteacher says: not now", "When the head says so", THE_SENDER, mails.not_now),
    _kind("takes_part", "Your school takes part", "When you take their school in", THE_SENDER, mails.takes_part),
    _kind("closed", "We have closed this", "When you close an enquiry", THE_SENDER, mails.closed),
)
