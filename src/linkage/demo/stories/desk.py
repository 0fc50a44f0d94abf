"""The desk: schools that are waited for, a few people shared with one, and a coordinator who will be away.

Told last and with a chance of its own, so that it moves nothing of the other stories.
"""

import random
from dataclasses import replace
from datetime import datetime, timedelta

from linkage.demo.stage import Stage, lines
from linkage.demo.stories import support_requests
from linkage.demo.stories.programmes import Plan
from linkage.kernel.days import day_of
from linkage.people import operations as people

ARRANGED_AGO = timedelta(hours=20)
FIRST_AFTER, LASTS = 2, 2


def tell(stage: Stage, plan: Plan) -> None:
    """Have schools asked and not answer, and the coordinator arrange for days away."""
    if plan.slug != "ribble":
        return
    chance = random.Random(f"desk {plan.slug}")  # noqa: S311 - a story, not a secret
    apart = replace(stage, chance=chance, diary=stage.diary.beside(chance))
    for line in lines(plan.slug, "desk.txt"):
        support_requests.tell_one(apart, plan, line)
    stage.diary.note(stage.now - ARRANGED_AGO, lambda at: _will_be_away(stage, plan, at))


def _will_be_away(stage: Stage, plan: Plan, at: datetime) -> None:
    """Three days before long, on which the officer looks after the list."""
    first = stage.diary.calendar.add(day_of(stage.now), FIRST_AFTER)
    people.arrange_cover(
        actor=stage.coordinator,
        at=at,
        person=stage.people[plan.coordinator],
        looks_after=stage.people[plan.officer],
        from_on=first,
        to_on=stage.diary.calendar.add(first, LASTS),
    )
