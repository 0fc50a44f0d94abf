"""The kinds of mails about asking somebody, each with an example about two invented schools."""

from collections.abc import Callable, Mapping

from linkage.brokering.presenters import mails
from linkage.brokering.queries.facts import Asking
from linkage.messaging.presenters import Kind, Mail

NAMES = {
    "helper": "Priya Raman",
    "helper_first_name": "Priya",
    "helper_school": "Harrowgill High School",
    "school": "a secondary school in Burnley (name hidden)",
    "about": "reading in Year 9",
}
HEAD, PERSON = "The head of the school that may help", "The person who may help"
Values = Mapping[str, str]


def _told(values: Values) -> Asking:
    return Asking(
        **{name: values[name] for name in NAMES},
        need="Our Year 9 boys do not read.",
        by="Wednesday 18 November 2026",
        signed="Farah Siddiqui",
        path="/",
        is_hidden=True,
    )


def _kind(name: str, title: str, when: str, to: str, write: Callable[[Asking], Mail]) -> Kind:
    return Kind(f"brokering.{name}", title, when, to, lambda values: write(_told(values)), names=NAMES)


KINDS = (
    _kind(
        "ask_head",
        "May your colleague help? (asked first)",
        "When you ask first, and the head is asked",
        HEAD,
        lambda told: mails.ask_head(told, has_agreed=False),
    ),
    _kind(
        "ask_chair",
        "May the head help? (asked first)",
        "When you ask first, and the person is the head of their school",
        "The chair of governors, or the trust’s officer",
        lambda told: mails.ask_head(told, has_agreed=False, is_chair=True),
    ),
    _kind(
        "ask_person",
        "Could you help?",
        "When you ask first, and the person is asked",
        PERSON,
        lambda told: mails.ask_person(told, has_agreed=True),
    ),
    _kind(
        "reminder",
        "Still waiting for your answer",
        "When somebody you asked has not answered for some days",
        f"{HEAD}, or the person",
        lambda told: mails.reminder(mails.ask_person(told, has_agreed=True), told),
    ),
    Kind(
        "brokering.released",
        "Nothing is left to answer",
        "When others have said yes, the school needs nobody any more, or you stop asking",
        f"{HEAD}, and the person, as far as they were asked",
        lambda values: mails.released(_told(values), because=values["because"]),
        names=NAMES | {"because": "Enough people have said yes"},
    ),
    _kind("lapsed", "We ask somebody else now", "When no answer came", "Whoever did not answer", mails.lapsed),
    Kind(
        "brokering.fell_out",
        "Somebody you asked falls out",
        "When somebody says no, suggests a colleague, or does not answer",
        "Whoever looks after the request",
        lambda values: mails.fell_out(
            _told(values),
            title=values["title"],
            why="Priya says no: no time now.",
            after="Joy Marsh stands ready as the next choice, and waits for one click of yours.",
            path="/",
        ),
        names=NAMES | {"title": "Reading in Year 9"},
    ),
    Kind(
        "brokering.answered_for",
        "We answered for you",
        "When you note an answer that somebody gave you in another way",
        "Whoever you answered for",
        lambda values: mails.answered_for(
            _told(values), who=values["who"], said="yes.", until="10am on Wednesday 4 November 2026", path="/"
        ),
        names=NAMES | {"who": "Farah Siddiqui"},
    ),
    Kind(
        "brokering.taken_back",
        "An answer was taken back",
        "When an answer that was noted for somebody is taken back",
        "Whoever it was noted for, and whoever looks after the request",
        lambda values: mails.taken_back(
            _told(values), who=values["who"], name=values["name"], path="/", is_theirs=True
        ),
        names=NAMES | {"who": "Farah Siddiqui", "name": "Helen Brook"},
    ),
    _kind(
        "not_yet",
        "Please do not answer yet",
        "When the yes before theirs is taken back",
        "Whoever was asked after it",
        mails.not_yet,
    ),
    Kind(
        "brokering.question",
        "Somebody who may help has a question",
        "When somebody you asked wants to know something first",
        "Who asked for support",
        lambda values: mails.question(about=values["about"], words="How many of you would come?", path="/"),
        names={"about": NAMES["about"]},
    ),
    _kind(
        "replied",
        "The school has answered your question",
        "When the school has answered what somebody wanted to know",
        "Whoever asked the question",
        lambda told: mails.replied(told, question="How many of you would come?", answer="Three of us."),
    ),
)
