"""Rounds, their schools and what was answered, as far as the actor may see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from linkage.access.actor import Actor
from linkage.areas import queries as areas
from linkage.kernel.errors import NotFound
from linkage.organisations import queries as organisations
from linkage.organisations.models import Organisation, SchoolGroup
from linkage.peer_review import policy
from linkage.peer_review.enums import RoundStatus
from linkage.peer_review.models import Round, RoundSchool
from linkage.peer_review.models.rounds import RoundQuerySet, RoundSchoolQuerySet
from linkage.peer_review.rules import weeks
from linkage.people import queries as people
from linkage.people.enums import Role
from linkage.people.models import Affiliation, Person
from linkage.programmes import queries as programmes


@dataclass(frozen=True)
class Listed:
    """Rounds on the actor's list: those they run, and those their schools are asked for or take part in."""

    run: list[Round]
    own: list[RoundSchool]


def run_by(*, actor: Actor) -> RoundQuerySet:
    """Return the rounds the actor runs: their own as organiser, and all for who runs the programme."""
    here = Round.objects.filter(programme_id=actor.tenant_id)
    if actor.kind != "person":
        return here.none()
    return here if actor.has(Role.COORDINATOR) else here.filter(Q(organisers__person_id=actor.person_id))


def own_schools(*, actor: Actor) -> RoundSchoolQuerySet:
    """Return the schools in rounds that have begun for which the actor answers or goes."""
    led = Q(organisation_id__in=actor.organisations(*policy.FOR_SCHOOL))
    mine = RoundSchool.objects.filter(programme_id=actor.tenant_id).exclude(round__status=RoundStatus.DRAFT)
    return mine.filter(led | Q(person_id=actor.person_id)) if actor.kind == "person" else mine.none()


def listed(*, actor: Actor) -> Listed:
    """Return the actor's rounds, the latest first."""
    return Listed(
        run=list(run_by(actor=actor).whole().order_by("-first_week_on", "name")),
        own=list(own_schools(actor=actor).whole().order_by("-round__first_week_on", "organisation__name")),
    )


def round_run(*, actor: Actor, round_id: UUID) -> Round:
    """Return a round that the actor runs; raises NotFound."""
    found = run_by(actor=actor).whole().filter(pk=round_id).first()
    if found is None:
        raise NotFound("round")
    return found


def answers(*, actor: Actor, review_round: Round) -> list[RoundSchool]:
    """Return what each school of a round answered, by name; for who runs it."""
    policy.SEE.check(actor, review_round)
    found = RoundSchool.objects.filter(programme_id=actor.tenant_id, round=review_round)
    return list(found.whole().order_by("organisation__name", "pk"))


def school_in_round(*, actor: Actor, round_school_id: UUID) -> RoundSchool:
    """Return a school's place in a round, for who answers or goes for it and who runs the round; raises NotFound."""
    here = RoundSchool.objects.filter(programme_id=actor.tenant_id, pk=round_school_id)
    wanted = Q(pk__in=own_schools(actor=actor).values("pk")) | Q(round__in=run_by(actor=actor).values("pk"))
    found = here.filter(wanted).whole().first() if actor.kind == "person" else None
    if found is None:
        raise NotFound("school of a round")
    return found


def linked_school(*, actor: Actor) -> RoundSchool:
    """Return the school's place that the actor's link asks about; raises NotFound."""
    here = RoundSchool.objects.filter(programme_id=actor.tenant_id, pk=actor.answers_about)
    found = here.whole().first()
    if found is None:
        raise NotFound("school of a round")
    return found


def who_may_go(*, actor: Actor, organisation: Organisation, on: date) -> list[Person]:
    """Return who of a school could go to others: its head first, then its confirmed staff by name."""
    head = people.head_of(actor=actor, organisation_id=organisation.pk)
    staff = Affiliation.objects.confirmed(on).filter(programme_id=actor.tenant_id, organisation=organisation)
    others = Person.objects.filter(pk__in=staff.values("person_id")).exclude(pk__in=[head.pk] if head else [])
    return [*([head] if head else []), *others.order_by("name", "pk")]


def weeks_of(*, actor: Actor, review_round: Round, organisation: Organisation | None = None) -> list[date]:
    """Return the weeks of a round in which a school (without one: most schools) is open, by their Mondays."""
    calendar = programmes.calendar(
        actor=actor,
        authority_code=organisation.authority_code if organisation else "",
        organisation_id=organisation.pk if organisation else None,
    )
    return weeks.open_weeks(review_round.first_week_on, review_round.last_week_on, calendar)


def to_be_asked(*, actor: Actor, review_round: Round) -> list[Organisation]:
    """Return the schools that take part in the programme (or in the group the round is for), by name."""
    members = organisations.members(actor=actor).select_related("organisation")
    if review_round.group_id is not None:
        members = members.filter(places__group_id=review_round.group_id)
    schools = (each.organisation for each in members.order_by("organisation__name"))
    return [each for each in schools if each.kind == "school" and each.status != "closed"]


def groups(*, actor: Actor, review_round: Round | None = None) -> Sequence[SchoolGroup]:
    """Return the groups a round may be for, by name: all for who runs the programme, else the one it is for."""
    if actor.has(Role.COORDINATOR):
        return list(organisations.groups(actor=actor))
    return [review_round.group] if review_round is not None and review_round.group is not None else []


def who_may_organise(*, actor: Actor) -> list[Person]:
    """Return who may run a round: confirmed staff of schools and who runs the programme, by name."""
    staff = Affiliation.objects.filter(programme_id=actor.tenant_id, status="confirmed").values("person_id")
    runs = [each.pk for each in people.people_with(actor=actor, role=Role.COORDINATOR)]
    organises = [each.pk for each in people.people_with(actor=actor, role=Role.ROUND_ORGANISER)]
    wanted = Q(pk__in=staff) | Q(pk__in=[*runs, *organises])
    return list(Person.objects.filter(wanted, programme_id=actor.tenant_id).order_by("name", "pk"))


def area_names(*, actor: Actor, codes: Sequence[str]) -> list[str]:
    """Return the names of areas by name."""
    return sorted(each.name for each in areas.known(actor=actor) if each.code in codes)
