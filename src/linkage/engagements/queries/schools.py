"""Schools that have closed while something goes on, and what may become of it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from linkage.access.actor import Actor
from linkage.engagements import rules
from linkage.engagements.enums import OPEN
from linkage.engagements.models import Engagement, Participant, SchoolChange
from linkage.engagements.queries.engagements import engagement_or_fact
from linkage.kernel.days import day_of
from linkage.kernel.errors import NotFound
from linkage.kernel.violations import Violation
from linkage.links.enums import Side
from linkage.organisations import queries as organisations
from linkage.organisations.enums import SchoolStatus
from linkage.organisations.models import Organisation
from linkage.people import queries as people
from linkage.people.models import Affiliation, Person


@dataclass(frozen=True)
class Closed:
    """One closed school that waits for a word: what followed it, and who takes part for it."""

    change: SchoolChange
    successors: tuple[Organisation, ...]
    people: tuple[Person, ...]


@dataclass(frozen=True)
class Going:
    """Who goes along to a school, who does not, and what has to be done before it can take the place."""

    stay: tuple[str, ...]
    leave: tuple[str, ...]
    problem: str


def going_along(*, actor: Actor, at: datetime, closed: Closed) -> list[Going]:
    """Return for each school that followed it who would go along; and what stands in the way of it."""
    return [_going(actor, at, closed, each) for each in closed.successors]


def _going(actor: Actor, at: datetime, closed: Closed, to: Organisation) -> Going:
    staff = _staff(actor, at, [to.pk]).filter(person__in=closed.people)
    known = set(staff.values_list("person_id", flat=True))
    wrong = successor_problems(actor=actor, change=closed.change, school=to)
    return Going(
        stay=tuple(each.name for each in closed.people if each.pk in known),
        leave=tuple(each.name for each in closed.people if each.pk not in known),
        problem=wrong[0].sentence if wrong else "",
    )


def successor_problems(*, actor: Actor, change: SchoolChange, school: Organisation | None) -> list[Violation]:
    """Return what stands in the way of a school's taking the place; `school` is None for one that did not follow."""
    engagement = change.engagement
    other = engagement.home_organisation_id if change.side == Side.CLIENT else engagement.client_organisation_id
    return rules.it_can_take_its_place(
        school.name if school else "",
        is_successor=school is not None,
        takes_part=school is not None and organisations.is_member(actor=actor, organisation_id=school.pk),
        is_other_side=school is not None and school.pk == other,
        head=school is not None and people.head_of(actor=actor, organisation_id=school.pk) is not None,
        programme=engagement.programme.name,
    )


def school_changes(*, actor: Actor, engagement: Engagement) -> list[SchoolChange]:
    """Return what became of its schools, in order; whoever opens its page may know."""
    found = SchoolChange.objects.filter(programme_id=actor.tenant_id, engagement=engagement)
    return list(found.select_related("was", "now").order_by("found_at", "pk"))


def closed_school(*, actor: Actor, engagement_id: UUID) -> Closed:
    """Return the closed school of an engagement that waits for whoever runs the programme; raises NotFound."""
    engagement = engagement_or_fact(actor=actor, engagement_id=engagement_id)
    waiting = [each for each in school_changes(actor=actor, engagement=engagement) if each.settled_at is None]
    if not waiting:
        raise NotFound("school change")
    change = waiting[0]
    change.engagement = engagement
    return Closed(
        change=change,
        successors=tuple(organisations.successors(actor=actor, organisation=change.was)),
        people=tuple(each.person for each in engagement.of_side(change.side)),
    )


def at_closed_schools(*, actor: Actor) -> QuerySet[Engagement]:
    """Return what goes on with a school that the register says is closed, for a job of the house."""
    is_closed = Q(Exists(_closed("client_organisation_id"))) | Q(Exists(_closed("home_organisation_id")))
    return Engagement.objects.whole().filter(is_closed, programme_id=actor.tenant_id, status__in=OPEN)


def moves_along(*, actor: Actor, at: datetime, participants: list[Participant], to: Organisation) -> set[UUID]:
    """Return who of these is of the confirmed staff of the school that took the place of theirs."""
    here = _staff(actor, at, [to.pk]).filter(person__in=[each.person_id for each in participants])
    return set(here.values_list("person_id", flat=True))


def went_along(*, actor: Actor, at: datetime, person: Person, organisation: Organisation) -> bool:
    """Whether somebody only went with their closed school to the one that took its place."""
    if organisation.status != SchoolStatus.CLOSED:
        return False
    followed = organisations.successors(actor=actor, organisation=organisation)
    return _staff(actor, at, [each.pk for each in followed]).filter(person=person).exists()


def _staff(actor: Actor, at: datetime, school_ids: list[UUID]) -> QuerySet[Affiliation]:
    sure = Affiliation.objects.confirmed(day_of(at))
    return sure.filter(programme_id=actor.tenant_id, organisation_id__in=school_ids)


def _closed(key: str) -> QuerySet[Organisation]:
    """Looked up by its key, never joined: see `at_home`."""
    return Organisation.objects.filter(pk=OuterRef(key), status=SchoolStatus.CLOSED)
