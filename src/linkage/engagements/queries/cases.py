"""What was written for others of support over time, and the facts that it begins from."""

from dataclasses import dataclass

from linkage.access.actor import Actor
from linkage.areas.models import Area
from linkage.engagements import policy
from linkage.engagements.models import Engagement, Objective
from linkage.engagements.queries.plans import objectives
from linkage.links.enums import Side
from linkage.organisations.models import Organisation
from linkage.practice import queries as practice
from linkage.practice.models import Practice
from linkage.support_requests import queries as support_requests


@dataclass(frozen=True)
class CaseFacts:
    """What both schools know already: the aims with what was done for them, the areas, and whose school writes."""

    school: Organisation
    objectives: list[Objective]
    areas: list[Area]


def case_of(*, actor: Actor, engagement: Engagement) -> Practice | None:
    """Return what was written for others of an engagement of the actor's own; None without it."""
    return practice.case_of(actor=actor, source_id=engagement.pk)


def case_facts(*, actor: Actor, engagement: Engagement) -> CaseFacts:
    """Return what it may begin from: nothing of readiness, of notes of visits, of looks."""
    is_client = policy.side_of(actor, engagement) == Side.CLIENT
    return CaseFacts(
        school=engagement.client_organisation if is_client else engagement.home_organisation,
        objectives=objectives(actor=actor, engagement=engagement),
        areas=support_requests.areas_of(actor=actor, support_request=engagement.support_request),
    )
