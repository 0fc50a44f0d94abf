"""Planning a round: asked for by its organisers, done by a job, kept with its proof."""

import time
from datetime import datetime
from importlib.metadata import version
from typing import Any

from linkage.access.actor import Actor
from linkage.access.operation import operation, part_of_operation
from linkage.database import jobs
from linkage.database.numbering import next_number
from linkage.kernel.days import day_of
from linkage.kernel.errors import Refused
from linkage.peer_review import policy, problem, rules
from linkage.peer_review.enums import Cause, RoundStatus
from linkage.peer_review.models import RotaPlan, RotaRuling, Round, RoundSchool
from linkage.peer_review.operations import telling
from linkage.peer_review.rules import planning
from linkage.people.models import Person
from linkage.solvers import rota

JOB = "peer_review.solve"


class UnableToPlan(Refused):
    """A round that cannot be planned now."""


@operation(policy.PLAN, target="review_round")
def plan(*, actor: Actor, at: datetime, review_round: Round) -> Round:
    """Close the answers and have the round planned by a job; raises UnableToPlan with too few schools."""
    review_round.hold()
    if not policy.PLAN.allows(actor, review_round):
        raise UnableToPlan("Somebody else was quicker: the round is being planned already, or is published")
    given = RoundSchool.objects.filter(programme_id=actor.tenant_id, round=review_round).taking_part().count()
    fewest = rules.fewest_schools(review_round.preset, review_round.visitors, allows_mutual=review_round.allows_mutual)
    UnableToPlan.unless_none(rules.schools_are_enough(given, fewest))
    review_round.move_to(RoundStatus.SOLVING)
    review_round.solving_since = at
    review_round.save()
    have_solved(actor=actor, at=at, review_round=review_round)
    return review_round


@part_of_operation
def have_solved(*, actor: Actor, at: datetime, review_round: Round) -> None:  # noqa: ARG001
    """Have the job plan the round; asked for twice, it is done once."""
    jobs.defer(
        JOB,
        programme_id=review_round.programme_id,
        round_id=review_round.pk,
        queueing_lock=f"{JOB} {review_round.pk}",
    )


@operation(policy.SOLVE, target="review_round")
def solve(*, actor: Actor, at: datetime, review_round: Round) -> RotaPlan | None:
    """Plan the round; where no plan keeps all rules it opens again and says which are in the way.

    Repeated, it finds nothing to do and returns None.
    """
    review_round.hold()
    if review_round.state != RoundStatus.SOLVING:
        return None
    began = time.perf_counter()
    asked = problem.problem(actor=actor, review_round=review_round, today=day_of(at))
    found = rota.solve(asked)
    made = keep(
        actor=actor, at=at, review_round=review_round, cause=Cause.PLANNED, asked=asked, found=found, began=began
    )
    review_round.move_to(RoundStatus.PROPOSED if made.is_possible else RoundStatus.OPEN)
    review_round.solving_since = None
    review_round.save()
    telling.planned(actor=actor, at=at, review_round=review_round, is_possible=made.is_possible)
    return made


@part_of_operation
def keep(
    *,
    actor: Actor,
    at: datetime,
    review_round: Round,
    cause: Cause,
    asked: rota.Problem,
    found: rota.Rota | rota.Impossible,
    began: float,
    by: Person | None = None,
    before: RotaPlan | None = None,
) -> RotaPlan:
    """Keep a plan, numbered within its round and never changed; `before` is the one whose changes it says."""
    rows = RotaPlan.objects.filter(programme_id=actor.tenant_id, round=review_round)
    is_rota = isinstance(found, rota.Rota)
    changed = planning.moved(before.visits, planning.written(found)["visits"]) if before and is_rota else ()
    return RotaPlan.objects.create(
        programme_id=review_round.programme_id,
        round=review_round,
        number=next_number(rows, of=f"plan number of {review_round.pk}"),
        planned_by=by,
        planned_at=at,
        cause=cause,
        rulings=_said(review_round),
        settings=problem.kept_settings(review_round),
        input_hash=planning.fingerprint(asked),
        code_version=version("linkage"),
        outcome=planning.written(found, changed),
        costs=planning.costs(asked, found) if isinstance(found, rota.Rota) and before is None else {},
        cost=found.cost if isinstance(found, rota.Rota) else None,
        bound=found.bound if isinstance(found, rota.Rota) else None,
        is_proven=isinstance(found, rota.Rota) and found.is_proven,
        seconds=round(time.perf_counter() - began, 3),
    )


def _said(review_round: Round) -> list[dict[str, Any]]:
    rows = RotaRuling.objects.filter(round=review_round).order_by("ruled_at", "pk")
    return [
        {
            "host": str(each.host_id),
            "visitor": str(each.visitor_id or ""),
            "says": each.says,
            "week": each.week_on.isoformat() if each.week_on else "",
        }
        for each in rows
    ]
