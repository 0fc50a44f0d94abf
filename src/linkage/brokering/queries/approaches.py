"""Who is asked for a request, who stands ready, and whether anybody more is wanted."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet

from linkage.access.actor import Actor
from linkage.brokering import policy
from linkage.brokering.enums import UNDER_WAY, ApproachStatus
from linkage.brokering.models import Approach, AskedPerson, CandidateQuestion
from linkage.brokering.models.approaches import ApproachQuerySet
from linkage.brokering.rules import approaches as rules
from linkage.directory.enums import EntryStatus
from linkage.directory.models import Entry
from linkage.kernel.errors import NotFound
from linkage.kernel.working_days import SchoolCalendar
from linkage.links.enums import LinkStatus
from linkage.links.models import Link, LinkQuerySet
from linkage.people.enums import Role
from linkage.programmes import queries as programmes
from linkage.support_requests.enums import OPEN, RequestStatus
from linkage.support_requests.models import SupportRequest

# What a link has come to when the school still looks for somebody in its place.
CAME_TO_NOTHING = (LinkStatus.UNDONE, LinkStatus.DID_NOT_HAPPEN)


def is_looking(*, actor: Actor, support_request: SupportRequest) -> bool:
    """Return whether somebody may still be chosen: the request is open, or more people are wanted than introduced."""
    if support_request.state in OPEN:
        return True
    is_introduced = support_request.state == RequestStatus.LINKED
    return is_introduced and not has_enough(actor=actor, support_request=support_request)


def has_enough(*, actor: Actor, support_request: SupportRequest) -> bool:
    """Return whether as many people were introduced as the school wanted to hear from."""
    return _introduced(actor, support_request) >= support_request.people_wanted


def missing(*, actor: Actor, support_request: SupportRequest) -> int:
    """Return how many more must be asked, so that as many as are wanted could say yes."""
    return rules.still_missing(
        wanted=support_request.people_wanted,
        found=_introduced(actor, support_request),
        out=_of(actor, support_request).filter(status=ApproachStatus.SENT).count(),
    )


def is_anybody_out(*, actor: Actor, support_request: SupportRequest) -> bool:
    """Return whether somebody is being asked now."""
    return _of(actor, support_request).filter(status=ApproachStatus.SENT).exists()


def is_anybody_under_way(*, actor: Actor, support_request: SupportRequest) -> bool:
    """Return whether somebody is being asked now, or stands ready to be."""
    return _of(actor, support_request).filter(status__in=UNDER_WAY).exists()


def under_way(*, actor: Actor, support_request: SupportRequest) -> list[Approach]:
    """Return who is being asked now, and who stands ready after them."""
    found = _of(actor, support_request).filter(status__in=UNDER_WAY).whole()
    return sorted(found, key=lambda each: (not each.is_out, each.prepared_at, each.place))


def prepared(*, actor: Actor, support_request: SupportRequest) -> list[Approach]:
    """Return who stands ready to be asked next, in their order."""
    return [each for each in under_way(actor=actor, support_request=support_request) if not each.is_out]


def approaches_of(*, actor: Actor, support_request: SupportRequest) -> list[Approach]:
    """Return everybody who was asked for a request or stands ready, the first first, with what they said.

    For those who look after the request: nobody else is told whom we ask. Raises NotFound for others.
    """
    if not policy.CHOOSE.allows(actor, support_request):
        raise NotFound("approaches")
    found = _of(actor, support_request).whole().prefetch_related("asked__person", "asked__questions")
    return list(found.order_by("prepared_at", "place"))


def approach(*, actor: Actor, approach_id: UUID) -> Approach:
    """Return one that the actor looks after; raises NotFound."""
    found = Approach.objects.filter(programme_id=actor.tenant_id, pk=approach_id).whole().first()
    if found is None or not policy.works_on(actor, found):
        raise NotFound("approach")
    return found


def held_for(*, actor: Actor, approach_ids: set[UUID]) -> list[Approach]:
    """Return those of these that hold a place of the actor's own, or of somebody of their school."""
    found = Approach.objects.filter(programme_id=actor.tenant_id, pk__in=approach_ids).select_related(
        "programme", "support_request__organisation", "entry__person", "entry__organisation", "decision__decided_by"
    )
    return [
        each
        for each in found
        if actor.is_person(each.entry.person_id)
        or actor.acts_for(each.entry.organisation_id, Role.HEAD)
        or policy.works_on(actor, each)
    ]


def current(*, actor: Actor, approach: Approach) -> AskedPerson | None:
    """Return whose answer is waited for in one that is out; None when it is not."""
    waiting = [each for each in _asked_in(actor, approach) if each.asked_at and not each.answered_at]
    return waiting[0] if approach.is_out and waiting else None


def asked_person(*, actor: Actor, asked_person_id: UUID) -> AskedPerson:
    """Return a question that was put to the actor, whatever became of it; raises NotFound."""
    found = _whole(actor).filter(pk=asked_person_id).first()
    if found is None or not policy.is_asked(actor, found):
        raise NotFound("question")
    return found


def candidate_question(*, actor: Actor, candidate_question_id: UUID) -> CandidateQuestion:
    """Return a question to the school that the actor may answer for it; raises NotFound."""
    found = (
        CandidateQuestion.objects.filter(programme_id=actor.tenant_id, pk=candidate_question_id)
        .select_related("support_request__organisation", "support_request__programme", "asked__approach__entry")
        .first()
    )
    if found is None or not policy.replies(actor, found):
        raise NotFound("question")
    return found


def replies_of(*, actor: Actor, support_request: SupportRequest) -> list[CandidateQuestion]:
    """Return what anybody asked for a request wanted to know and the school answered, the oldest first; nobody named.

    The caller has shown that the reader is asked for it, or looks after it.
    """
    answered = CandidateQuestion.objects.filter(programme_id=actor.tenant_id, support_request=support_request)
    return list(answered.exclude(answered_at=None).order_by("asked_at"))


def waiting_question(*, actor: Actor, asked: AskedPerson) -> CandidateQuestion | None:
    """Return what somebody wants to know first and the school has not answered, or None."""
    return asked.questions.filter(programme_id=actor.tenant_id, answered_at=None).first()


def waiting_to_answer(*, actor: Actor) -> list[AskedPerson]:
    """Return every question of the programme that waits for an answer, the oldest first."""
    found = _whole(actor).filter(approach__status=ApproachStatus.SENT, asked_at__isnull=False, answered_at=None)
    return list(found.order_by("asked_at", "pk"))


def left_without_anybody(*, actor: Actor) -> list[SupportRequest]:
    """Return the requests for which we say that somebody is asked, and nobody is: whoever was is gone."""
    asked = Approach.objects.filter(support_request=OuterRef("pk"), status__in=UNDER_WAY)
    found = SupportRequest.objects.filter(programme_id=actor.tenant_id, status=RequestStatus.APPROACHING)
    return list(found.exclude(Exists(asked)))


def is_there(*, actor: Actor, entry: Entry, is_with_them: bool) -> bool:  # noqa: ARG001 (every query takes who asks)
    """Return whether somebody may still be asked: never who left, nor who takes a break.

    Only while the question is with the person (`is_with_them`) they may say themselves what holds.
    """
    if entry.status in (EntryStatus.HIDDEN, EntryStatus.WITHDRAWN):
        return False
    return is_with_them or entry.status != EntryStatus.PAUSED


def calendar_of(*, actor: Actor, asked: AskedPerson) -> SchoolCalendar:
    """Return the working school days of whoever is asked: those of their own school."""
    home = asked.approach.entry.organisation
    return programmes.calendar(actor=actor, authority_code=home.authority_code, organisation_id=home.pk)


def introduced_for(*, actor: Actor, support_requests: Iterable[SupportRequest]) -> dict[UUID, int]:
    """Return {request: how many people were introduced for it and may still be talking}; one query for many."""
    ids = [each.pk for each in support_requests]
    made = introduced(actor=actor).filter(support_request_id__in=ids)
    return dict(made.values_list("support_request_id").annotate(Count("pk")))


def introduced(*, actor: Actor) -> LinkQuerySet:
    """Return the introductions of which the two may still be talking."""
    return Link.objects.filter(programme_id=actor.tenant_id).exclude(status__in=CAME_TO_NOTHING)


def _introduced(actor: Actor, support_request: SupportRequest) -> int:
    return introduced_for(actor=actor, support_requests=[support_request]).get(support_request.pk, 0)


def _of(actor: Actor, support_request: SupportRequest) -> ApproachQuerySet:
    return Approach.objects.filter(programme_id=actor.tenant_id, support_request=support_request)


def _asked_in(actor: Actor, approach: Approach) -> list[AskedPerson]:
    found = [each for each in approach.asked.all() if each.programme_id == actor.tenant_id]
    return sorted(found, key=lambda each: each.number)


def _whole(actor: Actor) -> QuerySet[AskedPerson]:
    return AskedPerson.objects.filter(programme_id=actor.tenant_id).select_related(
        "person",
        "approach__programme",
        "approach__support_request__organisation",
        "approach__support_request__programme",
        "approach__support_request__asked_by",
        "approach__support_request__contact",
        "approach__entry__person",
        "approach__entry__organisation",
        "approach__decision__decided_by",
    )
