"""The mails of a request: each with one purpose and one button."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from linkage.access import links
from linkage.kernel import words
from linkage.messaging.presenters import Button, Mail, Recipient
from linkage.people.models import Person
from linkage.support_requests import policy
from linkage.support_requests.queries import Concerned

# What the links of a mail answer: a request somebody still works on, a question nobody has answered.
OPEN_STATE = "open"
ASKED_STATE = "asked"


@dataclass(frozen=True)
class Letter:
    """One mail to one person; `is_receipt` goes also to the one who acts."""

    kind: str
    mail: Mail
    to: Recipient
    is_receipt: bool = False


def values_of(told: Concerned) -> dict[str, str]:
    """Return what the words of a mail about this request may name."""
    return {
        "title": told.title,
        "school": told.school_name,
        "reference": told.reference,
        "looks_after_it": told.owner_name,
        "asked_by": told.asker.name,
    }


def of_sending(told: Concerned) -> Iterator[Letter]:
    """What follows when a request is sent: a receipt, and word to the owner, the contact and the head."""
    yield _letter("receipt", _receipt(told), told.asker, is_receipt=True)
    for person in told.desk:
        yield _letter("new", _new(told), person)
    if told.contact:
        yield _letter("contact", _for_contact(told, told.contact), told.contact)
    if told.head and told.head not in (told.asker, told.contact):
        yield _letter("head", _for_head(told, told.head), told.head)


def acknowledged(told: Concerned) -> Iterator[Letter]:
    """We have it, and who looks after it."""
    mail = Mail(
        subject=f"We have your request: {told.title}",
        heading="We have your request",
        paragraphs=(
            f"{told.owner_name} looks after it, and looks for somebody who could help.",
            f"We plan to introduce you by {_day(told.introduce_on)}.",
        ),
        button=_see(told),
        signed=told.owner_name,
        why=_why_school(told),
    )
    yield from _to_school(told, "acknowledged", mail)


def question(told: Concerned) -> Iterator[Letter]:
    """A question for the school; who has no account answers by the link."""
    subject, heading = f"A question about your request: {told.title}", "We have a question about your request"
    more = " The days until then do not count against our promise to you."
    for person in told.school_people:
        yield _letter("question", _of_question(told, person, subject, heading, more), person)


def reminder(told: Concerned) -> Iterator[Letter]:
    """The same question again, to a school that has not answered it."""
    subject, heading = f"Still waiting for your answer: {told.title}", "Our question still waits for your answer"
    more = " A line is enough. If you no longer need help, you can withdraw the request on its page."
    for person in told.school_people:
        yield _letter("reminder", _of_question(told, person, subject, heading, more), person)


def let_go(told: Concerned) -> Iterator[Letter]:
    """Closed without an answer: why, and how to ask again."""
    mail = Mail(
        subject=f"We have closed your request: {told.title}",
        heading="We have closed your request",
        paragraphs=(
            told.reason,
            "Nothing is lost: when it suits you better, begin from this request, and its answers are filled in.",
        ),
        button=_see(told),
        signed=told.owner_name,
        why=_why_school(told),
    )
    yield from _to_school(told, "let_go", mail)


def _of_question(told: Concerned, person: Person, subject: str, heading: str, more: str) -> Mail:
    token = links.make(
        policy.ANSWER_LINK,
        programme_id=told.programme_id,
        record_id=told.question_id,
        person_id=person.pk,
        state=ASKED_STATE,
    )
    return Mail(
        subject=subject,
        heading=heading,
        paragraphs=(f"“{told.question_words}”",),
        ask="Please answer it when you can.",
        ask_more=more,
        button=Button("Answer the question", _path(told, "support_requests:answer-by-link", token=token)),
        signed=told.owner_name,
        why=_why_school(told),
    )


def answered(told: Concerned) -> Iterator[Letter]:
    """The school has answered: its owner goes on."""
    mail = Mail(
        subject=f"{told.school_name} answered: {told.title}",
        heading="Our question is answered",
        paragraphs=(*_nobody_yet(told), "The clock runs again."),
        button=_see(told, "Read the answer"),
        why=_why_desk(told),
    )
    for person in told.desk:
        yield _letter("answered", mail, person)


def cannot_help(told: Concerned) -> Iterator[Letter]:
    """Nobody yet, and why."""
    mail = Mail(
        subject=f"Nobody yet for your request: {told.title}",
        heading="We have not found anybody yet",
        paragraphs=(told.reason, "Your request stays with us. When somebody can help, we come back to you."),
        button=_see(told),
        signed=told.owner_name,
        why=_why_school(told),
    )
    yield from _to_school(told, "cannot_help", mail)


def joined(told: Concerned) -> Iterator[Letter]:
    """The school joins a network or comes to an event."""
    on = f" It begins on {_day(told.joins_on)}." if told.joins_on else ""
    mail = Mail(
        subject=f"What we suggest for your request: {told.title}",
        heading="There is something you can join",
        paragraphs=(
            f"For what you asked we suggest {told.joins}, and have noted that your school joins it.{on}",
            *((f"“{told.joins_note}”",) if told.joins_note else ()),
        ),
        ask="You need not do anything now.",
        ask_more=" If it does not suit you, answer this mail and we go on looking.",
        button=_see(told),
        signed=told.owner_name,
        why=_why_school(told),
    )
    yield from _to_school(told, "joined", mail)


def withdrawn(told: Concerned) -> Iterator[Letter]:
    """Withdrawn: everybody who heard of it hears of its end."""
    mail = Mail(
        subject=f"Withdrawn: {told.title}",
        heading="A request was withdrawn",
        paragraphs=(f"{told.school_name} no longer asks for this. Nobody needs to do anything.",),
        button=_see(told),
        why="You have this because you asked, were named in the request, or look after it.",
    )
    for person in [*told.school_people, *told.desk]:
        yield _letter("withdrawn", mail, person)


def _receipt(told: Concerned) -> Mail:
    who = f"{told.owner_name} looks after it and" if told.owner else "Somebody at the programme"
    by = f"says that they have it by {_day(told.acknowledge_on)}"
    return Mail(
        subject=f"Your request is sent: {told.title}",
        heading="Your request is sent",
        paragraphs=(
            f"It has the number {told.reference}. {who} {by}.",
            f"We plan to introduce you to somebody by {_day(told.introduce_on)}.",
        ),
        button=_see(told),
        closing=("You can withdraw it on that page on any day.",),
        why=f"You have this because you asked for support for {told.school_name}.",
    )


def _new(told: Concerned) -> Mail:
    return Mail(
        subject=f"A school asked: {told.title}",
        heading=f"{told.school_name} asked for support",
        paragraphs=(f"“{told.words}”",) if told.words else (),
        ask=f"Say that we have it by {_day(told.acknowledge_on)}.",
        button=_see(told, "Open the request"),
        why=_why_desk(told),
    )


def _for_contact(told: Concerned, contact: Person) -> Mail:
    return Mail(
        subject=f"{told.asker.name} asked for support for your school",
        heading=f"{told.asker.name} asked for support for {told.school_name}",
        paragraphs=(
            f"You are named as the person to talk to about it. They wrote: “{told.words}”",
            "When somebody can help, we introduce you to each other by e-mail.",
        ),
        ask="You need not do anything.",
        ask_more=" If your school does not want this, you can stop it.",
        button=_stop(told, contact),
        why=f"You have this because {told.asker.name} named you. We keep your name, work e-mail address and job title.",
    )


def _for_head(told: Concerned, head: Person) -> Mail:
    return Mail(
        subject=f"Your school asked for support: {told.title}",
        heading=f"{told.asker.name} asked for support for {told.school_name}",
        paragraphs=(f"“{told.words}”",) if told.words else (),
        ask="You need not do anything.",
        ask_more=" You can see where it has got to, and you can stop it.",
        button=_see(told),
        links=(_stop(told, head),),
        why=f"You have this because you are the head of {told.school_name}.",
    )


def _to_school(told: Concerned, kind: str, mail: Mail) -> Iterator[Letter]:
    for person in told.school_people:
        yield _letter(kind, mail, person)


def _letter(kind: str, mail: Mail, to: Person, *, is_receipt: bool = False) -> Letter:
    return Letter(f"support_requests.{kind}", mail, Recipient(to.name, to.email, to.pk), is_receipt)


def _see(told: Concerned, text: str = "See where it has got to") -> Button:
    return Button(text, _path(told, "support_requests:request", request_id=told.request_id))


def _stop(told: Concerned, person: Person) -> Button:
    token = links.make(
        policy.STOP_LINK,
        programme_id=told.programme_id,
        record_id=told.request_id,
        person_id=person.pk,
        state=OPEN_STATE,
    )
    return Button("Stop this request", _path(told, "support_requests:stop-by-link", token=token))


def _path(told: Concerned, name: str, **kwargs: object) -> str:
    return reverse(name, kwargs={"programme": told.slug, **kwargs})


def _why_school(told: Concerned) -> str:
    return f"You have this because {told.school_name} asked for support."


def _why_desk(told: Concerned) -> str:
    if told.owner:
        return "You have this because you look after the request."
    return "You have this because you coordinate the programme, and nobody looks after the request."


def _nobody_yet(told: Concerned) -> tuple[str, ...]:
    return () if told.owner else ("Nobody looks after this request now. You can take it on its page.",)


def _day(value: date) -> str:
    return words.day(value)
