"""Colleagues who are nominated, answer, are listed, take a break, leave; and what schools let be promised."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from linkage.access.actor import Actor
from linkage.demo.stage import Stage, chain, lines
from linkage.demo.stories import people as people_stories
from linkage.demo.stories.keeping import MOVERS
from linkage.demo.stories.programmes import Plan
from linkage.directory import operations, policy
from linkage.directory.enums import EntryStatus, Visibility, Way
from linkage.directory.models import Entry, Nomination
from linkage.directory.operations import Offered
from linkage.kernel.days import day_of
from linkage.organisations.models import Organisation
from linkage.people import operations as people
from linkage.people.enums import AffiliationStatus, Role
from linkage.people.models import Affiliation
from linkage.programmes.enums import NominationCheck

# What a head writes about a colleague; the colleague puts it into words of their own.
EVIDENCE = (
    "I have watched this grow over four terms. Staff ask for help here first.",
    "The change in our school is plain to see, and other schools have started to ask.",
    "Careful, practical, and generous with time. Visitors leave with something they can use.",
    "I have seen the lessons, the books and the pupils. It works, and it would work elsewhere.",
    "Two schools have been to see this already. Both wrote to say what they took home.",
    "Knows what did not work as well as what did, and says so.",
)
RADII = (None, 10, 15, 20, 20, 30)
# What becomes of some nominations, spread over those without a school of their own; all others are listed.
ENDS = {
    "ribble": (
        "draft", "waiting", "unanswered", "approval", "sent back", "declined", "withdrawn", "hidden", "left the list",
        "brokers", "paused by us", "waiting", "waiting", "waiting", "unanswered", "draft", "brokers", "waiting",
    ),
    "mersewater": ("waiting", "declined", "draft", "paused by us"),
    "four-corners": (),
}  # fmt: skip
RECENT = {"draft": 4, "waiting": 5, "unanswered": 14, "approval": 4, "sent back": 6}
NAMED_ENDS = {"Ewan Carrick": "paused", "Claire Aspinall": "silent", "Pete Rigby": "silent"}
LIMITS = (("Harrowgill High School", 6, False), ("Ormsleigh High School", None, True))
OLDEST, NEWEST = 84, 14
# Who can be asked by one school only, whatever comes: several ask for them in this week's round.
ROOM = {"Daniel Okoro": 1, "Gareth Mellor": 1, "Fiona Grimshaw": 1, "Bethan Pugh": 1, "Paul Westhead": 1}
# Who was listed before this term began: they are asked anew, and whoever moves has been here a while.
LONG_HERE = {"Claire Aspinall", "Pete Rigby", *MOVERS}


@dataclass(frozen=True)
class Colleague:
    """One line of the people's file."""

    name: str
    where: str
    job_title: str
    area_codes: Sequence[str]
    words: str


def tell(stage: Stage, plan: Plan) -> None:
    """Nominate everybody of the file, each on a day of their own."""
    told = [Colleague(name, where, job, areas.split(), words) for name, where, job, areas, words in _lines(stage)]
    anybody = [colleague.name for colleague in told if colleague.where in ("p", "s")]
    ends = ENDS[plan.slug]
    step = max(1, len(anybody) // (len(ends) or 1))
    becomes = dict(zip(anybody[::step], ends, strict=False)) | NAMED_ENDS
    for colleague in told:
        end = becomes.get(colleague.name, "")
        days = OLDEST if colleague.name in LONG_HERE else RECENT.get(end) or stage.chance.randrange(NEWEST, OLDEST)
        _nominate(stage, plan, colleague, days, end)
    _limits(stage)


def _lines(stage: Stage) -> list[list[str]]:
    """Return who has a school of the stories, and the share of the others that is told of, with some of each stage."""
    found, stages = [], set()
    every = round(1 / stage.share)
    led = {head.name for head in stage.heads.values()}
    for number, line in enumerate(lines(stage.programme.slug, "people.txt")):
        if line[2].startswith("Headteacher") and line[0] not in led:
            continue
        if line[1].startswith("@") or number % every == 0 or line[1] not in stages:
            stages.add(line[1])
            found.append(line)
    return found


def _nominate(stage: Stage, plan: Plan, colleague: Colleague, days: int, end: str) -> None:
    at = stage.diary.ago(days)
    own = next((pk for pk, head in stage.heads.items() if head.name == colleague.name), None)
    if own is not None:
        school = next(one for one in stage.schools.values() if one.pk == own)
        nominator = people_stories.speaks(stage, school, stage.new_name(), Role.CHAIR).name
        email = stage.people[colleague.name].email
    else:
        school = stage.school_for(colleague.where)
        nominator, email = stage.heads[school.pk].name, stage.email(colleague.name, school)
    stage.people.setdefault(nominator, stage.heads[school.pk])

    def nominate(moment: datetime) -> None:
        nomination = _write(stage, nominator, school, colleague, email, moment, is_draft=end == "draft")
        if end != "draft":
            assert nomination.nominee is not None
            stage.people[colleague.name] = nomination.nominee
            _answer(stage, plan, nomination, colleague, moment, end)

    stage.diary.note(at, nominate)


def _write(
    stage: Stage, by: str, school: Organisation, colleague: Colleague, email: str, at: datetime, *, is_draft: bool
) -> Nomination:
    actor, chance = stage.actor(by), stage.chance
    made = operations.begin(actor=actor, at=at, organisation=school)
    operations.name_colleague(
        actor=actor, at=at, nomination=made, name=colleague.name, email=email, job_title=colleague.job_title
    )
    if is_draft:
        return made
    operations.describe_strength(
        actor=actor,
        at=at,
        nomination=made,
        evidence=chance.choice(EVIDENCE),
        area_codes=colleague.area_codes,
        phases=list(school.phases),
    )
    ways, places = chance.sample(list(Way), k=chance.choice((1, 2, 2, 3, 4))), chance.choice((1, 2, 2, 3))
    operations.describe_offer(
        actor=actor,
        at=at,
        nomination=made,
        ways=[way for way in Way if way in ways],
        places=ROOM.get(colleague.name, places),
        days=chance.choice((0, 1, 2, 3, 3)),
        radius_miles=chance.choice(RADII),
    )
    return operations.send(actor=actor, at=at + timedelta(minutes=6), nomination=made)


def _answer(
    stage: Stage, plan: Plan, nomination: Nomination, colleague: Colleague, asked_at: datetime, end: str
) -> None:
    def agree(at: datetime) -> None:
        offered = _offered(nomination, colleague, end)
        operations.agree(actor=_guest(stage, nomination), at=at, nomination=nomination, offered=offered)

    def approve(at: datetime) -> None:
        operations.approve(actor=stage.coordinator, at=at, nomination=nomination)

    def send_back(at: datetime) -> None:
        missing = "Please say which year groups you have done this with, so that a school can tell whether it fits"
        operations.send_back(actor=stage.coordinator, at=at, nomination=nomination, missing=missing)

    def decline(at: datetime) -> None:
        operations.decline(actor=_guest(stage, nomination), at=at, nomination=nomination)

    def withdraw(at: datetime) -> None:
        operations.withdraw_nomination(actor=stage.head(nomination.organisation), at=at, nomination=nomination)

    days = stage.chance.choice((0, 1, 1, 2))
    steps = {
        "waiting": (),
        "unanswered": (),
        "approval": ((days, agree),),
        "sent back": ((1, agree), (1, send_back)),
        "declined": ((days, decline),),
        "withdrawn": ((3, withdraw),),
    }.get(end)
    if steps is None:
        check = ((stage.chance.choice((0, 1)), approve),) if plan.check == NominationCheck.COMPLETENESS else ()
        steps = ((days, agree), *check, (1, lambda at: _listed(stage, nomination, at, end)))
    chain(stage.diary, asked_at, *steps)


def _guest(stage: Stage, nomination: Nomination) -> Actor:
    assert nomination.nominee is not None
    return stage.by_link(
        policy.ANSWER_LINK, record_id=nomination.pk, person=nomination.nominee, state=nomination.question
    )


def _offered(nomination: Nomination, colleague: Colleague, end: str) -> Offered:
    return Offered(
        job_title=colleague.job_title,
        words=colleague.words,
        ways=nomination.ways,
        places=nomination.places,
        days=nomination.days,
        radius_miles=nomination.radius_miles,
        visibility=Visibility.BROKERS if end == "brokers" else Visibility.EVERYBODY,
    )


def _take_a_break(actor: Actor, entry: Entry, at: datetime, until: date | None = None) -> None:
    """Pause an entry, unless another story has meanwhile: who was asked and had no time takes a break as well."""
    entry.refresh_from_db()
    if entry.status == EntryStatus.LISTED:
        operations.pause(actor=actor, at=at, entry=entry, until=until)


def _listed(stage: Stage, nomination: Nomination, at: datetime, end: str) -> None:
    """Have the head say that they work there, and then whatever becomes of the entry."""
    assert nomination.nominee is not None
    entry = Entry.objects.get(nomination=nomination)
    name, head = nomination.nominee.name, stage.heads[nomination.organisation_id]
    claim = Affiliation.objects.filter(person=nomination.nominee, status=AffiliationStatus.CLAIMED).first()
    if claim is not None:
        people.confirm_staff(actor=stage.head(nomination.organisation), at=at, affiliation=claim)
    work = Affiliation.objects.filter(person=nomination.nominee, organisation=nomination.organisation).first()
    if end == "paused":
        stage.diary.note(
            stage.diary.ago(6),
            lambda now: _take_a_break(stage.actor(name), entry, now, until=_in_weeks(now, 7)),
        )
    elif end == "paused by us":
        stage.diary.note(
            stage.diary.ago(3),
            lambda now: _take_a_break(stage.coordinator, entry, now),
        )
    elif end == "hidden" and work is not None:
        stage.diary.note(
            stage.diary.ago(9),
            lambda now: people.end_affiliation(actor=stage.actor(head.name), at=now, affiliation=work),
        )
    elif end == "left the list":
        stage.diary.note(
            stage.diary.ago(11), lambda now: operations.withdraw(actor=stage.actor(name), at=now, entry=entry)
        )
    elif end == "silent":
        stage.silent.add(entry.pk)
    elif name not in MOVERS and stage.chance.random() < 0.4:  # noqa: PLR2004 - fewer than half say so in autumn
        stage.diary.note(
            stage.diary.ago(stage.chance.randrange(1, 30)),
            lambda now: operations.confirm(actor=stage.actor(name), at=now, entry=entry),
        )


def _in_weeks(now: datetime, weeks: int) -> date:
    return day_of(now + timedelta(weeks=weeks))


def _limits(stage: Stage) -> None:
    """One head says how many days the school gives; another takes nothing new this half-term."""
    for name, days_limit, is_stopped in LIMITS:
        if name in stage.schools:
            _limit(stage, stage.schools[name], days_limit, is_stopped=is_stopped)


def _limit(stage: Stage, school: Organisation, days_limit: int | None, *, is_stopped: bool) -> None:
    stage.diary.note(
        stage.diary.ago(8),
        lambda at: operations.set_ceiling(
            actor=stage.head(school), at=at, organisation=school, days_limit=days_limit, is_stopped=is_stopped
        ),
    )
