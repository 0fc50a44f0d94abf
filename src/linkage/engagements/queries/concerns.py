"""What was said in confidence, for the two people who read it, and what they may be let read. For nobody else."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from linkage.access.actor import Actor
from linkage.engagements import policy
from linkage.engagements.enums import CONCERN_OPEN, VisitStatus
from linkage.engagements.models import (
    Concern,
    ConcernAccess,
    ConcernMessage,
    ConcernQuerySet,
    ConcernReading,
    Engagement,
    Visit,
)
from linkage.kernel.errors import NotFound
from linkage.people import queries as people
from linkage.people.enums import Role
from linkage.people.models import Person
from linkage.support_requests.queries import owners


@dataclass(frozen=True)
class Opened:
    """What the handler was let read, until when, and what they have read of it."""

    access: ConcernAccess
    is_open: bool
    readings: list[ConcernReading]


def concern(*, actor: Actor, concern_id: UUID) -> Concern:
    """Return one that the actor reads: who raised it, and who handles it; raises NotFound for everybody else."""
    found = _of(actor).filter(pk=concern_id).first()
    if found is None or not policy.reads_concern(actor, found):
        raise NotFound("concern")
    return found


def concern_to_take(*, actor: Actor, concern_id: UUID) -> Concern:
    """Return one that the actor may take up; raises NotFound."""
    found = _of(actor).filter(pk=concern_id).first()
    if found is None or not policy.takes_concern(actor, found):
        raise NotFound("concern")
    return found


def concerns(*, actor: Actor) -> list[Concern]:
    """Return those that the actor raised or handles, the newest first."""
    mine = Q(raised_by_id=actor.person_id) | Q(handler_id=actor.person_id)
    found = _of(actor).filter(mine).order_by("-raised_at", "pk")
    return [each for each in found if policy.reads_concern(actor, each)]


def concerns_beside(*, actor: Actor, engagement: Engagement) -> tuple[list[Concern], Concern | None]:
    """Return, for the page of an engagement, those that the actor reads, and one that they only may know of."""
    told = Q(may_tell=True, status__in=CONCERN_OPEN)
    found = _rows(actor).filter(
        Q(raised_by_id=actor.person_id) | Q(handler_id=actor.person_id) | told, engagement=engagement
    )
    read, known = [], None
    for each in found.select_related("handler").order_by("-raised_at", "pk"):
        each.engagement = engagement
        if policy.reads_concern(actor, each):
            read.append(each)
        elif policy.may_know_of(actor, each, engagement):
            known = each
    return read, known


def thread(*, actor: Actor, concern: Concern) -> list[ConcernMessage]:
    """Return what was written since, the oldest first; nothing for who does not read it."""
    if not policy.reads_concern(actor, concern):
        return []
    found = ConcernMessage.objects.filter(programme_id=actor.tenant_id, concern=concern)
    return list(found.select_related("written_by").order_by("written_at", "pk"))


def handler_for(*, actor: Actor, engagement: Engagement, at: datetime) -> Person | None:
    """Return who a concern would go to: who looks after the request today, unless they are of one of the schools."""
    found = owners.Owners(actor, at).acting(engagement.support_request)
    able = _of_no_party(actor, engagement, [found] if found else [])
    return next((each for each in able if not actor.is_person(each.pk)), None)


def other_handlers(*, actor: Actor, concern: Concern, at: datetime) -> list[Person]:
    """Return to whom it may be handed on: who may look after the request and is of neither school."""
    request = concern.engagement.support_request
    known = owners.possible_owners(actor=actor, at=at, support_request=request)
    return _but_both(concern, _of_no_party(actor, concern.engagement, known))


def takers(*, actor: Actor, engagement: Engagement) -> list[Person]:
    """Return the coordinators who are of neither school."""
    return _of_no_party(actor, engagement, people.people_with(actor=actor, role=Role.COORDINATOR))


def takers_of(*, actor: Actor, concern: Concern) -> list[Person]:
    """Return who is asked to take a concern up: neither who raised it nor who has it."""
    return _but_both(concern, takers(actor=actor, engagement=concern.engagement))


def is_handled(*, actor: Actor, concern: Concern) -> bool:
    """Whether who has it may handle it still: nobody may who lost their role, or joined one of the two schools."""
    if concern.handler is None:
        return False
    [found] = people.of_people(actor=actor, people=[concern.handler]).values() or [None]
    return found is not None and policy.handles_concern(found, concern)


def unseen(*, actor: Actor) -> ConcernQuerySet:
    """Return the open ones of the actor's programme, for the job that looks after them."""
    return _of(actor).filter(status__in=CONCERN_OPEN).order_by("raised_at", "pk")


def opened(*, actor: Actor, concern: Concern, at: datetime) -> list[Opened]:
    """Return what who raised it opened, the newest first, for the two who read it, with everything that was read."""
    if not policy.reads_concern(actor, concern):
        return []
    found = ConcernAccess.objects.filter(programme_id=actor.tenant_id, concern=concern).order_by("-given_at", "-pk")
    rows = list(found.select_related("given_to"))
    read = ConcernReading.objects.filter(programme_id=actor.tenant_id, access__in=rows).select_related("read_by")
    by_access: dict[UUID, list[ConcernReading]] = {}
    for each in read.order_by("-read_at", "-pk"):
        by_access.setdefault(each.access_id, []).append(each)
    still = bool(rows) and raiser_takes_part(actor=actor, concern=concern)
    return [_opened(each, concern, at, by_access.get(each.pk, []), still=still) for each in rows]


def access(*, actor: Actor, concern_id: UUID, at: datetime) -> ConcernAccess:
    """Return what lets the actor read at this moment.

    Raises NotFound for whom it was not given to, once it has ended, and once who gave it takes part no more.
    """
    found = concern(actor=actor, concern_id=concern_id)
    rows = ConcernAccess.objects.filter(programme_id=actor.tenant_id, concern=found, given_at__lte=at, ends_at__gt=at)
    given = rows.order_by("-given_at", "-pk").first()
    if given is not None:
        given.concern = found
    if given is None or not policy.reads(actor, given) or not raiser_takes_part(actor=actor, concern=found):
        raise NotFound("access")
    return given


def raiser_takes_part(*, actor: Actor, concern: Concern) -> bool:
    """Whether who raised it is of the two schools still; what they opened is closed once they are not."""
    as_actors = people.of_people(actor=actor, people=[concern.raised_by])
    raiser = as_actors.get(concern.raised_by_id)
    return raiser is not None and policy.is_party(raiser, concern.engagement)


def opened_visits(*, actor: Actor, access: ConcernAccess) -> list[Visit]:
    """Return the visits whose notes were sent, the newest first, for whom they were opened to."""
    policy.READ_OPENED.check(actor, access)
    sent = (VisitStatus.WRITTEN, VisitStatus.AGREED)
    found = Visit.objects.filter(
        programme_id=actor.tenant_id, engagement_id=access.concern.engagement_id, status__in=sent
    )
    return list(found.select_related("visitor").order_by("-visits_on", "pk"))


def _opened(
    access: ConcernAccess, concern: Concern, at: datetime, readings: list[ConcernReading], *, still: bool
) -> Opened:
    access.concern = concern
    holds = still and access.is_open(at) and concern.is_open and access.is_for(concern.handler_id)
    return Opened(access, holds, readings)


def _rows(actor: Actor) -> ConcernQuerySet:
    return Concern.objects.filter(programme_id=actor.tenant_id)


def _of(actor: Actor) -> ConcernQuerySet:
    return Concern.objects.whole().filter(programme_id=actor.tenant_id)


def _of_no_party(actor: Actor, engagement: Engagement, found: Iterable[Person]) -> list[Person]:
    """Those of these who are of neither school: a coordinator may head one."""
    known = list(found)
    as_actors = people.of_people(actor=actor, people=known) if known else {}
    return [each for each in known if each.pk in as_actors and not policy.is_party(as_actors[each.pk], engagement)]


def _but_both(concern: Concern, found: Collection[Person]) -> list[Person]:
    return [each for each in found if each.pk not in (concern.raised_by_id, concern.handler_id)]
