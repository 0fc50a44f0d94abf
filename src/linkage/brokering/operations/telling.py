"""The mails of asking: each to one person, with one purpose and one button."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import part_of_operation
from linkage.brokering import queries
from linkage.brokering.enums import ApproachAnswer, Part
from linkage.brokering.models import Approach, AskedPerson, CandidateQuestion
from linkage.brokering.presenters import mails
from linkage.links import queries as links
from linkage.messaging import operations as messaging
from linkage.messaging.presenters import Mail, Recipient
from linkage.people.models import Person
from linkage.support_requests import queries as support_requests


@part_of_operation
def ask(*, actor: Actor, at: datetime, asked: AskedPerson, is_reminder: bool = False) -> None:
    """Put the question to somebody, or remind them of it."""
    approach = asked.approach
    told = queries.asking(
        actor=actor, approach=approach, asked=asked, path=queries.answer_path(actor=actor, asked=asked)
    )
    has_agreed = asked.number > 0
    if asked.releases:
        mail = mails.ask_head(told, has_agreed=has_agreed, is_chair=asked.is_chair)
    else:
        is_head = approach.asked.filter(part=Part.CHAIR).exists()
        mail = mails.ask_person(told, has_agreed=has_agreed, is_head=is_head)
    names = mails.values_of(told)
    if is_reminder:
        _send(actor, at, approach, "reminder", mails.reminder(mail, told), [asked.person], names)
    elif asked.is_chair:
        _send(actor, at, approach, "ask_chair", mail, [asked.person], names)
    else:
        _send(actor, at, approach, "ask_head" if asked.releases else "ask_person", mail, [asked.person], names)


@part_of_operation
def released(*, actor: Actor, at: datetime, approach: Approach, because: str) -> None:
    """Tell whoever was asked and said yes, or has not answered, that nothing is needed of them any more."""
    told = queries.asking(actor=actor, approach=approach)
    to = [
        each.person
        for each in approach.asked.exclude(asked_at=None).select_related("person")
        if each.answer in ("", ApproachAnswer.YES)
    ]
    values = {**mails.values_of(told), "because": because}
    for person in to:
        _send(actor, at, approach, "released", mails.released(told, because=because), [person], values)


@part_of_operation
def lapsed(*, actor: Actor, at: datetime, approach: Approach, asked: AskedPerson) -> None:
    """Tell somebody who did not answer that they need not any more, and whoever had said yes that it ends."""
    told = queries.asking(actor=actor, approach=approach)
    _send(actor, at, approach, "lapsed", mails.lapsed(told), [asked.person], mails.values_of(told))
    values = {**mails.values_of(told), "because": mails.NO_ANSWER}
    for each in approach.asked.filter(answer=ApproachAnswer.YES).select_related("person"):
        mail = mails.released(told, because=mails.NO_ANSWER)
        _send(actor, at, approach, "released", mail, [each.person], values)


@part_of_operation
def said_no(*, actor: Actor, at: datetime, approach: Approach, asked: AskedPerson) -> None:
    """Tell whoever looks after the request that somebody fell out, why, and what happens next."""
    request = approach.support_request
    told = queries.asking(actor=actor, approach=approach)
    after = queries.what_is_next(actor=actor, support_request=request)
    mail = mails.fell_out(told, title=request.title, why=mails.why(asked), after=after, path=mails.page_of(request))
    handlers = support_requests.desk(actor=actor, support_request=request, at=at)
    to = [one for one in handlers if not actor.is_person(one.pk)]
    _send(actor, at, approach, "fell_out", mail, to, {**mails.values_of(told), "title": request.title})


@part_of_operation
def answered_for(*, actor: Actor, at: datetime, asked: AskedPerson) -> None:
    """Tell somebody what was answered for them, and by whom."""
    told = queries.asking(actor=actor, approach=asked.approach)
    path = queries.taking_back_path(actor=actor, asked=asked)
    mail = mails.answered_for(told, who=actor.name, said=mails.said(asked), until=mails.until(asked), path=path)
    values = {**mails.values_of(told), "who": actor.name}
    _send(actor, at, asked.approach, "answered_for", mail, [asked.person], values)


@part_of_operation
def taken_back(*, actor: Actor, at: datetime, approach: Approach, asked: AskedPerson) -> None:
    """Say that a noted answer was taken back: to whom it was noted for, and to who looks after the request."""
    told, request = queries.asking(actor=actor, approach=approach), approach.support_request
    values = {**mails.values_of(told), "who": actor.name, "name": asked.person.name}
    desk = support_requests.desk(actor=actor, support_request=request, at=at)
    for reader in {asked.person, *desk}:
        if not actor.is_person(reader.pk):
            is_theirs = reader == asked.person
            path = mails.home_of(approach) if is_theirs else mails.page_of(request)
            mail = mails.taken_back(told, who=actor.name, name=asked.person.name, path=path, is_theirs=is_theirs)
            _send(actor, at, approach, "taken_back", mail, [reader], values)


@part_of_operation
def not_yet(*, actor: Actor, at: datetime, approach: Approach, person: Person) -> None:
    """Tell somebody that they need not answer, as the yes before theirs was taken back."""
    told = queries.asking(actor=actor, approach=approach)
    _send(actor, at, approach, "not_yet", mails.not_yet(told), [person], mails.values_of(told))


@part_of_operation
def asked_back(*, actor: Actor, at: datetime, question: CandidateQuestion) -> None:
    """Put somebody's question to the school's asker; nobody learns who asks."""
    request = question.support_request
    about = queries.about(actor=actor, support_request=request)
    path = queries.reply_path(actor=actor, question=question)
    mail = mails.question(about=about, words=question.words, path=path)
    to = [links.asker_of(actor=actor, support_request=request)]
    _send(actor, at, question.asked.approach, "question", mail, to, {"about": about})


@part_of_operation
def replied(*, actor: Actor, at: datetime, question: CandidateQuestion) -> None:
    """Tell whoever asked what the school answered, with the button to answer themselves."""
    asked = question.asked
    path = queries.answer_path(actor=actor, asked=asked)
    told = queries.asking(actor=actor, approach=asked.approach, asked=asked, path=path)
    mail = mails.replied(told, question=question.words, answer=question.answer)
    _send(actor, at, asked.approach, "replied", mail, [asked.person], mails.values_of(told))


def _send(
    actor: Actor,
    at: datetime,
    approach: Approach,
    kind: str,
    mail: Mail,
    to: Iterable[Person],
    names: Mapping[str, str],
) -> None:
    recipients = [Recipient(one.name, one.email, one.pk) for one in to]
    if recipients:
        messaging.send(
            actor=actor,
            at=at,
            mail=mail,
            to=recipients,
            kind=f"brokering.{kind}",
            about=approach,
            names=names,
        )
