"""The questions about being ready, as a programme words them."""

from collections.abc import Sequence
from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation, part_of_operation
from linkage.engagements import policy, rules
from linkage.engagements.models import ReadinessQuestion, ReadinessQuestions
from linkage.kernel.errors import Refused
from linkage.people import queries as people


class UnableToSaveQuestions(Refused):
    """Questions that cannot be saved so."""


@operation(policy.EDIT_QUESTIONS)
def save_questions(
    *, actor: Actor, at: datetime, questions: Sequence[rules.QuestionText], based_on: int
) -> ReadinessQuestions:
    """Save the questions as a new version; whoever has begun keeps the one they began with.

    `based_on` is the version that was changed, 0 for the one that Linkage ships. Raises UnableToSaveQuestions where
    somebody else saved a newer one meanwhile, or nothing is different.
    """
    newest = newest_questions(actor=actor, at=at)
    # Of two who save at once the second waits here, and then finds the version of the first.
    list(ReadinessQuestions.objects.select_for_update().filter(pk=newest.pk).values_list("pk", flat=True))
    newest = newest_questions(actor=actor, at=at)
    if newest.version != max(based_on, 1):
        raise UnableToSaveQuestions(
            "Somebody else has saved the questions meanwhile. Open this page again in another window and compare"
        )
    kept = newest.questions.order_by("place").values_list("theme", "title", "home", "client")
    if [tuple(each) for each in questions] == list(kept):
        raise UnableToSaveQuestions("Nothing is different from what is asked now")
    saver = people.person(actor=actor, person_id=actor.person_id)
    made = ReadinessQuestions.objects.create(
        programme_id=actor.tenant_id, version=newest.version + 1, saved_by=saver, saved_at=at
    )
    _write(made, questions)
    return made


@part_of_operation
def newest_questions(*, actor: Actor, at: datetime) -> ReadinessQuestions:
    """Return the questions that are asked now; the first time, what Linkage ships becomes version 1."""
    found = ReadinessQuestions.objects.filter(programme_id=actor.tenant_id).order_by("-version").first()
    if found is not None:
        return found
    made, is_new = ReadinessQuestions.objects.get_or_create(
        programme_id=actor.tenant_id, version=1, defaults={"saved_at": at}
    )
    if is_new:
        _write(made, rules.QUESTIONS)
    return made


def _write(version: ReadinessQuestions, questions: Sequence[rules.QuestionText]) -> None:
    ReadinessQuestion.objects.bulk_create(
        ReadinessQuestion(
            programme_id=version.programme_id,
            questions=version,
            place=place,
            theme=each.theme,
            title=each.title,
            home=each.home,
            client=each.client,
        )
        for place, each in enumerate(questions, start=1)
    )
