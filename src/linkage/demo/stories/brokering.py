"""Choosing: whoever comes out first is introduced, as a coordinator would who follows the reasons."""

from datetime import datetime
from uuid import UUID

from linkage.access.actor import Actor
from linkage.brokering import operations, problem, rules
from linkage.demo.stage import Stage
from linkage.links.models import Link
from linkage.support_requests.models import SupportRequest


def introduce(stage: Stage, actor: Actor, request: SupportRequest, at: datetime) -> Link | None:
    """Introduce the school to the first who could help; nobody, where nobody can."""
    found = problem.assemble(actor=actor, support_request=request, at=at)
    candidates = rules.rank(found.need, found.helpers).candidates
    if not candidates:
        return None
    # Mostly the first; now and then the second, as people do.
    chosen = candidates[min(len(candidates) - 1, stage.chance.choice((0, 0, 0, 1)))]
    return operations.link(
        actor=actor,
        at=at,
        support_request=request,
        entry_id=UUID(chosen.helper.entry_id),
        knows_of_none=True,
    )
