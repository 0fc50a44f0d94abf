"""The round of this Monday: planned, changed by who knows better, and left for whoever looks at the demo to send."""

import random
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from linkage.brokering import operations, queries
from linkage.brokering.enums import Says
from linkage.brokering.models import Plan as RoundPlan
from linkage.demo.stage import Stage, lines
from linkage.demo.stories import support_requests
from linkage.demo.stories.programmes import Plan
from linkage.directory.models import Entry
from linkage.support_requests.models import SupportRequest

BEGUN_AGO, STEP = timedelta(minutes=50), timedelta(minutes=4)
ENOUGH = 2


def tell(stage: Stage, plan: Plan) -> None:
    """Have schools compete for the same few people; plan, keep somebody, rule somebody out, think again, and go back.

    Told with a chance of its own, so that it moves nothing of the other stories.
    """
    if plan.slug != "ribble":
        return
    chance = random.Random(f"round {plan.slug}")  # noqa: S311 - a story, not a secret
    apart = replace(stage, chance=chance, diary=stage.diary.beside(chance))
    for line in lines(plan.slug, "round.txt"):
        support_requests.tell_one(apart, plan, line)
    for number, step in enumerate((_plan, _keep, _let_go, _rule_out, _let_in, _weigh, _go_back, _keep, _rule_out)):
        stage.diary.note(stage.now - BEGUN_AGO + number * STEP, partial(step, stage))


def _plan(stage: Stage, at: datetime) -> None:
    if len(queries.waiting(actor=stage.coordinator)) >= ENOUGH:
        operations.plan(actor=stage.coordinator, at=at)


def _rule_out(stage: Stage, at: datetime) -> None:
    _say(stage, at, Says.RULE_OUT)


def _keep(stage: Stage, at: datetime) -> None:
    _say(stage, at, Says.KEEP)


def _let_in(stage: Stage, at: datetime) -> None:
    _take_back(stage, at, Says.RULE_OUT)


def _let_go(stage: Stage, at: datetime) -> None:
    _take_back(stage, at, Says.KEEP)


def _weigh(stage: Stage, at: datetime) -> None:
    if _latest(stage):
        operations.weigh(actor=stage.coordinator, at=at, levels={"near": "a_lot", "new": "a_little"})


def _go_back(stage: Stage, at: datetime) -> None:
    if _latest(stage):
        operations.go_back(actor=stage.coordinator, at=at)


def _latest(stage: Stage) -> RoundPlan | None:
    plan, _ = queries.latest(actor=stage.coordinator)
    return plan


def _say(stage: Stage, at: datetime, says: Says) -> None:
    """Keep the first somebody could be chosen for among several; rule somebody out where it is the last."""
    plan = _latest(stage)
    rows = [row for row in plan.rows if row["asks"] and row["next"]] if plan else []
    if rows:
        row = rows[0] if says == Says.KEEP else rows[-1]
        _rule(stage, at, row["request"], row["asks"][0]["entry"], says)


def _take_back(stage: Stage, at: datetime, says: Says) -> None:
    plan = _latest(stage)
    for request_id, entry_id, said in plan.rulings if plan else []:
        if said == says:
            _rule(stage, at, request_id, entry_id, "")


def _rule(stage: Stage, at: datetime, request_id: str, entry_id: str, says: str) -> None:
    operations.rule(
        actor=stage.coordinator,
        at=at,
        support_request=SupportRequest.objects.get(pk=request_id),
        entry=Entry.objects.get(pk=entry_id),
        says=says,
    )
