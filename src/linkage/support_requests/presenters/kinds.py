"""The kinds of mails about a request, each with an example about an invented school."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID, uuid5

from linkage.kernel.days import LONDON
from linkage.messaging.presenters import Kind, Mail
from linkage.people.models import Person
from linkage.support_requests.models import Question
from linkage.support_requests.presenters import desk_mails, mails, referral_mails
from linkage.support_requests.presenters.mails import Letter
from linkage.support_requests.queries import Concerned

NOBODY = UUID(int=0)
NAMES = {
    "title": "Reading in Year 9",
    "school": "Thistlebank School",
    "reference": "R-0412",
    "looks_after_it": "Farah Siddiqui",
    "asked_by": "Daniel Whitlow",
}
WORDS = "Our Year 9 boys do not read. We have tried a book list and tutor time, and nothing has stuck."
LINE = "R-0412 Reading in Year 9, Thistlebank School. Introduce: 6 working days late"
Values = Mapping[str, str]


def _person(name: str) -> Person:
    return Person(id=uuid5(NOBODY, name), programme_id=NOBODY, name=name, email="somebody@school.example")


def _concerned(values: Values) -> Concerned:
    asked_at = datetime(2026, 11, 3, 9, 0, tzinfo=LONDON)
    farah = _person(values["looks_after_it"])
    return Concerned(
        request_id=NOBODY,
        programme_id=NOBODY,
        slug="programme",
        reference=values["reference"],
        title=values["title"],
        words=WORDS,
        reason="Nobody who lists this has a place free before Christmas.",
        school_name=values["school"],
        acknowledge_on=date(2026, 11, 4),
        introduce_on=date(2026, 11, 10),
        asker=_person(values["asked_by"]),
        contact=_person("Priya Raman"),
        head=_person("Grace Okafor"),
        owner=farah,
        desk=(farah,),
        joins="the phonics network of the eastern district",
        joins_on=date(2027, 1, 12),
        joins_note="Six schools that meet once each half-term. You are welcome from the first meeting.",
        question=Question(id=NOBODY, words="Which year groups is it about?", asked_at=asked_at),
    )


def _kind(name: str, title: str, when: str, to: str, write: Callable[[Concerned], Iterable[Letter]]) -> Kind:
    full = f"support_requests.{name}"

    def example(values: Values) -> Mail:
        return next(letter.mail for letter in write(_concerned(values)) if letter.kind == full)

    return Kind(full, title, when, to, example, names=NAMES)


KINDS = (
    _kind("receipt", "Your request is sent", "When a school asks", "Whoever asked", mails.of_sending),
    _kind(
        "new", "A school asked", "When a school asks", "Whoever looks after it, or all coordinators", mails.of_sending
    ),
    _kind("contact", "You are named in a request", "When a school asks", "The person it is for", mails.of_sending),
    _kind("head", "Your school asked", "When a school asks", "The head, unless they asked", mails.of_sending),
    _kind(
        "acknowledged",
        "We have your request",
        "When you say that you have it",
        "Whoever asked, and the person it is for",
        mails.acknowledged,
    ),
    _kind(
        "question",
        "A question about your request",
        "When you ask the school something",
        "Whoever asked, and the person it is for",
        mails.question,
    ),
    _kind(
        "reminder",
        "Our question still waits",
        "When a school has not answered, twice at most",
        "Whoever asked, and the person it is for",
        mails.reminder,
    ),
    _kind(
        "let_go",
        "Your request is closed",
        "When you close a request whose school never answered",
        "Whoever asked, and the person it is for",
        mails.let_go,
    ),
    Kind(
        "support_requests.given",
        "Requests for you to look after",
        "When somebody gives requests to somebody else",
        "Whoever looks after them now",
        lambda values: replace(
            desk_mails.given((LINE,), "programme", by=values["by"]), subject=f"{values['things']} for you to look after"
        ),
        names={"by": "Farah Siddiqui", "things": "One request"},
    ),
    Kind(
        "support_requests.late",
        "Requests that are long late",
        "When something has been late for as many days as you set, once for each request",
        "The coordinators who do not look after it",
        lambda values: replace(
            desk_mails.late((LINE,), "programme"), subject=f"{values['things']} has been late for some days"
        ),
        names={"things": "One request"},
    ),
    _kind("answered", "Our question is answered", "When the school answers", "Whoever looks after it", mails.answered),
    _kind(
        "cannot_help",
        "Nobody yet for your request",
        "When you say that nobody can help yet",
        "Whoever asked, and the person it is for",
        mails.cannot_help,
    ),
    _kind(
        "joined",
        "There is something you can join",
        "When you say that the school joins a network or comes to an event",
        "Whoever asked, and the person it is for",
        mails.joined,
    ),
    _kind(
        "withdrawn",
        "A request was withdrawn",
        "When the school withdraws it",
        "Everybody who had heard of it",
        mails.withdrawn,
    ),
    *referral_mails.KINDS,
)
