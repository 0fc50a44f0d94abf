"""What schools can be pointed to, and what became of pointing them there."""

from datetime import datetime, timedelta
from functools import partial

from linkage.areas import queries as areas
from linkage.demo.stage import STAGES, Stage, lines
from linkage.demo.stories.programmes import Plan
from linkage.kernel.days import day_of
from linkage.links import operations, policy, queries
from linkage.links.models import Destination, Signpost
from linkage.people import queries as people
from linkage.support_requests.models import SupportRequest

ADDED_DAYS, RETIRED_DAYS = 70, 20
# How many days from now each is to be looked at again.
REVIEWED_IN = {"right": 120, "review": 9, "review-late": -5, "retired": 60}
NOTE = "The first part is the one to begin with."
MISSING = "It is good, and written for younger children than ours."


def tell(stage: Stage, plan: Plan) -> None:
    """Put each line of the file on the list; smaller programmes have none."""
    if plan.slug != "ribble":
        return
    for line in lines(plan.slug, "destinations.txt"):
        stage.diary.note(stage.diary.ago(ADDED_DAYS), partial(_add, stage, plan, line))


def point(stage: Stage, request: SupportRequest, at: datetime) -> None:
    """Point the school to what fits best, else to the first on the list."""
    actor = stage.coordinator
    among = queries.to_point_to(actor=actor, on=day_of(at))
    fitting = [each.destination for each in queries.suggested(actor=actor, support_request=request, among=among)]
    operations.point_to(actor=actor, at=at, support_request=request, chosen=(fitting or among)[:2], note=NOTE)


def say_helped(stage: Stage, request: SupportRequest, at: datetime) -> None:
    """The asker says by the link in the mail that it helped."""
    _say(stage, request, at, has_helped=True)


def say_it_did_not(stage: Stage, request: SupportRequest, at: datetime) -> None:
    """The asker says that it did not help, and what is missing."""
    _say(stage, request, at, has_helped=False)


def ask_whether_it_helped(stage: Stage, at: datetime) -> None:
    """The job of the morning, where somebody has to be asked."""
    job = stage.job("signposts")
    if queries.due_signposts(actor=job, on=day_of(at)):
        operations.ask_helped_due(actor=job, at=at)


def _add(stage: Stage, plan: Plan, line: list[str], at: datetime) -> None:
    stands, kind, title, codes, stages, website, contact, days, about = line
    actor = stage.actor(plan.officer) if kind == "officer" else stage.coordinator
    today = day_of(stage.now)
    happens_on = today + timedelta(days=int(days) * (-1 if stands == "over" else 1)) if days else None
    described = operations.Described(
        kind=kind,
        title=title,
        about=about,
        website=website,
        contact=contact,
        phases=[STAGES[each] for each in stages.split()],
        happens_on=happens_on,
        review_on=happens_on or today + timedelta(days=REVIEWED_IN[stands]),
        owner=people.person(actor=actor, person_id=actor.person_id),
        areas=list(areas.by_codes(actor=actor, codes=codes.split())),
    )
    made = operations.add_destination(actor=actor, at=at, described=described)
    if stands == "retired":
        stage.diary.note(stage.diary.ago(RETIRED_DAYS), partial(_retire, stage, made))


def _retire(stage: Stage, made: Destination, at: datetime) -> None:
    operations.retire_destination(actor=stage.coordinator, at=at, destination=made)


def _say(stage: Stage, request: SupportRequest, at: datetime, *, has_helped: bool) -> None:
    found = Signpost.objects.whole().filter(support_request=request).latest("sent_at")
    guest = stage.by_link(policy.HELPED_LINK, record_id=found.pk, person=found.person, state=found.question)
    missing = "" if has_helped else MISSING
    operations.say_helped(actor=guest, at=at, signpost=found, has_helped=has_helped, missing=missing)
