"""Support that is bought, as far as the actor may see it; and what engagements will read."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.urls import reverse

from linkage.access.actor import Actor
from linkage.areas import queries as areas
from linkage.directory import queries as directory
from linkage.directory.models import Entry
from linkage.kernel.errors import NotFound
from linkage.links import policy
from linkage.links.enums import LIVE, SHOWN_TO_SCHOOL, CommissionStatus
from linkage.links.models import Commission, CommissionDecision, CommissionOutcome, CommissionQuerySet
from linkage.organisations import queries as organisations
from linkage.organisations.models import Organisation
from linkage.people import queries as people
from linkage.people.enums import Role
from linkage.people.models import Person
from linkage.support_requests import queries as support_requests
from linkage.support_requests.models import SupportRequest
from linkage.support_requests.policy import FOR_SCHOOL


@dataclass(frozen=True)
class Told:
    """What a mail about support that is bought has to know."""

    commission: Commission
    path: str
    request_path: str
    school: str
    outcomes: tuple[CommissionOutcome, ...]
    decision: CommissionDecision | None


def visible_commissions(*, actor: Actor) -> CommissionQuerySet:
    """Return what the actor may open, as `policy.sees_commission` says for one."""
    found = Commission.objects.whole().filter(programme_id=actor.tenant_id)
    if actor.has(Role.COORDINATOR) or actor.is_system:
        return found
    if actor.person_id is None:
        return found.none()
    mine = Q(support_request__organisation_id__in=actor.organisations(Role.OFFICER))
    if actor.has(Role.OFFICER):
        mine |= Q(support_request__owner_id__in={actor.person_id, *actor.covers_for})
    if actor.has(Role.COMMISSIONER, Role.AUDITOR):
        mine |= ~Q(status=CommissionStatus.DRAFT)
    asked = Q(support_request__asked_by_id=actor.person_id) | Q(support_request__contact_id=actor.person_id)
    of_school = asked | Q(support_request__organisation_id__in=actor.organisations(*FOR_SCHOOL))
    return found.filter(mine | (of_school & Q(status__in=SHOWN_TO_SCHOOL)))


def commission(*, actor: Actor, commission_id: UUID) -> Commission:
    """Return one that the actor may open; raises NotFound."""
    found = visible_commissions(actor=actor).filter(pk=commission_id).first()
    if found is None:
        raise NotFound("commission")
    return found


def commission_rows(*, actor: Actor) -> list[Commission]:
    """Return those whose money the actor may read, what changed last first."""
    found = visible_commissions(actor=actor).order_by("-saved_at", "pk")
    return [each for each in found if policy.reads_money_of(actor, each)]


def live_commission(*, actor: Actor, support_request: SupportRequest) -> Commission | None:
    """Return what is being bought for a request now; None when nothing is."""
    found = Commission.objects.whole().filter(programme_id=actor.tenant_id, support_request=support_request)
    return found.filter(status__in=LIVE).first()


def commission_of(*, actor: Actor, support_request_id: UUID) -> Commission | None:
    """Return what was bought for a request last, as far as the actor may open it."""
    found = Commission.objects.whole().filter(programme_id=actor.tenant_id, support_request_id=support_request_id)
    last = found.exclude(status=CommissionStatus.CANCELLED).order_by("-created_at").first()
    return last if policy.sees_commission(actor, last) else None


def outcomes_of(*, actor: Actor, commission: Commission) -> list[CommissionOutcome]:
    """Return what should be different afterwards, in the order in which it was written."""
    return list(CommissionOutcome.objects.filter(programme_id=actor.tenant_id, commission=commission).order_by("place"))


def decisions_of(*, actor: Actor, commission: Commission) -> list[CommissionDecision]:
    """Return what was decided about it, the newest first."""
    found = CommissionDecision.objects.filter(programme_id=actor.tenant_id, commission=commission)
    return list(found.select_related("decided_by").order_by("-decided_at", "pk"))


def told_of_commission(*, actor: Actor, commission: Commission) -> Told:
    """Return what the mails about it say, with the school's full name: the desk and the school may know it."""
    decided = decisions_of(actor=actor, commission=commission)
    school = commission.support_request.organisation
    return Told(
        commission=commission,
        path=commission.path,
        request_path=reverse(
            "support_requests:request",
            kwargs={"programme": commission.programme.slug, "request_id": commission.support_request_id},
        ),
        school=school.name if school else "",
        outcomes=tuple(outcomes_of(actor=actor, commission=commission)),
        decision=decided[0] if decided else None,
    )


def approvers(*, actor: Actor, commission: Commission) -> list[Person]:
    """Return the commissioners who may decide about it, by name; never the actor, who sends it."""
    held = [each for each in people.people_with(actor=actor, role=Role.COMMISSIONER) if not actor.is_person(each.pk)]
    as_actors = people.of_people(actor=actor, people=held)
    return [each for each in held if policy.decides(as_actors[each.pk], commission)]


def provider_choices(*, actor: Actor, support_request: SupportRequest, today: date) -> dict[str, list[tuple[str, str]]]:
    """Return who may give the support: people in the directory, those of the request's areas first, and bodies."""
    wanted = [each.code for each in support_requests.areas_of(actor=actor, support_request=support_request)]
    under = frozenset(areas.codes_under(actor=actor, codes=wanted))
    pooled = directory.pool(actor=actor, on=today)
    at_school = support_request.organisation_id
    offered = [each for each in pooled if each.organisation.pk != at_school]
    offered.sort(key=lambda each: (not under & each.area_codes, each.name, str(each.entry_id)))
    bodies = [*(each.organisation for each in organisations.members(actor=actor)), *organisations.bodies(actor=actor)]
    named = sorted({each.pk: each.name for each in bodies if each.pk != at_school}.items(), key=lambda pair: pair[1])
    return {
        "entry": [("", "Choose"), *((str(each.entry_id), _entry_words(each)) for each in offered)],
        "organisation": [("", "Choose"), *((str(key), name) for key, name in named)],
    }


def entry_chosen(*, actor: Actor, entry_id: str) -> Entry | None:
    """Return the entry that was chosen; None when none was. Raises NotFound for one the actor may not see."""
    return directory.entry(actor=actor, entry_id=UUID(entry_id)) if entry_id else None


def body_chosen(*, actor: Actor, organisation_id: str) -> Organisation | None:
    """Return the school or body that was chosen; None when none was."""
    if not organisation_id:
        return None
    return organisations.organisation(actor=actor, organisation_id=UUID(organisation_id))


def is_to_decide(*, actor: Actor, commission: Commission) -> bool:
    """Whether it still waits for this actor's decision; a link answers only the sending it was made for."""
    if commission.state != CommissionStatus.AWAITING_APPROVAL or commission.is_overtaken:
        return False
    return actor.answering is None or actor.answering.state == commission.link_state


def _entry_words(each: directory.Pooled) -> str:
    return f"{each.name}, {each.organisation.name}"
