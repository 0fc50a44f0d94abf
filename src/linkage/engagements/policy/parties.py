"""Whose an engagement is, and the words for who that is. It belongs to the two schools.

Whoever runs the programme sees that it is there, its days and its steps, and nothing that was written in it.
"""

from uuid import UUID

from linkage.access.actor import Actor
from linkage.engagements.enums import Doer
from linkage.engagements.models import Engagement
from linkage.links.enums import Side
from linkage.people.enums import Role
from linkage.support_requests import policy as support_requests


def is_client(actor: Actor, target: Engagement | None) -> bool:
    """Whether the actor is of the school that is helped: its head, or takes part for it."""
    return target is not None and (
        actor.acts_for(target.client_organisation_id, Role.HEAD) or _takes_part(actor, target) == Side.CLIENT
    )


def is_home(actor: Actor, target: Engagement | None) -> bool:
    """Whether the actor is of the school that helps: its head, or gives the days."""
    return target is not None and (
        actor.acts_for(target.home_organisation_id, Role.HEAD) or _takes_part(actor, target) == Side.HOME
    )


def _takes_part(actor: Actor, target: Engagement) -> str:
    return target.side_of(actor.person_id) if actor.person_id else ""


def is_party(actor: Actor, target: Engagement | None) -> bool:
    """Whether it is the actor's own: of either school."""
    return is_client(actor, target) or is_home(actor, target)


def side_of(actor: Actor, target: Engagement) -> str:
    """Return for which side the actor speaks, the helped one first; "" for neither."""
    return Side.CLIENT if is_client(actor, target) else Side.HOME if is_home(actor, target) else ""


def leads(actor: Actor, target: Engagement | None) -> bool:
    """Whether the actor decides for one of the two schools: its head, or whoever leads for it."""
    return target is not None and (
        actor.acts_for(target.client_organisation_id, Role.HEAD)
        or actor.acts_for(target.home_organisation_id, Role.HEAD)
        or any(each.is_lead and actor.is_person(each.person_id) for each in target.participants.all())
    )


def works_on(actor: Actor, target: Engagement | None) -> bool:
    """Whether the actor looks after the request that it came of."""
    return target is not None and support_requests.handles(actor, target.support_request)


def waits_for_programme(actor: Actor, target: Engagement) -> bool:
    """Whether what the programme does for it waits for the actor: whoever looks after the request, else all."""
    owner_id = target.support_request.owner_id
    return works_on(actor, target) and (owner_id is None or actor.looks_after(owner_id))


def sees_fact(actor: Actor, target: Engagement | None) -> bool:
    """Whether the actor may know that it is there, its days and its steps: whoever runs the programme."""
    return target is not None and (
        actor.has(Role.COORDINATOR, Role.OFFICER, Role.AUDITOR) or works_on(actor, target) or actor.is_system
    )


def sees(actor: Actor, target: Engagement | None) -> bool:
    """Whether the actor may open its page, whole or as a fact."""
    return is_party(actor, target) or sees_fact(actor, target)


def marks(actor: Actor, target: Engagement | None) -> bool:
    """Whether the actor says of some step that it is done: the two schools, and whoever looks after the request."""
    return is_party(actor, target) or works_on(actor, target)


def does(actor: Actor, target: Engagement, doer: str) -> bool:
    """Whether this step is the actor's to do."""
    if doer == Doer.PROGRAMME:
        return works_on(actor, target)
    if doer == Doer.BOTH:
        return is_party(actor, target)
    return is_client(actor, target) if doer == Doer.CLIENT else is_home(actor, target)


LEADS = "the heads of both schools, and who leads for each"
PARTIES = "the heads of both schools, and everybody who takes part"
HANDLERS = "a coordinator, the officer named for the school, and an officer who owns the request"


def reads_note_of_step(actor: Actor, target: Engagement, doer: str) -> bool:
    """Whether the actor reads what was noted of a step: the two schools; of its own steps also the programme."""
    return is_party(actor, target) or doer == Doer.PROGRAMME


def edits_steps(actor: Actor) -> bool:
    """Whether the actor says which steps each kind has: coordinators."""
    return actor.has(Role.COORDINATOR)


def leads_client(actor: Actor, target: Engagement | None) -> bool:
    """Whether the actor decides for the school that is helped: its head, or whoever leads for it."""
    return target is not None and _leads_side(actor, target, Side.CLIENT, target.client_organisation_id)


def leads_home(actor: Actor, target: Engagement | None) -> bool:
    """Whether the actor decides for the school that helps: its head, or whoever leads for it."""
    return target is not None and _leads_side(actor, target, Side.HOME, target.home_organisation_id)


def _leads_side(actor: Actor, target: Engagement, side: str, school_id: UUID) -> bool:
    lead = next((each for each in target.participants.all() if each.side == side and each.is_lead), None)
    return actor.acts_for(school_id, Role.HEAD) or (lead is not None and actor.is_person(lead.person_id))
