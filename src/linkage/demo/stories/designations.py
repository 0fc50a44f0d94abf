"""Titles that people and schools hold: confirmed, to be checked, asked about, renewed, run out and ended."""

from datetime import date, datetime, timedelta
from functools import partial

from linkage.demo.stage import Stage
from linkage.demo.stories.programmes import Plan
from linkage.kernel.days import day_of
from linkage.organisations.models import Organisation
from linkage.people import operations, policy, queries
from linkage.people.models import Designation, Person
from linkage.people.rules.designations import ASKED_DAYS_BEFORE

SPECIALIST, HUB = "Specialist Leader of Education", "Lune and Wyre Teaching School Hub"
# Who holds what, for what, from whom, and in how many days it ends, or ended before how many days of school (none: it
# has no last day).
HELD: dict[str, tuple[tuple[str, str, str, str, int | None], ...]] = {
    "ribble": (
        ("Priya Raman", SPECIALIST, "Reading", HUB, 640),
        ("Marcus Bell", SPECIALIST, "Catch-up reading", HUB, 41),
        ("Tom Ashdown", SPECIALIST, "Disciplinary literacy", HUB, 26),
        ("Sadia Mahmood", SPECIALIST, "Mathematics", HUB, -4),
        ("Imran Shah", SPECIALIST, "Attendance", HUB, -6),
        ("Helen Duxbury", "Evidence Lead in Education", "Special needs", "Saltfield Research School", None),
        ("Aoife Brennan", "Lead practitioner", "", "Lancashire heads' association", None),
    ),
    "mersewater": (
        ("Catherine Devaney", "Catholic Leader of Education", "Religious education", "Diocese of Mersewater", 500),
        ("Kathleen Rafferty", SPECIALIST, "Inclusion", "Mersewater Teaching School Hub", 300),
    ),
}
RENEWED, ENDING, CLAIMS = "Tom Ashdown", "Imran Shah", "Nadia Hussain"
RESEARCH_SCHOOL = "Harrowgill High School"
# Working days ago: everybody is known by then, and what ended since was held for some days.
NOTED, ANSWERED, CLAIMED = 12, 8, 3
YEARS = timedelta(days=3 * 365)


def tell(stage: Stage, plan: Plan) -> None:
    """Have the coordinator note what people hold, and some of them say how it goes on."""
    for line in HELD.get(plan.slug, ()):
        stage.diary.note(stage.diary.ago(NOTED), partial(_note, stage, *line))
    if plan.slug == "ribble":
        stage.diary.note(stage.diary.ago(NOTED - 1), partial(_lets_end, stage))
        stage.diary.note(stage.diary.ago(ANSWERED), partial(_renews, stage))
        stage.diary.note(stage.diary.ago(CLAIMED), partial(_claims, stage))
        stage.diary.note(stage.diary.ago(NOTED), partial(_school_holds, stage))


def ask_and_end(stage: Stage, at: datetime) -> None:
    """What the job of each morning does; mornings on which nothing is due are passed over."""
    today = day_of(at)
    held = Designation.objects.held(today).filter(asked_at=None, is_to_end=False)
    is_over = Designation.objects.filter(status="held", to_on__lt=today)
    if is_over.exists() or held.filter(to_on__lte=today + timedelta(days=ASKED_DAYS_BEFORE)).exists():
        operations.tick_designations(actor=stage.job("designations"), at=at)


def _award(stage: Stage, title: str, specialism: str, awarded_by: str, ends: int | None) -> operations.Award:
    today = day_of(stage.now)
    found = next(each for each in queries.titles(actor=stage.coordinator) if each.name == title)
    to_on = None if ends is None else _last_day(stage, ends)
    return operations.Award(
        title=found,
        specialism=specialism,
        awarded_by=awarded_by,
        from_on=(to_on or today) - YEARS,
        to_on=to_on,
    )


def _last_day(stage: Stage, ends: int) -> date:
    """Near enough that whoever answers was asked before, however many holidays have been since."""
    if ends < 0:
        return day_of(stage.diary.ago(-ends))
    asked_by = day_of(stage.diary.ago(NOTED)) + timedelta(days=ASKED_DAYS_BEFORE)
    last_day = day_of(stage.now) + timedelta(days=ends)
    tomorrow = day_of(stage.now) + timedelta(days=1)
    return max(min(last_day, asked_by), tomorrow) if ends < ASKED_DAYS_BEFORE - NOTED else last_day


def _note(
    stage: Stage, name: str, title: str, specialism: str, awarded_by: str, ends: int | None, at: datetime
) -> None:
    award = _award(stage, title, specialism, awarded_by, ends)
    operations.note_designation(actor=stage.coordinator, at=at, holder=stage.people[name], award=award)


def _lets_end(stage: Stage, at: datetime) -> None:
    operations.let_designation_end(actor=stage.actor(ENDING), at=at, designation=_of(stage.people[ENDING]))


def _renews(stage: Stage, at: datetime) -> None:
    """By the link in the mail, without an account."""
    person = stage.people[RENEWED]
    found = _of(person)
    guest = stage.by_link(policy.DESIGNATION_LINK, record_id=found.pk, person=person, state=found.question)
    operations.renew_designation(actor=guest, at=at, designation=found, until=day_of(stage.now) + YEARS)


def _claims(stage: Stage, at: datetime) -> None:
    """Somebody notes what they hold themselves; the coordinator has yet to check it."""
    award = _award(stage, SPECIALIST, "English as an additional language", HUB, 400)
    operations.note_designation(actor=stage.actor(CLAIMS), at=at, holder=stage.people[CLAIMS], award=award)


def _school_holds(stage: Stage, at: datetime) -> None:
    """A head notes what the school holds, and the coordinator confirms it within the hour."""
    school: Organisation = stage.schools[RESEARCH_SCHOOL]
    award = _award(stage, "Research School", "", "Education Endowment Foundation", None)
    made = operations.note_designation(actor=stage.head(school), at=at, holder=school, award=award)
    operations.confirm_designation(actor=stage.coordinator, at=at + timedelta(minutes=40), designation=made)


def _of(person: Person) -> Designation:
    return Designation.objects.whole().get(person=person)
