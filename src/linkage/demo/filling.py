"""Fill an empty installation with the demo: three invented programmes, each with a past that ends now.

Everything is done by the operations a user or a job would do it by, at its moment in the past and by the right person,
so that the records, the mails, the timelines and the promises are true. What each app shows is written in its module of
`stories`.
"""

import random
from collections.abc import Callable
from datetime import datetime

from linkage.access.actor import Actor
from linkage.database import jobs, tenancy
from linkage.demo.diary import Diary
from linkage.demo.stage import Stage
from linkage.demo.stories import (
    buying,
    designations,
    desk,
    directory,
    engagements,
    enquiries,
    house,
    imports,
    keeping,
    mailbox,
    messaging,
    needs,
    neighbours,
    offers,
    organisations,
    peer_review,
    people,
    practice,
    programmes,
    referrals,
    rounds,
    shortlists,
    signposts,
    support_requests,
)
from linkage.demo.stories.programmes import PROGRAMMES, Plan
from linkage.kernel.errors import Refused
from linkage.programmes import queries as programme_queries
from linkage.programmes.models import Programme

SEED = 1862
STORIES = (
    programmes, organisations, people, buying, directory, keeping, offers, practice, shortlists, signposts,
    support_requests, referrals, enquiries, needs, imports, designations, house, desk, rounds,
)  # fmt: skip
Progress = Callable[[str], None]


class UnableToFill(Refused):
    """There are programmes here that are not the demo's."""


def fill(*, now: datetime, share: float = 1.0, progress: Progress | None = None) -> int:
    """Make the invented programmes that are not there yet, each whole or not at all; return how many were made.

    `share` is the part of the crowd that is told of, for tests; who is named in the stories is always there. Raises
    UnableToFill in an installation that holds anything else.
    """
    tell = progress or (lambda _words: None)
    known = set(Programme.objects.values_list("slug", flat=True))
    if known - {plan.slug for plan in PROGRAMMES}:
        raise UnableToFill("There are programmes here that are not the demo's, so nothing was added")
    if not known:
        tell("the register of schools")
        organisations.load_registers(now=now)
    made = [plan for plan in PROGRAMMES if plan.slug not in known]
    for plan in made:
        tell(plan.name)
        with tenancy.joining_as_written(), jobs.left_to_the_sweep("messaging.deliver"):
            _play(plan, now=now, share=share)
    if made:
        with jobs.left_to_the_sweep(organisations.IMPORT_JOB):
            organisations.load_newer_register(now=now)
    return len(made)


def _play(plan: Plan, *, now: datetime, share: float) -> None:
    chance = random.Random(f"{SEED} {plan.slug}")  # noqa: S311 - a story, not a secret
    programme = programmes.found(plan, now=now)
    with tenancy.acting_in(programme.pk):
        system = Actor.system("demo", programme.pk)
        diary = Diary(now, programme_queries.calendar(actor=system), chance)
        stage = Stage(programme, diary, chance, plan.coordinator, share=share)
        for story in STORIES:
            story.tell(stage, plan)
        diary.play()
        engagements.tell(stage, plan)
        peer_review.tell(stage, plan)
        neighbours.tell(stage, plan)
        messaging.tell(stage, plan)
        mailbox.tell(stage, plan)
