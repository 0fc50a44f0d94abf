"""Rounds of visits: one over that proposed its next, and others that run, are known, proposed, and being answered."""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from uuid import UUID

from linkage.demo.stage import Stage
from linkage.demo.stories import reports
from linkage.demo.stories.programmes import Plan
from linkage.kernel.days import day_of
from linkage.organisations.models import Organisation, SchoolGroup
from linkage.peer_review import operations, problem, queries
from linkage.peer_review.enums import Answer, Preset, RoundStatus
from linkage.peer_review.models import Round, RoundSchool, Visit, Visiting
from linkage.peer_review.rules.weeks import monday_of
from linkage.programmes import queries as programmes

DAY, WEEK, SCHOOL_DAYS = timedelta(days=1), timedelta(weeks=1), 5
FOCUS = (
    "How well reading is taught across subjects, and what pupils say about it.",
    "What our new behaviour routines look like in lessons after lunch.",
    "How maths is taught to those who find it hardest.",
    "Whether our early years classrooms invite children to talk.",
)
# The numbers of schools: a panel needs seven, and a few more say no or nothing.
PANEL, TRIAD, PAIRS = 9, 6, 4


@dataclass
class Play:
    """One round while it is played: its name, kind and schools, and the weeks of its visits."""

    stage: Stage
    name: str
    preset: str
    schools: list[Organisation]
    answers_by_on: date
    first_week_on: date
    last_week_on: date
    group_name: str = ""
    # Whether somebody leads each visit, and whether a school says whom it should not meet.
    has_leads: bool = False
    has_apart: bool = False

    @property
    def found(self) -> Round:
        """The round as it stands."""
        return Round.objects.whole().get(name=self.name)

    def places(self) -> list[RoundSchool]:
        """Its schools by name."""
        return list(RoundSchool.objects.whole().filter(round__name=self.name).order_by("organisation__name"))


def tell(stage: Stage, plan: Plan) -> None:
    """Have the coordinator of one programme begin a round of each kind, each on its day.

    Played when all else is, with a chance of its own, so that it moves nothing of the other stories.
    """
    schools = [each for each in stage.schools.values() if each.pk in stage.heads]
    if plan.slug != "ribble" or len(schools) < PANEL:
        return
    chance = random.Random(f"visits {plan.slug}")  # noqa: S311 - a story, not a secret
    stage = replace(stage, chance=chance, diary=stage.diary.beside(chance))
    week = monday_of(day_of(stage.now))
    _over(stage, schools[:PAIRS])
    _running(stage, schools[:PANEL], week)
    _proposed(stage, schools[:PANEL], week)
    _known(stage, schools[:TRIAD], week)
    _asked(stage, schools[-TRIAD:], week)
    stage.diary.play()


def _over(stage: Stage, schools: list[Organisation]) -> None:
    """Pairs who have been to see each other; the round was ended, its reports came to what reports come to.

    Its days are counted in days of school, so that its weeks are never all holidays.
    """
    by, first, last = (day_of(stage.diary.ago(number)) for number in (125, 112, 88))
    play = _play(stage, f"Pairs of {first.year}", Preset.PAIRS, schools, by, first, last)
    play.group_name = "Reading partners"
    _steps(stage, play, 131, (reports.begin_group, _prepare, _answer_all, _plan, _publish))
    after = ((80, reports.note), (79, reports.write), (76, reports.check), (74, reports.share), (70, _close))
    stage.diary.note(stage.diary.ago(82), partial(_tick, stage))
    for number, step in after:
        stage.diary.note(stage.diary.ago(number), partial(step, play))
    stage.diary.note(stage.diary.ago(3), partial(_tick, stage))
    stage.diary.note(stage.diary.ago(2), partial(reports.look_back, play))


def _running(stage: Stage, schools: list[Organisation], week: date) -> None:
    """A panel in its second week: most have said that it suits; somebody cannot, and a change waits to be published."""
    play = _play(stage, "Heads’ visits", Preset.PANEL, schools, week - 2 * WEEK, week - WEEK, week + 18 * WEEK)
    play.has_leads = True
    _steps(stage, play, 25, (_prepare, _answer_most, _plan, _keep, _publish, _accept, _mend))
    stage.diary.note(stage.diary.ago(1), partial(_tick, stage))
    stage.diary.note(stage.diary.ago(0), partial(_give_back, play))


def _proposed(stage: Stage, schools: list[Organisation], week: date) -> None:
    """A proposal that was changed by hand and nobody else knows of; a school had said whom it should not meet."""
    play = _play(stage, "Visits about writing", Preset.PANEL, schools, week, week + 5 * WEEK, week + 22 * WEEK)
    play.has_leads = play.has_apart = True
    _steps(stage, play, 12, (_prepare, _answer_all, _plan, _keep, _rule_out, _move, _swap))


def _known(stage: Stage, schools: list[Organisation], week: date) -> None:
    """Threes who know when they visit each other; the first visit is to come."""
    play = _play(stage, "Curriculum threes", Preset.TRIAD, schools, week, week + 4 * WEEK, week + 18 * WEEK)
    _steps(stage, play, 8, (_prepare, _answer_all, _plan, _publish, _choose_day, reports.prepare_day))


def _asked(stage: Stage, schools: list[Organisation], week: date) -> None:
    """Schools of threes are answering: some have, one says no, the others are silent."""
    play = _play(stage, "Inclusion threes", Preset.TRIAD, schools, week + 2 * WEEK, week + 8 * WEEK, week + 22 * WEEK)
    _steps(stage, play, 5, (_prepare, _answer_some))


def _play(stage: Stage, name: str, preset: str, schools: list[Organisation], by: date, first: date, last: date) -> Play:
    """Return a round that begins in a week of school."""
    while not any(stage.diary.calendar.is_open(first + n * DAY) for n in range(SCHOOL_DAYS)):
        first += WEEK
    return Play(stage, name, preset, schools, by, first, last)


def _steps(stage: Stage, play: Play, days_ago: int, steps: tuple[Callable[[Play, datetime], object], ...]) -> None:
    """One step on each working day."""
    for number, step in enumerate(steps):
        stage.diary.note(stage.diary.ago(days_ago - number), partial(step, play))


def _prepare(play: Play, at: datetime) -> None:
    actor = play.stage.coordinator
    outline = operations.Outline(
        name=play.name,
        preset=play.preset,
        strand="",
        group=SchoolGroup.objects.filter(name=play.group_name).first(),
        first_week_on=play.first_week_on,
        last_week_on=play.last_week_on,
        answers_by_on=play.answers_by_on,
    )
    made = operations.prepare(actor=actor, at=at, outline=outline)
    if play.has_leads:
        numbers = replace(problem.numbers_of(made), needs_lead=True)
        operations.choose_rules(actor=actor, at=at, review_round=made, numbers=numbers)
    operations.invite(actor=actor, at=at, review_round=made, organisation_ids=[each.pk for each in play.schools])


def _yes(play: Play, place: RoundSchool, number: int, at: datetime) -> None:
    actor = play.stage.head(place.organisation)
    weeks = queries.weeks_of(actor=actor, review_round=place.round, organisation=place.organisation)
    part = operations.Part(
        person=play.stage.heads[place.organisation_id],
        focus=FOCUS[number % len(FOCUS)],
        who_joins="The deputy head and two subject leaders",
        needs="Sign in at the main entrance; there is parking behind the hall.",
        host_weeks=weeks,
        visit_weeks=weeks,
        can_write=True,
        can_lead=number != 1,
        apart=[play.places()[-1].organisation_id] if play.has_apart and number == 0 else [],
    )
    operations.take_part(actor=actor, at=at, school=place, part=part)


def _answer_all(play: Play, at: datetime) -> None:
    for number, place in enumerate(play.places()):
        _yes(play, place, number, at)


def _answer_most(play: Play, at: datetime) -> None:
    """The last says no."""
    *most, last = play.places()
    for number, place in enumerate(most):
        _yes(play, place, number, at)
    operations.decline(actor=play.stage.head(last.organisation), at=at, school=last)


def _answer_some(play: Play, at: datetime) -> None:
    first, second, third, *_ = play.places()
    _yes(play, first, 0, at)
    _yes(play, second, 1, at)
    operations.decline(actor=play.stage.head(third.organisation), at=at, school=third)


def _plan(play: Play, at: datetime) -> None:
    found = play.found
    operations.plan(actor=play.stage.coordinator, at=at, review_round=found)
    operations.solve(actor=play.stage.job("peer_review.solve"), at=at, review_round=found)


def _rows(play: Play) -> list[dict[str, str]]:
    plan = queries.latest_possible(actor=play.stage.coordinator, review_round=play.found)
    return plan.visits if plan else []


def _keep(play: Play, at: datetime) -> None:
    host = UUID(_rows(play)[0]["host"])
    operations.keep(actor=play.stage.coordinator, at=at, review_round=play.found, host_id=host)


def _rule_out(play: Play, at: datetime) -> None:
    row = _rows(play)[-1]
    operations.rule_out(
        actor=play.stage.coordinator,
        at=at,
        review_round=play.found,
        host_id=UUID(row["host"]),
        visitor_id=UUID(row["visitors"][0]),
    )


def _move(play: Play, at: datetime) -> None:
    found, row = play.found, _rows(play)[-1]
    week = queries.weeks_of(actor=play.stage.coordinator, review_round=found)[-1]
    operations.move_week(actor=play.stage.coordinator, at=at, review_round=found, host_id=UUID(row["host"]), week=week)


def _swap(play: Play, at: datetime) -> None:
    """The first two who may change places do; where no two may, nobody does."""
    rows, actor = _rows(play)[1:], play.stage.coordinator
    pairs = [
        ((UUID(mine), UUID(one["host"])), (UUID(theirs), UUID(other["host"])))
        for one in rows
        for other in rows
        if one["host"] < other["host"]
        for mine in one["visitors"]
        for theirs in other["visitors"]
        if mine not in (other["host"], *other["visitors"]) and theirs not in (one["host"], *one["visitors"])
    ]
    for one, other in pairs:
        try:
            operations.swap(actor=actor, at=at, review_round=play.found, one=one, other=other)
        except operations.UnableToAdjust:
            continue
        return


def _publish(play: Play, at: datetime) -> None:
    found = play.found
    plan = queries.latest(actor=play.stage.coordinator, review_round=found)
    assert plan is not None
    operations.publish(actor=play.stage.coordinator, at=at, review_round=found, plan=plan)


def _accept(play: Play, at: datetime) -> None:
    for place in [each for each in play.places() if each.answer == Answer.YES][:-2]:
        operations.accept(actor=play.stage.head(place.organisation), at=at, school=place)
    _choose_day(play, at)


def _choose_day(play: Play, at: datetime) -> None:
    """The host of the last visit chooses its day."""
    visit = Visit.objects.whole().filter(round=play.found, visits_on=None).order_by("-week_on").first()
    if visit is not None and (day := _school_day(play, visit, at)):
        operations.choose_day(actor=play.stage.head(visit.host), at=at, visit=visit, visits_on=day)


def _school_day(play: Play, visit: Visit, at: datetime) -> date | None:
    """The first day to come of a visit's week on which its school is open."""
    host, actor = visit.host, play.stage.coordinator
    calendar = programmes.calendar(actor=actor, authority_code=host.authority_code, organisation_id=host.pk)
    week = (visit.week_on + number * DAY for number in range(SCHOOL_DAYS))
    return next((day for day in week if day > day_of(at) and calendar.is_open(day)), None)


def _mend(play: Play, at: datetime) -> None:
    """A school drops out, and the change is published."""
    place = next(each for each in play.places() if each.answer == Answer.YES)
    operations.drop_out(actor=play.stage.head(place.organisation), at=at, school=place)
    plan = queries.latest(actor=play.stage.coordinator, review_round=play.found)
    if plan is not None and plan.is_possible:
        _publish(play, at)


def _give_back(play: Play, at: datetime) -> None:
    """Somebody cannot go to a visit; the change waits for the organiser."""
    to_come = Visiting.objects.filter(visit__round__name=play.name, status="accepted", visit__status="planned")
    mine = (
        to_come.select_related("visit__round", "visit__host", "organisation", "person")
        .order_by("-visit__week_on")
        .first()
    )
    if mine is not None:
        operations.give_back(actor=play.stage.actor_of(mine.person), at=at, visiting=mine)


def _tick(stage: Stage, at: datetime) -> None:
    operations.tick(actor=stage.job("peer_review.tick"), at=at)


def _close(play: Play, at: datetime) -> None:
    """It is ended, where it has not ended by itself: how long ago its last week was hangs on holidays."""
    _tick(play.stage, at)
    if play.found.state != RoundStatus.CLOSED:
        operations.close(actor=play.stage.coordinator, at=at, review_round=play.found)
