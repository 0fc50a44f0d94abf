"""What somebody wants to know before they answer: the school replies, and everybody asked for it reads both."""

from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.brokering import policy
from linkage.brokering.models import AskedPerson, CandidateQuestion
from linkage.brokering.operations import telling
from linkage.brokering.rules import approaches
from linkage.kernel.errors import Refused


class UnableToAskBack(Refused):
    """A question of somebody who still waits for an answer, or is not asked any more."""


class UnableToReply(Refused):
    """A question that was answered, or that nobody waits for any more."""


@operation(policy.ASK_BACK, target="asked")
def ask_back(*, actor: Actor, at: datetime, asked: AskedPerson, words: str) -> CandidateQuestion:
    """Ask the school something first; until it replies the days of whoever asks do not count.

    Raises UnableToAskBack while an earlier question of theirs waits.
    """
    asked.approach.support_request.hold()
    asked.approach.hold()
    asked.refresh_from_db(fields=["answered_at"])
    if asked.state != "asked":
        raise UnableToAskBack("Thank you. This is not asked any more: there is nothing left to find out")
    UnableToAskBack.unless_none(
        approaches.answer_is_whole(
            answer="ask", reason="", note="", colleague_name="", colleague_email="", question=words
        )
    )
    if asked.questions.filter(answered_at=None).exists():
        raise UnableToAskBack("Your last question is still with the school. You hear as soon as it replies")
    made = CandidateQuestion.objects.create(
        programme_id=asked.programme_id,
        support_request=asked.approach.support_request,
        asked=asked,
        words=words.strip(),
        asked_at=at,
    )
    telling.asked_back(actor=actor, at=at, question=made)
    return made


@operation(policy.REPLY, target="question")
def reply(*, actor: Actor, at: datetime, question: CandidateQuestion, words: str) -> CandidateQuestion:
    """Answer a question for the school; whoever asked is told, and their ten days begin anew.

    Raises UnableToReply when somebody was quicker, and when nobody waits for it any more.
    """
    asked = question.asked
    asked.approach.support_request.hold()
    asked.approach.hold()
    asked.refresh_from_db(fields=["answered_at", "reminders", "counts_from"])
    question.refresh_from_db(fields=["answered_at"])
    if question.state == "answered":
        raise UnableToReply("Somebody has answered this already")
    if question.state != "asked":
        raise UnableToReply("Thank you. Whoever asked needs no answer any more")
    question.answer, question.answered_at, question.answered_by_id = words.strip(), at, actor.person_id
    question.save()
    asked.counts_from, asked.reminders = at, 0
    asked.save(update_fields=["counts_from", "reminders"])
    telling.replied(actor=actor, at=at, question=question)
    return question
