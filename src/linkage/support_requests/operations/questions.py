"""One question at a time between the programme and the school; the clock stands still for it."""

from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation, part_of_operation
from linkage.kernel.days import day_of
from linkage.kernel.errors import Refused
from linkage.kernel.pupils import signs_of_a_pupil
from linkage.kernel.words import shortened
from linkage.messaging.models import InboundMail, Message
from linkage.support_requests import policy, queries, rules
from linkage.support_requests.enums import RequestStatus
from linkage.support_requests.models import Question, SupportRequest
from linkage.support_requests.operations.telling import note_answered, tell
from linkage.support_requests.presenters import mails

# The mails whose answer is the answer to the question they put.
QUESTION_MAILS = ("support_requests.question", "support_requests.reminder")
MOST_WORDS = 1_000


class UnableToAsk(Refused):
    """A question while the school still has one to answer."""


class UnableToGoOn(Refused):
    """A request that waits for nothing, or for a school that still has time."""


class UnableToAnswer(Refused):
    """A question somebody has answered already, or that needs no answer any more."""


@operation(policy.QUESTION, target="support_request")
def ask_question(*, actor: Actor, at: datetime, support_request: SupportRequest, words: str) -> None:
    """Ask the school a question; the clock stops until it is answered.

    Raises UnableToAsk while an earlier one is open.
    """
    assert actor.person_id is not None
    support_request.hold()
    if support_request.questions.open().exists():
        raise UnableToAsk("The school has not answered your last question yet. Ring them, or wait for the answer")
    if support_request.state == RequestStatus.SUBMITTED:
        support_request.move_to(RequestStatus.ACKNOWLEDGED)
        support_request.acknowledged_at = at
    support_request.move_to(RequestStatus.WAITING_FOR_SCHOOL)
    support_request.waiting_since = at
    support_request.save()
    Question.objects.create(
        programme_id=support_request.programme_id,
        support_request=support_request,
        words=words,
        asked_by_id=actor.person_id,
        asked_at=at,
    )
    tell(actor=actor, at=at, support_request=support_request, write=mails.question)


@operation(policy.ANSWER, target="question")
def answer(*, actor: Actor, at: datetime, question: Question, words: str) -> None:
    """Answer for the school; the clock runs on, and the working school days it stood still are added to it.

    Raises UnableToAnswer when somebody was quicker, and when the request went on without the answer.
    """
    support_request = question.support_request
    support_request.hold()
    question.refresh_from_db(fields=["answered_at", "ended_at"])
    if question.answered_at is not None:
        raise UnableToAnswer("Somebody at your school has answered this")
    if question.ended_at is not None:
        raise UnableToAnswer("We went on without the answer, so this question no longer needs one. Thank you")
    question.answer, question.answered_at, question.answered_by_id = words, at, actor.person_id
    question.save()
    _go_on(actor, at, support_request)
    note_answered(actor=actor, at=at)
    tell(actor=actor, at=at, support_request=support_request, write=mails.answered)


@operation(policy.GO_ON, target="support_request")
def go_on_without_answer(*, actor: Actor, at: datetime, support_request: SupportRequest) -> None:
    """Go on with a request whose question nobody has answered; the clock runs again. Raises UnableToGoOn."""
    support_request.hold()
    if support_request.state != RequestStatus.WAITING_FOR_SCHOOL or not support_request.questions.open().exists():
        raise UnableToGoOn("Nothing is waited for: the school has answered, or the request has gone on")
    _go_on(actor, at, support_request)


@operation(policy.CLOSE, target="support_request")
def close_unanswered(*, actor: Actor, at: datetime, support_request: SupportRequest, reason: str) -> None:
    """Let go a request whose question the school never answered; it is told why, and may ask again any day.

    Raises UnableToGoOn when nothing is waited for, or the school still has time to answer.
    """
    support_request.hold()
    asked = support_request.questions.open().first()
    if support_request.state != RequestStatus.WAITING_FOR_SCHOOL or asked is None:
        raise UnableToGoOn("Nothing is waited for: the school has answered, or the request has gone on")
    clock = queries.Clocks(actor, at).of_waiting(asked.asked_at, support_request.organisation)
    UnableToGoOn.unless_none(rules.the_school_had_its_time(clock))
    support_request.move_to(RequestStatus.CLOSED)
    support_request.closed_at, support_request.closing_reason = at, reason
    settle_waiting(actor=actor, at=at, support_request=support_request)
    support_request.save()
    tell(actor=actor, at=at, support_request=support_request, write=mails.let_go)


@part_of_operation
def answer_by_mail(*, actor: Actor, at: datetime, mail: InboundMail, answered: Message) -> bool:
    """Take an e-mail as the answer to the question it answers; return whether it was.

    It is not while it may name a pupil or is a worry about a person: then somebody reads it first. Nor is it from
    anybody who could not answer on the page, or when another question has been asked since.
    """
    question = queries.question_mailed(actor=actor, request_id=mail.about_id, written_at=answered.created_at)
    writer = queries.writer_of(actor=actor, person_id=mail.person_id)
    if answered.template not in QUESTION_MAILS or question is None or writer is None:
        return False
    words = shortened(mail.text, MOST_WORDS).strip()
    is_fit = words and not signs_of_a_pupil(mail.text) and not queries.is_worry(actor=actor, texts=[mail.text])
    if not is_fit or not policy.ANSWER.allows(writer, question):
        return False
    try:
        answer(actor=writer, at=at, question=question, words=words)
    except UnableToAnswer:
        return False
    return True


@part_of_operation
def settle_waiting(*, actor: Actor, at: datetime, support_request: SupportRequest) -> None:
    """End the waiting for the school, answered or not: the working school days it lasted are added to the promises.

    A question still open ends without an answer. The caller moves the request on, and saves it.
    """
    support_request.questions.open().update(ended_at=at)
    if support_request.waiting_since is None:
        return
    calendar = queries.calendar(actor=actor, organisation=support_request.organisation)
    since, until = day_of(support_request.waiting_since), day_of(at)
    support_request.waited_days += rules.days_waited(calendar, since, until)
    support_request.waiting_since = None


def _go_on(actor: Actor, at: datetime, support_request: SupportRequest) -> None:
    """Start the clock again where it stood; a request that has gone on meanwhile only keeps the answer."""
    if support_request.state != RequestStatus.WAITING_FOR_SCHOOL:
        return
    settle_waiting(actor=actor, at=at, support_request=support_request)
    was_choosing = support_request.routed_at is not None
    support_request.move_to(RequestStatus.MATCHING if was_choosing else RequestStatus.IN_TRIAGE)
    support_request.save()
