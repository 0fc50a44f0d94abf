"""Strangers who write to a programme, and what comes of it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from linkage.access.actor import Actor
from linkage.demo.stage import Stage, address_part, lines
from linkage.demo.stories.programmes import Plan
from linkage.enquiries import operations, policy
from linkage.enquiries.models import Enquiry
from linkage.organisations.models import Organisation

ANSWER = "Yes. Ask in your own words on our page; we answer within one working day, and it costs nothing."
REASON = "We pass on what schools ask for, and no advertising"
OLDEST = 30
# Those that wait are new; a draft that nobody touches is thrown away after a month.
RECENT = {"unconfirmed": 1, "new": 1, "owned": 1, "passed": 1, "nomination": 3, "request": 3}
# What the coordinator does with each; the head whom one was passed on to begins to nominate them.
STEPS: dict[str, Callable[..., object]] = {
    "owned": operations.take,
    "answered": partial(operations.reply, words=ANSWER),
    "nomination": operations.pass_on,
    "passed": operations.pass_on,
    "request": operations.begin_request,
    "member": operations.let_take_part,
    "closed": partial(operations.close, reason=REASON, is_told=True),
}


def tell(stage: Stage, plan: Plan) -> None:
    """Have each line of the file written on a day of its own; smaller programmes have none."""
    if plan.slug != "ribble":
        return
    for number, line in enumerate(lines(plan.slug, "enquiries.txt")):
        days = RECENT.get(line[0], OLDEST - 2 * number)
        stage.diary.note(stage.diary.ago(days), partial(_write, stage, line))


def _write(stage: Stage, line: list[str], at: datetime) -> None:
    becomes, kind, name, job, where, words = line
    school = Organisation.objects.filter(programme=None, urn__gte=900_000, name=where).first() if where else None
    email = stage.email(name, school) if school else f"{address_part(name)}@somewhere.example"
    made = operations.file(
        actor=Actor.nobody(stage.programme.pk),
        at=at,
        kind=kind,
        name=name,
        email=email,
        organisation=school,
        organisation_name="" if school else where,
        job_title=job,
        words=words,
    )
    if becomes == "unconfirmed":
        return
    operations.confirm(actor=Actor.nobody(stage.programme.pk), at=at + timedelta(minutes=5), enquiry=made)
    _become(stage, becomes, made, at + timedelta(minutes=40))


def _become(stage: Stage, becomes: str, made: Enquiry, at: datetime) -> None:
    step = STEPS.get(becomes)
    if step is not None:
        step(actor=stage.coordinator, at=at, enquiry=made)
    if becomes == "nomination":
        made.refresh_from_db()
        assert made.passed_to is not None
        head = stage.by_link(policy.HEAD_LINK, record_id=made.pk, person=made.passed_to, state=made.question)
        operations.nominate(actor=head, at=at + timedelta(minutes=30), enquiry=made)
