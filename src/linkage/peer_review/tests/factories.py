"""Schools that visit each other, as several tests need them."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from linkage.access.actor import Actor
from linkage.accounts.tests.factories import account
from linkage.directory.tests.factories import area
from linkage.organisations.models import Organisation
from linkage.organisations.tests.factories import member, school
from linkage.peer_review import operations, queries
from linkage.peer_review.models import RotaPlan, Round, RoundSchool, Visit
from linkage.people.enums import Role
from linkage.people.models import Person
from linkage.people.tests import factories as people
from linkage.people.tests.factories import actor
from linkage.programmes.models import Programme
from linkage.programmes.tests.factories import NOW

FIRST, LAST, BY = date(2027, 1, 11), date(2027, 3, 22), date(2026, 11, 20)
NAMES = (
    "Harrowgill High School",
    "Thistlebank School",
    "Fernside Primary School",
    "Millrace School",
    "Oakmoor Primary School",
    "Brindle Edge School",
    "Larkfield High School",
    "Wyrebrook School",
    "Cotterdale Primary School",
    "Saltmarsh High School",
    "Pendlewick School",
    "Ashbank Primary School",
)
USUAL = 8


@dataclass
class World:
    """Schools with their heads (eight as a rule), Ivy who may organise rounds, and Farah who runs the programme."""

    programme: Programme
    ivy: Person
    farah: Person
    outsider: Person
    schools: list[Organisation] = field(default_factory=list)
    heads: list[Person] = field(default_factory=list)

    def head(self, number: int) -> Person:
        """The head of the school of this number."""
        return self.heads[number]


def world(programme: Programme, number: int = USUAL) -> World:
    """Make them; the tenancy block is the caller's. The outsider heads a school that is never asked."""
    area(programme)
    made = World(
        programme=programme,
        ivy=people.person(programme, name="Ivy Sandys", account=account()),
        farah=people.coordinator(programme, name="Farah Siddiqui", account=account()),
        outsider=people.head(programme, school(name="Faraway School"), name="Osric Vane", account=account()),
    )
    people.grant(made.ivy, Role.ROUND_ORGANISER)
    for at, name in enumerate(NAMES[:number]):
        place = {"easting": 373_000 + 3_000 * (at % 3), "northing": 429_000 + 4_000 * (at // 3)}
        one = member(programme, school(name=name, **place)).organisation
        made.schools.append(one)
        made.heads.append(people.head(programme, one, name=f"Head {chr(65 + at)} {name.split()[0]}", account=account()))
    return made


def outline(**fields: Any) -> operations.Outline:
    return operations.Outline(
        **{
            "name": "Spring visits 2027",
            "preset": "panel",
            "strand": "",
            "group": None,
            "first_week_on": FIRST,
            "last_week_on": LAST,
            "answers_by_on": BY,
            **fields,
        }
    )


def prepared(w: World, **fields: Any) -> Round:
    """Prepared by Ivy."""
    return operations.prepare(actor=actor(w.ivy), at=NOW, outline=outline(**fields))


def opened(w: World, **fields: Any) -> Round:
    """All schools are asked."""
    made = prepared(w, **fields)
    operations.invite(actor=actor(w.ivy), at=NOW, review_round=made, organisation_ids=[each.pk for each in w.schools])
    made.hold()
    return made


def place(found: Round, school: Organisation) -> RoundSchool:
    return RoundSchool.objects.whole().get(round=found, organisation=school)


def part(head: Person, found: Round, **fields: Any) -> operations.Part:
    weeks = queries.weeks_of(actor=actor(head), review_round=found)
    return operations.Part(
        **{
            "person": head,
            "focus": "How well our reading lessons work in Year 9.",
            "who_joins": "My deputy",
            "needs": "Park at the back",
            "host_weeks": weeks,
            "visit_weeks": weeks,
            "can_write": True,
            **fields,
        }
    )


def says_yes(w: World, found: Round, number: int, **fields: Any) -> RoundSchool:
    head = w.head(number)
    return operations.take_part(
        actor=actor(head),
        at=NOW,
        school=place(found, w.schools[number]),
        part=part(head, found, **fields),
    )


def answered(w: World, **fields: Any) -> Round:
    """All schools say yes."""
    made = opened(w, **fields)
    for number in range(len(w.schools)):
        says_yes(w, made, number)
    made.hold()
    return made


def solved(w: World, found: Round, *, at: Any = NOW) -> Round:
    """Planned by the job."""
    operations.plan(actor=actor(w.ivy), at=at, review_round=found)
    operations.solve(actor=job(w), at=at, review_round=found)
    found.hold()
    return found


def proposed(w: World, **fields: Any) -> Round:
    return solved(w, answered(w, **fields))


def published(w: World, **fields: Any) -> Round:
    """Everybody knows who visits whom."""
    found = proposed(w, **fields)
    publish(w, found)
    return found


def publish(w: World, found: Round, *, at: Any = NOW) -> None:
    plan = queries.latest(actor=actor(w.ivy), review_round=found)
    assert plan is not None
    operations.publish(actor=actor(w.ivy), at=at, review_round=found, plan=plan)
    found.hold()


def job(w: World, name: str = "peer_review.solve") -> Any:
    return Actor.system(name, w.programme.pk)


LINES = {
    "well": ["Reading lessons begin at once, in every class we saw", "Pupils talk about the books they read"],
    "better": ["Pupils who read slowly had a second text to choose from"],
    "practice": ["Daily reading aloud in every tutor group"],
}


def after(visit: Visit, days: int = 1) -> datetime:
    """Ten in the morning, so many days after the day of a visit, or after the Friday of its week."""
    return NOW + (visit.starts_on + timedelta(days=days if visit.visits_on else 4 + days) - NOW.date())


def whole(visit: Visit) -> Visit:
    return Visit.objects.whole().get(pk=visit.pk)


def a_visit(w: World, number: int = 0) -> Visit:
    """A round is published; the visit to the school of this number, whose host has chosen no day."""
    found = published(w)
    return Visit.objects.whole().get(round=found, host=w.schools[number])


def happened(w: World, number: int = 0) -> Visit:
    """It has been."""
    visit = a_visit(w, number)
    operations.tick(actor=job(w, "peer_review.tick"), at=after(visit))
    return whole(visit)


def sent(w: World, number: int = 0, **lines: list[str]) -> Visit:
    """Its report waits for the host."""
    visit = happened(w, number)
    send(visit, **lines)
    return whole(visit)


def send(visit: Visit, days: int = 2, **lines: list[str]) -> None:
    assert visit.writer is not None
    said = {**LINES, **lines}
    operations.send_report(actor=actor(visit.writer.person), at=after(visit, days), visit=visit, lines=said)


def agreed(w: World, number: int = 0, **lines: list[str]) -> Visit:
    """Its host has agreed."""
    visit = sent(w, number, **lines)
    agree(w, visit, number)
    return whole(visit)


def agree(w: World, visit: Visit, number: int = 0) -> None:
    head = actor(w.head(number))
    version = queries.report(actor=head, visit=visit).version
    assert version is not None
    operations.agree_report(actor=head, at=after(visit, 3), visit=visit, version=version)


def shuns(w: World, made: Round, number: int, *others: int) -> RoundSchool:
    """A school says whom it should not meet."""
    return says_yes(w, made, number, apart=[w.schools[other].pk for other in others])


def journeys(plan: RotaPlan) -> set[tuple[str, str]]:
    """Who visits whom, by key."""
    return {(visitor, each["host"]) for each in plan.visits for visitor in each["visitors"]}


def meet(plan: RotaPlan, one: Organisation, other: Organisation) -> bool:
    """Whether one of two schools visits the other."""
    return bool({(str(one.pk), str(other.pk)), (str(other.pk), str(one.pk))} & journeys(plan))


def latest(w: World, made: Round) -> RotaPlan | None:
    return queries.latest(actor=actor(w.ivy), review_round=made)


def organiser(w: World, made: Round, **fields: Any) -> dict[str, Any]:
    """What an operation of Ivy's on a round is called with."""
    return {"actor": actor(w.ivy), "at": NOW, "review_round": made, **fields}
