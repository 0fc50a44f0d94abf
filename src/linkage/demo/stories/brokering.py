"""Choosing: whoever comes out first is introduced, as a coordinator would who follows the reasons."""

from datetime import datetime
from uuid import UUID

from linkage.access.actor import Actor
from linkage.brokering import operations, problem, queries, rules
from linkage.demo.stage import Stage
from linkage.links.models import Link
from linkage.support_requests.models import SupportRequest

SHARED = 3
LINE = "Has done this twice, and is happy to be rung first."
CHOSEN = "They are near enough to visit in an afternoon."
NONE_FITS = "They all teach older children. Is there somebody in an infant school?"


def introduce(stage: Stage, actor: Actor, request: SupportRequest, at: datetime) -> Link | None:
    """Introduce the school to the first who could help; nobody, where nobody can."""
    candidates = _candidates(actor, request, at)
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


def share(actor: Actor, request: SupportRequest, at: datetime) -> bool:
    """Share a few of those who could help with the school, a line about the first; whether there was anybody."""
    candidates = _candidates(actor, request, at)[:SHARED]
    if candidates:
        people = {UUID(each.helper.entry_id): "" for each in candidates}
        people[UUID(candidates[0].helper.entry_id)] = LINE
        operations.share(actor=actor, at=at, support_request=request, people=people)
    return bool(candidates)


def answer_shortlist(actor: Actor, request: SupportRequest, at: datetime, *, wants_one: bool) -> None:
    """Say for the school who of them it would like to meet, or that none fits, where anybody was shared."""
    found = queries.shortlist_of(actor=actor, request_id=request.pk)
    if found is None or not found.is_waiting:
        return
    chosen = found.people.order_by("pk").first() if wants_one else None
    operations.answer_shortlist(
        actor=actor,
        at=at,
        shortlist=found,
        entry_id=chosen.entry_id if chosen else None,
        words=CHOSEN if chosen else NONE_FITS,
    )


def _candidates(actor: Actor, request: SupportRequest, at: datetime) -> tuple[rules.Candidate, ...]:
    found = problem.assemble(actor=actor, support_request=request, at=at)
    return rules.rank(found.need, found.helpers).candidates
