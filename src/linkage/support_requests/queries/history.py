"""What happened to a request, in sentences; and what a signed link answers."""

import uuid

from linkage.access.action import registered
from linkage.access.actor import Actor
from linkage.access.models import AuditEntry
from linkage.kernel.days import local
from linkage.kernel.errors import NotFound
from linkage.people import queries as people
from linkage.support_requests import policy
from linkage.support_requests.models import Question, SupportRequest
from linkage.ui.timeline import Event, newest_first

# What is written while a request is still the asker's own is nobody's history.
LEFT_OUT = (policy.START.name, policy.SAVE.name)


def history(*, actor: Actor, support_request: SupportRequest) -> list[Event]:
    """Return what was done with a request, the newest first: "Farah Siddiqui said that we have it"."""
    questions = {question.pk: question for question in _questions(actor, support_request)}
    about = [support_request.pk, *questions]
    rows = AuditEntry.objects.filter(programme_id=actor.tenant_id, target_id__in=about).exclude(action__in=LEFT_OUT)
    entries = list(rows.order_by("at", "pk"))
    done_by = {entry.actor_person_id for entry in entries if entry.actor_person_id}
    names = people.names_of(actor=actor, person_ids=done_by)
    done = [_event(entry, names, questions, support_request) for entry in entries]
    return newest_first([*done, *(_ended(each) for each in questions.values() if each.ended_at)])


def question_to_answer(*, actor: Actor, question_id: uuid.UUID) -> Question:
    """Return a question about a request that the actor may answer for the school; raises NotFound otherwise."""
    found = (
        Question.objects.filter(programme_id=actor.tenant_id, pk=question_id)
        .select_related("support_request__organisation", "support_request__programme", "asked_by")
        .first()
    )
    if found is None or not policy.answers(actor, found):
        raise NotFound("question")
    return found


def request_to_stop(*, actor: Actor, request_id: uuid.UUID) -> SupportRequest:
    """Return a sent request that the actor may withdraw; raises NotFound otherwise."""
    sent = SupportRequest.objects.whole().filter(programme_id=actor.tenant_id, submitted_at__isnull=False)
    found = sent.filter(pk=request_id).first()
    if found is None or not policy.is_asker(actor, found):
        raise NotFound("support request")
    return found


def _questions(actor: Actor, support_request: SupportRequest) -> list[Question]:
    return list(support_request.questions.filter(programme_id=actor.tenant_id).order_by("asked_at"))


def _event(
    entry: AuditEntry, names: dict[uuid.UUID, str], questions: dict[uuid.UUID, Question], about: SupportRequest
) -> Event:
    action = registered.get(entry.action)
    who = names.get(entry.actor_person_id) if entry.actor_person_id else ""
    return Event(
        title=f"{who or entry.actor_name or 'Somebody'} {action.label if action else entry.action}",
        at=local(entry.at),
        text=_quoted(entry, questions, about),
    )


def _ended(question: Question) -> Event:
    assert question.ended_at is not None
    return Event(
        title="Our question no longer needs an answer",
        at=local(question.ended_at),
        text=f"“{question.words}” Nobody had answered it, and we went on without.",
    )


def _quoted(entry: AuditEntry, questions: dict[uuid.UUID, Question], about: SupportRequest) -> str:
    if entry.action == policy.ANSWER.name and entry.target_id in questions:
        return f"“{questions[entry.target_id].answer}”"
    if entry.action == policy.QUESTION.name:
        asked = next((q for q in questions.values() if q.asked_at == entry.at), None)
        return f"“{asked.words}”" if asked else ""
    if entry.action == policy.JOIN.name and about.joined_name:
        return f"“{about.joined_name}”"
    if entry.action in (policy.CANNOT_HELP.name, policy.WITHDRAW.name) and about.closing_reason:
        return f"“{about.closing_reason}”"
    return ""
