"""What organisers know better than a plan: kept, ruled out, another week, a swap; and mending for who cannot.

Each is judged by the rules of the planning, in its own sentences, and changes as little else as can be.
"""

import time
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from linkage.access.actor import Actor
from linkage.access.operation import operation, part_of_operation
from linkage.kernel.days import day_of
from linkage.kernel.errors import Refused
from linkage.kernel.violations import Violation
from linkage.peer_review import policy, problem, queries
from linkage.peer_review.enums import GOING_ON, Cause, RoundStatus, Says
from linkage.peer_review.models import KeptApart, RotaPlan, RotaRuling, Round, Visit
from linkage.peer_review.operations import planning
from linkage.peer_review.rules import planning as plans
from linkage.peer_review.rules import weeks
from linkage.people import queries as people
from linkage.solvers import rota


class UnableToAdjust(Refused):
    """A change that breaks a rule, or comes too late."""


@operation(policy.ADJUST, target="review_round")
def keep(*, actor: Actor, at: datetime, review_round: Round, host_id: UUID) -> None:
    """Keep everybody who visits a school and its week, in every plan to come. Raises UnableToAdjust."""
    visit = _visit(_standing(actor, review_round), host_id)
    ruling = ruling_by(actor=actor, at=at, review_round=review_round)
    kept = [ruling(host_id, UUID(visitor), Says.KEEP) for visitor in visit["visitors"]]
    _keep([*kept, ruling(host_id, None, Says.WEEK, weeks.monday(visit["week"]))])


@operation(policy.ADJUST, target="review_round")
def let_go(*, actor: Actor, at: datetime, review_round: Round, host_id: UUID) -> None:  # noqa: ARG001
    """Keep nothing of the visit to this school any more."""
    review_round.hold()
    said = RotaRuling.objects.filter(programme_id=actor.tenant_id, round=review_round, host_id=host_id)
    said.filter(says__in=(Says.KEEP, Says.WEEK)).delete()


@operation(policy.ADJUST, target="review_round")
def rule_out(*, actor: Actor, at: datetime, review_round: Round, host_id: UUID, visitor_id: UUID) -> RotaPlan:
    """Rule somebody out for a school, and change the plan for it; raises UnableToAdjust where no rota is left."""
    before = _standing(actor, review_round)
    _refuse_strangers(before, (visitor_id, host_id))
    _refuse_been(at, review_round, host_id)
    ruling = ruling_by(actor=actor, at=at, review_round=review_round)(host_id, visitor_id, Says.RULE_OUT)
    return _again(actor, at, review_round, before, Cause.RULED_OUT, [ruling])


@operation(policy.ADJUST, target="review_round")
def let_in(*, actor: Actor, at: datetime, review_round: Round, host_id: UUID, visitor_id: UUID) -> None:  # noqa: ARG001
    """Let somebody in again; the plan stays until it is made again. Raises UnableToAdjust for who is not ruled out."""
    review_round.hold()
    said = RotaRuling.objects.filter(programme_id=actor.tenant_id, round=review_round, host_id=host_id)
    gone, _ = said.filter(says=Says.RULE_OUT, visitor_id=visitor_id).delete()
    if not gone:
        raise UnableToAdjust("Nobody is ruled out there any more. Look at the plan again")


@operation(policy.ADJUST, target="review_round")
def move_week(*, actor: Actor, at: datetime, review_round: Round, host_id: UUID, week: date) -> RotaPlan:
    """Have a school visited in another week, and change the plan for it; raises UnableToAdjust."""
    before = _standing(actor, review_round)
    _visit(before, host_id)
    _refuse_been(at, review_round, host_id)
    ruling = ruling_by(actor=actor, at=at, review_round=review_round)(host_id, None, Says.WEEK, weeks.monday_of(week))
    return _again(actor, at, review_round, before, Cause.WEEK, [ruling])


@operation(policy.ADJUST, target="review_round")
def swap(
    *, actor: Actor, at: datetime, review_round: Round, one: tuple[UUID, UUID], other: tuple[UUID, UUID]
) -> RotaPlan:
    """Let two visitors, each a (visitor, host), change places for good; raises UnableToAdjust with what breaks."""
    before = _standing(actor, review_round)
    _refuse_strangers(before, one, other)
    _refuse_been(at, review_round, one[1], other[1])
    if one[0] == other[1] or other[0] == one[1]:
        raise UnableToAdjust((Violation("swap", "Nobody visits their own school", "other"),))
    asked = problem.problem(actor=actor, review_round=review_round, today=day_of(at))
    first, second = (rota.Journey(str(visitor), str(host)) for visitor, host in (one, other))
    wanted = plans.swapped(_rota(before), first, second)
    said = _breaches(asked, _rota(before), wanted)
    UnableToAdjust.unless_none(Violation("swap", sentence, "other") for sentence in said)
    ruling = ruling_by(actor=actor, at=at, review_round=review_round)
    kept = [ruling(host, visitor, Says.KEEP) for visitor, host in ((one[0], other[1]), (other[0], one[1]))]
    out = [ruling(host, visitor, Says.RULE_OUT) for visitor, host in (one, other)]
    return _again(actor, at, review_round, before, Cause.SWAPPED, [*kept, *out])


def _breaches(asked: rota.Problem, stands: rota.Rota, wanted: rota.Rota) -> list[str]:
    """Return in sentences what the wanted rota breaks that the standing one does not."""
    known = {(each.rule, each.schools) for each in rota.judge(asked, stands)}
    found = rota.judge(asked, wanted)
    return [each.said for each in found if (each.rule, each.schools) not in known]


@part_of_operation
def mend(*, actor: Actor, at: datetime, review_round: Round) -> RotaPlan | None:
    """Change the plan for somebody who cannot, for as few people as may be; None without a plan to change.

    Where no rota is left the plan says which rules are in the way, and what is published stays.
    """
    before = queries.latest_possible(actor=actor, review_round=review_round)
    if before is None:
        return None
    began, (asked, found) = time.perf_counter(), _repaired(actor, at, review_round, before)
    return _made(actor, at, review_round, before, Cause.MENDED, asked, found, began)


@part_of_operation
def cannot(*, actor: Actor, at: datetime, review_round: Round, host_id: UUID, visitor_id: UUID) -> RotaPlan | None:
    """Rule somebody out who said themselves that they cannot, and mend the plan."""
    _keep([ruling_by(actor=actor, at=at, review_round=review_round)(host_id, visitor_id, Says.RULE_OUT)])
    return mend(actor=actor, at=at, review_round=review_round)


@part_of_operation
def say(
    *,
    actor: Actor,
    at: datetime,
    review_round: Round,
    rulings: Sequence[RotaRuling] = (),
    apart: Sequence[KeptApart] = (),
) -> RotaPlan | None:
    """Keep what is known of two schools, and change the plan that stands for it; None before the first plan.

    Raises UnableToAdjust where no rota is left then: nothing is kept.
    """
    stands = review_round.state in (RoundStatus.PROPOSED, *GOING_ON)
    before = queries.latest_possible(actor=actor, review_round=review_round) if stands else None
    if before is not None:
        return _again(actor, at, review_round, before, Cause.RULED_OUT, rulings, apart)
    _keep(rulings, apart)
    return None


def _standing(actor: Actor, review_round: Round) -> RotaPlan:
    review_round.hold()
    if not policy.ADJUST.allows(actor, review_round):
        raise UnableToAdjust("Somebody else was quicker: this round cannot be changed any more")
    found = queries.latest_possible(actor=actor, review_round=review_round)
    if found is None:
        raise UnableToAdjust("There is no plan yet. Plan the round first")
    return found


def _visit(plan: RotaPlan, host_id: UUID) -> dict[str, Any]:
    found = next((each for each in plan.visits if each["host"] == str(host_id)), None)
    if found is None:
        raise UnableToAdjust("Nobody visits this school in the plan as it is now. Look at it again")
    return found


def _refuse_strangers(plan: RotaPlan, *journeys: tuple[UUID, UUID]) -> None:
    """Each (visitor, host) has to stand in the plan: nobody else is changed by hand."""
    for visitor_id, host_id in journeys:
        if str(visitor_id) not in _visit(plan, host_id)["visitors"]:
            raise UnableToAdjust("They do not visit this school in the plan as it is now. Look at it again")


def _refuse_been(at: datetime, review_round: Round, *host_ids: UUID) -> None:
    """Nothing is said by hand of what has been."""
    for each in Visit.objects.filter(round=review_round, host_id__in=host_ids).standing().select_related("host"):
        if weeks.is_over(each.week_on, each.visits_on, day_of(at)):
            raise UnableToAdjust(f"The visit to {each.host.name} has been: it stays as it was")


@part_of_operation
def ruling_by(*, actor: Actor, at: datetime, review_round: Round) -> Callable[..., RotaRuling]:
    """Return what makes of somebody’s word on a round a ruling: judged first, and kept afterwards."""
    by = people.person(actor=actor, person_id=actor.person_id)

    def ruling(host_id: UUID, visitor_id: UUID | None, says: Says, week: date | None = None) -> RotaRuling:
        where = {"programme_id": review_round.programme_id, "round": review_round, "host_id": host_id}
        return RotaRuling(**where, visitor_id=visitor_id, says=says, week_on=week, ruled_by=by, ruled_at=at)

    return ruling


def _keep(rulings: Sequence[RotaRuling], apart: Sequence[KeptApart] = ()) -> None:
    for ruling in rulings:
        RotaRuling.objects.update_or_create(
            programme_id=ruling.programme_id,
            round=ruling.round,
            host_id=ruling.host_id,
            visitor_id=ruling.visitor_id,
            defaults={name: getattr(ruling, name) for name in ("says", "week_on", "ruled_by", "ruled_at")},
        )
    for each in apart:
        each.save()


def _again(
    actor: Actor,
    at: datetime,
    review_round: Round,
    before: RotaPlan,
    cause: Cause,
    rulings: Sequence[RotaRuling] = (),
    apart: Sequence[KeptApart] = (),
) -> RotaPlan:
    """The plan with these rulings, where there is one: else nothing is kept, and the rules in the way are said."""
    began, (asked, found) = time.perf_counter(), _repaired(actor, at, review_round, before, rulings, apart)
    if isinstance(found, rota.Impossible):
        raise UnableToAdjust(f"No rota then keeps all of these: {'; '.join(found.said)}")
    _keep(rulings, apart)
    return _made(actor, at, review_round, before, cause, asked, found, began)


def _repaired(
    actor: Actor,
    at: datetime,
    review_round: Round,
    before: RotaPlan,
    also: Sequence[RotaRuling] = (),
    apart: Sequence[KeptApart] = (),
) -> tuple[rota.Problem, rota.Rota | rota.Impossible]:
    asked = problem.problem(actor=actor, review_round=review_round, today=day_of(at), also=also, apart=apart)
    found = rota.repair(asked, _rota(before))
    return asked, found if isinstance(found, rota.Impossible) else found.rota


def _made(
    actor: Actor,
    at: datetime,
    review_round: Round,
    before: RotaPlan,
    cause: Cause,
    asked: rota.Problem,
    found: rota.Rota | rota.Impossible,
    began: float,
) -> RotaPlan:
    by = people.person(actor=actor, person_id=actor.person_id) if actor.person_id else None
    return planning.keep(
        actor=actor,
        at=at,
        review_round=review_round,
        cause=cause,
        asked=asked,
        found=found,
        began=began,
        by=by,
        before=before,
    )


def _rota(plan: RotaPlan) -> rota.Rota:
    return plans.standing(plan.outcome, plan.cost or 0.0, plan.bound or 0.0)
