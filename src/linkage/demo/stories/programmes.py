"""The three programmes: names, colours, promises, calendars, and a pause."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from linkage.access.actor import Actor
from linkage.accounts import operations as accounts
from linkage.accounts import queries as account_queries
from linkage.accounts.models import Account
from linkage.database.tenancy import acting_in
from linkage.demo.stage import Stage
from linkage.kernel.days import day_of
from linkage.people import operations as people
from linkage.people import queries as people_queries
from linkage.people.models import Person
from linkage.people.operations.set_up import Beginning
from linkage.programmes import operations, queries
from linkage.programmes.enums import (
    AskingOrder,
    ClosureKind,
    Introducing,
    LawfulBasis,
    NominationCheck,
    WhoChooses,
)
from linkage.programmes.models import Programme

# Longer than any story, so that every person and promise of one is there before it begins.
FOUNDED_DAYS_AGO = 190


@dataclass(frozen=True)
class Plan:
    """One programme of the demo. `first_urn` to `last_urn` are its schools; `diocese` is the rule it finds them by."""

    slug: str
    name: str
    colour: str
    tagline: str
    coordinator: str
    officer: str
    first_urn: int
    last_urn: int
    check: NominationCheck
    basis: LawfulBasis
    lawful_text: str
    phone: str
    hours: str
    chooses: WhoChooses = WhoChooses.PROGRAMME
    diocese: str = ""
    # Whether people are asked before they are introduced, and who.
    introducing: Introducing = Introducing.AT_ONCE
    order: AskingOrder = AskingOrder.HEAD_PERSON

    @property
    def domain(self) -> str:
        """Where the programme's own people have their addresses."""
        return f"{self.slug}-linkage.example"


PROGRAMMES = (
    Plan(
        slug="ribble",
        name="Ribble Linkage",
        colour="#0b5d66",
        tagline="School-to-school support",
        coordinator="Farah Siddiqui",
        officer="Ben Yarrow",
        first_urn=900_000,
        last_urn=900_121,
        check=NominationCheck.COMPLETENESS,
        basis=LawfulBasis.PUBLIC_TASK,
        lawful_text="The council has a duty to promote high standards in its schools.",
        phone="01632 960 114",
        hours="Mondays and Tuesdays in term time",
        introducing=Introducing.ASK_FIRST,
        chooses=WhoChooses.SCHOOL_NAMED,
    ),
    Plan(
        slug="mersewater",
        name="Mersewater Schools Together",
        colour="#6f2c5f",
        tagline="Archdiocese of Mersewater",
        coordinator="Bernadette Quigley",
        officer="Martin Holloway",
        first_urn=900_122,
        last_urn=900_161,
        check=NominationCheck.NONE,
        basis=LawfulBasis.LEGITIMATE_INTERESTS,
        lawful_text="Schools of the archdiocese have agreed to help one another.",
        phone="01632 960 207",
        hours="Weekday mornings",
        chooses=WhoChooses.SCHOOL_UNNAMED,
        diocese="Archdiocese of Mersewater",
    ),
    Plan(
        slug="four-corners",
        name="Four Corners",
        colour="#38459b",
        tagline="Four primary schools that help each other",
        coordinator="Ruth Ainscough",
        officer="",
        first_urn=900_162,
        last_urn=900_165,
        check=NominationCheck.NONE,
        basis=LawfulBasis.LEGITIMATE_INTERESTS,
        lawful_text="",
        phone="01632 960 341",
        hours="After lessons",
    ),
)


def found(plan: Plan, *, now: datetime) -> Programme:
    """Begin a programme: the first by the one-time address, the others by who runs the installation."""
    at = now - timedelta(days=FOUNDED_DAYS_AGO)
    beginning = Beginning(
        name=plan.coordinator,
        email=f"{plan.coordinator.split()[0].lower()}@{plan.domain}",
        programme_name=plan.slug,
        colour=plan.colour,
        calendar="lancashire",
    )
    system = Actor.system("demo")
    if not account_queries.has_operator(actor=system):
        token = accounts.make_set_up_key(actor=system, at=at)
        made = people.set_up(actor=Actor.nobody(), at=at, token=token, beginning=beginning).programme
    else:
        made = people.begin_programme(actor=operator(), at=at, beginning=beginning)
    with acting_in(made.pk):
        _settle(plan, made, at)
    return made


def tell(stage: Stage, plan: Plan) -> None:
    """Add a day of training to the calendar; a programme that moved its office stood still meanwhile."""
    coordinator = Person.objects.get(programme=stage.programme, name=plan.coordinator)
    stage.people[plan.coordinator] = coordinator
    training = day_of(stage.diary.after(stage.now, 12))
    stage.diary.note(
        stage.diary.ago(60),
        lambda at: operations.add_closure(
            actor=stage.coordinator,
            at=at,
            kind=ClosureKind.INSET,
            name="Staff training day",
            starts_on=training,
        ),
    )
    if plan.diocese:
        stage.diary.note(
            stage.diary.ago(52),
            lambda at: operations.pause(
                actor=stage.coordinator,
                at=at,
                programme=stage.programme,
                reason="Our office moves house this week",
            ),
        )
        stage.diary.note(
            stage.diary.ago(49),
            lambda at: operations.resume(actor=stage.coordinator, at=at, programme=stage.programme),
        )


def operator() -> Actor:
    """Return who runs the installation: the first programme's coordinator, outside of any programme."""
    account = Account.objects.get(is_operator=True)
    return Actor(kind="account", name=account.email, account_id=account.pk, is_operator=True)


def _settle(plan: Plan, made: Programme, at: datetime) -> None:
    coordinator = people_queries.of_person(Person.objects.get(programme=made, name=plan.coordinator))
    settings = queries.settings(actor=coordinator)
    at += timedelta(minutes=20)
    operations.describe(
        actor=coordinator,
        at=at,
        programme=made,
        name=plan.name,
        tagline=plan.tagline,
        contact_email=f"hello@{plan.domain}",
        contact_phone=plan.phone,
        contact_times=plan.hours,
    )
    operations.choose_ways(
        actor=coordinator,
        at=at,
        settings=settings,
        nomination_check=plan.check,
        confirm_terms=1,
        is_same_trust_excluded=True,
        who_chooses=plan.chooses,
    )
    operations.choose_asking(
        actor=coordinator,
        at=at,
        settings=settings,
        introducing=plan.introducing,
        asking_order=plan.order,
        is_next_asked_alone=False,
    )
    operations.state_lawful_basis(
        actor=coordinator, at=at, settings=settings, lawful_basis=plan.basis, lawful_text=plan.lawful_text
    )
    operations.name_safeguarding_contact(
        actor=coordinator,
        at=at,
        settings=settings,
        safeguarding_contact=f"The invented safeguarding team of {plan.name}, 01632 960 900, at any hour",
    )
