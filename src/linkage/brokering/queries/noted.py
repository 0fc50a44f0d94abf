"""Answers that were noted for somebody: to read before one is taken back, and what was built on it."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from linkage.access.actor import Actor
from linkage.brokering import policy
from linkage.brokering.enums import ApproachAnswer, ApproachStatus
from linkage.brokering.models import Approach, AskedPerson, Decision
from linkage.brokering.queries.approaches import is_looking
from linkage.kernel.errors import NotFound
from linkage.support_requests.enums import RequestStatus

INTRODUCED = "The two schools have been introduced. Undo the introduction instead"
ANSWERED = "Whoever was asked next has answered or asks something, so it stands"
GONE_ON = "Somebody else was chosen or asked meanwhile, or the request has gone on, so it stands"


def noted_answer(*, actor: Actor, asked_person_id: UUID) -> AskedPerson:
    """Return what somebody was asked, to whoever may take back an answer that was noted; raises NotFound."""
    found = (
        AskedPerson.objects.filter(programme_id=actor.tenant_id, pk=asked_person_id)
        .select_related(
            "person",
            "answered_by",
            "approach__programme",
            "approach__support_request__organisation",
            "approach__support_request__programme",
            "approach__entry__person",
            "approach__entry__organisation",
            "approach__decision__decided_by",
        )
        .first()
    )
    if found is None or not policy.TAKE_BACK.allows(actor, found):
        raise NotFound("answer")
    return found


def built_on(*, actor: Actor, asked: AskedPerson) -> str:
    """Return what was built on an answer since it was given, in a sentence; nothing where nobody acted on it."""
    approach = asked.approach
    if asked.answer == ApproachAnswer.YES:
        if approach.state == ApproachStatus.ACCEPTED:
            return INTRODUCED
        following = approach.asked.filter(number__gt=asked.number)
        has_moved = following.filter(Q(answered_at__isnull=False) | Q(questions__isnull=False)).exists()
        return ANSWERED if has_moved else "" if approach.is_out else GONE_ON
    since = asked.answered_at
    has_gone_on = since is not None and _has_gone_on(actor, approach, since)
    return GONE_ON if has_gone_on or not is_looking(actor=actor, support_request=approach.support_request) else ""


def _has_gone_on(actor: Actor, approach: Approach, since: datetime) -> bool:
    here = {"programme_id": actor.tenant_id, "support_request": approach.support_request}
    others = Approach.objects.filter(**here, sent_at__gte=since).exclude(pk=approach.pk)
    is_with_school = approach.support_request.state == RequestStatus.WAITING_FOR_SCHOOL
    return is_with_school or others.exists() or Decision.objects.filter(**here, decided_at__gt=since).exists()
