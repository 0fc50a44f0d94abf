"""What schools do well: written, agreed to, looked at again, and what becomes of it when somebody forgets or leaves."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import partial

from linkage.access.actor import Actor
from linkage.demo.stage import STAGES, Stage, chain, lines
from linkage.demo.stories.programmes import Plan
from linkage.kernel.days import day_of
from linkage.organisations.models import Organisation
from linkage.people.models import Person
from linkage.practice import operations, policy, rules
from linkage.practice.enums import PracticeStatus
from linkage.practice.models import Practice

HEAD = "head"
# How many working days ago it was written, and on which its school looks at it again.
WRITTEN, LOOKED_AT = {"hidden": 12, "waiting": 2, "sent back": 4, "draft": 3}, {"due": 2, "lapsed": 16, "right": 9}
USUALLY = 25
MISSING = "Please say how many more choose it, and since when."
REASON = "Others could tell which family it is. Please write it again without their story."


def tell(stage: Stage, plan: Plan) -> None:
    """Have each line of the programme's file written on its day."""
    primary = _primary(stage)
    for number, line in enumerate(lines(plan.slug, "practice.txt")):
        school = stage.schools.get(line[0]) or (primary.pop(0) if primary else None)
        if school is not None and school.pk in stage.heads:
            days = WRITTEN.get(line[3], USUALLY - number % 5)
            stage.diary.note(stage.diary.ago(days), partial(_write, stage, school, line))


def look_again(stage: Stage, at: datetime) -> None:
    """The job of the morning, where there is anything to ask or to remind of; most who are asked answer next day."""
    due = Practice.objects.filter(status=PracticeStatus.SHARED, review_on__lte=day_of(at))
    waits = Practice.objects.filter(status=PracticeStatus.DUE)
    if not (due.exists() or waits.exists()):
        return
    operations.tick(actor=stage.job("practice.tick"), at=at)
    for practice in Practice.objects.whole().filter(status=PracticeStatus.DUE, asked_at=at):
        if practice.pk in stage.answering:
            chain(stage.diary, at, (1, partial(_say_right, stage, practice)))


def _primary(stage: Stage) -> list[Organisation]:
    """Primary schools with a head, in the order of the register: a file names them by their stage."""
    return [each for each in stage.schools.values() if each.pk in stage.heads and each.phases == [STAGES["p"]]]


def _write(stage: Stage, school: Organisation, line: list[str], at: datetime) -> None:
    _, writer, owner, becomes, *said = line
    shows, actor = _who(stage, school, owner), stage.actor_of(_who(stage, school, writer))
    review_on = (
        day_of(stage.diary.ago(LOOKED_AT[becomes])) if becomes in LOOKED_AT else rules.next_review_on(day_of(at))
    )
    written = _written(said, shows.pk, review_on)
    made = operations.write(actor=actor, at=at, organisation=school, written=written, sends=becomes != "draft")
    if becomes == "right":
        stage.answering.add(made.pk)
    chain(stage.diary, at, *((1, partial(deed, stage, made)) for deed in _DEEDS.get(becomes, ())))


def _who(stage: Stage, school: Organisation, name: str) -> Person:
    """Somebody by name, where they work there by now; else the head."""
    known = stage.people.get(name)
    works = known is not None and stage.actor_of(known).is_staff_of(school.pk)
    return known if known is not None and works else stage.heads[school.pk]


def _written(said: Iterable[str], owner_id: object, review_on: date) -> operations.Written:
    title, codes, ways, stages, what, evidence = said
    return operations.Written(
        title=title,
        what=what,
        evidence=evidence,
        area_codes=codes.split(),
        phases=[STAGES[stage] for stage in stages.split()],
        ways=ways.split(),
        owner_id=owner_id,  # type: ignore[arg-type]
        review_on=review_on,
    )


def _agree(stage: Stage, made: Practice, at: datetime) -> None:
    if made.state == PracticeStatus.AWAITING_HEAD:
        operations.agree(actor=_head(stage, made), at=at, practice=made)


def _send_back(stage: Stage, made: Practice, at: datetime) -> None:
    operations.send_back(actor=_head(stage, made), at=at, practice=made, missing=MISSING)


def _take_back(stage: Stage, made: Practice, at: datetime) -> None:
    operations.take_back(actor=_head(stage, made), at=at, practice=made)


def _take_down(stage: Stage, made: Practice, at: datetime) -> None:
    operations.take_down(actor=stage.coordinator, at=at, practice=made, reason=REASON)


def _head(stage: Stage, made: Practice) -> Actor:
    return stage.head(made.organisation)


_DEEDS = {"agreed": (_agree,), "sent back": (_send_back,), "taken back": (_take_back,), "taken down": (_take_down,)}


def _say_right(stage: Stage, practice: Practice, at: datetime) -> None:
    practice.hold()
    assert practice.owner is not None
    guest = stage.by_link(policy.RIGHT_LINK, record_id=practice.pk, person=practice.owner, state=practice.question)
    operations.confirm(actor=guest, at=at, practice=practice)
