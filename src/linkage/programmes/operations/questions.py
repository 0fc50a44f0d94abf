"""The questions of the public page: ours until the programme makes them its own."""
# ruff: noqa: ARG001 - every operation takes actor and at, whether it needs both or not

from collections.abc import Iterable
from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.kernel.errors import Refused
from linkage.programmes import policy, queries, rules
from linkage.programmes.models import FrequentQuestion
from linkage.programmes.presenters.questions import SHIPPED


class UnableToChangeQuestions(Refused):
    """There are too many questions already."""


@operation(policy.TAKE_QUESTIONS)
def take_questions(*, actor: Actor, at: datetime) -> list[FrequentQuestion]:
    """Copy the questions that come with Linkage, to be changed; a programme that has its own keeps them."""
    return _own(actor)


@operation(policy.DROP_QUESTIONS)
def drop_questions(*, actor: Actor, at: datetime) -> None:
    """Go back to the questions that come with Linkage."""
    queries.frequent_questions(actor=actor).delete()


@operation(policy.ADD_QUESTION)
def add_question(*, actor: Actor, at: datetime, question: str, answer: str) -> FrequentQuestion:
    """Put a question at the end; ours become the programme's own before it. Raises UnableToChangeQuestions."""
    standing = _own(actor)
    UnableToChangeQuestions.unless_none(rules.questions_are_few(len(standing)))
    return FrequentQuestion.objects.create(
        programme_id=actor.tenant_id, question=question.strip(), answer=answer.strip(), place=len(standing)
    )


@operation(policy.CHANGE_QUESTION, target="frequent_question")
def change_question(
    *, actor: Actor, at: datetime, frequent_question: FrequentQuestion, question: str, answer: str
) -> FrequentQuestion:
    """Change the words of a question and of its answer."""
    frequent_question.question, frequent_question.answer = question.strip(), answer.strip()
    frequent_question.save(update_fields=["question", "answer"])
    return frequent_question


@operation(policy.CHANGE_QUESTION, target="frequent_question")
def move_question(*, actor: Actor, at: datetime, frequent_question: FrequentQuestion, steps: int) -> FrequentQuestion:
    """Move a question `steps` places down, or up below nought; at either end it stays."""
    standing = {str(each.pk): each for each in queries.frequent_questions(actor=actor)}
    order = rules.moved(list(standing), str(frequent_question.pk), steps)
    _number([standing[key] for key in order])
    return frequent_question


@operation(policy.REMOVE_QUESTION, target="frequent_question")
def remove_question(*, actor: Actor, at: datetime, frequent_question: FrequentQuestion) -> None:
    """Take a question off the page; when the last one goes, ours are shown again."""
    FrequentQuestion.objects.filter(pk=frequent_question.pk).delete()
    _number(queries.frequent_questions(actor=actor))


def _own(actor: Actor) -> list[FrequentQuestion]:
    standing = list(queries.frequent_questions(actor=actor))
    return standing or FrequentQuestion.objects.bulk_create(
        FrequentQuestion(programme_id=actor.tenant_id, question=question, answer=answer, place=place)
        for place, (question, answer) in enumerate(SHIPPED)
    )


def _number(standing: Iterable[FrequentQuestion]) -> None:
    for place, each in enumerate(standing):
        FrequentQuestion.objects.filter(pk=each.pk).exclude(place=place).update(place=place)
