"""What a person or a school has given and received in a school year: facts, and nothing that was written or rated."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, Prefetch, Q, QuerySet

from linkage.access.actor import Actor
from linkage.engagements import rules
from linkage.engagements.enums import VisitStatus
from linkage.engagements.models import Participant, Visit
from linkage.kernel.errors import NotFound
from linkage.links.enums import Side
from linkage.links.models import Link, LinkQuerySet
from linkage.organisations.models import Organisation
from linkage.people import queries as people
from linkage.people.enums import Role
from linkage.people.models import Affiliation, Designation, Person
from linkage.support_requests.models import RequestArea


@dataclass(frozen=True)
class Contribution:
    """What is known of somebody or of a school in a period: `given` and `received`, as rows that a page puts in words.

    Of a person `received` is what they took part in while their school was helped.
    """

    period: rules.Period
    designations: tuple[Designation, ...]
    given: "Rows"
    received: "Rows"


@dataclass(frozen=True)
class Rows:
    """One direction: introductions, the part of each person in an engagement, and visits whose note was agreed."""

    links: tuple[Link, ...]
    # The areas of each of these introductions: one may be about several.
    areas: tuple[str, ...]
    parts: tuple[Participant, ...]
    visits: tuple[Visit, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing."""
        return not (self.links or self.parts or self.visits)


def own_record(*, actor: Actor, period: rules.Period) -> Contribution:
    """Return what the actor has given, for whichever school they did."""
    if actor.person_id is None:
        raise NotFound("record")
    return _of_person(actor, people.person(actor=actor, person_id=actor.person_id), period, None)


def colleague(*, actor: Actor, affiliation_id: UUID, today: date) -> Affiliation:
    """Return one of the confirmed staff of the school that the actor heads; raises NotFound for everybody else."""
    mine = Affiliation.objects.confirmed(today).filter(
        programme_id=actor.tenant_id, organisation_id__in=actor.organisations(Role.HEAD), pk=affiliation_id
    )
    found = mine.select_related("person", "organisation").first()
    if found is None:
        raise NotFound("colleague")
    return found


def colleagues_of(*, actor: Actor, organisation: Organisation, today: date) -> list[Affiliation]:
    """Return whose records the actor may read there, by name: none for who is not the head."""
    if not actor.acts_for(organisation.pk, Role.HEAD):
        return []
    staff = Affiliation.objects.confirmed(today).filter(programme_id=actor.tenant_id, organisation=organisation)
    return list(staff.select_related("person").order_by("person__name", "pk"))


def staff_record(*, actor: Actor, affiliation: Affiliation, period: rules.Period) -> Contribution:
    """Return what one of the staff has given for this school: nothing of what they did for another."""
    return _of_person(actor, affiliation.person, period, affiliation.organisation_id)


def governed_school(*, actor: Actor, organisation_id: UUID) -> Organisation:
    """Return the school that the actor heads or governs; raises NotFound for every other."""
    if organisation_id not in actor.organisations(Role.HEAD, Role.CHAIR):
        raise NotFound("school")
    return Organisation.objects.get(pk=organisation_id)


def school_record(*, actor: Actor, organisation: Organisation, period: rules.Period) -> Contribution:
    """Return what a school gave and received."""
    school = organisation.pk
    return Contribution(
        period=period,
        designations=(),
        given=_rows(
            period,
            _links(actor, period).filter(home_organisation=school),
            _parts(actor).filter(side=Side.HOME, engagement__home_organisation=school),
            _visits(actor, period).filter(engagement__home_organisation=school),
        ),
        received=_rows(
            period,
            _links(actor, period).filter(client_organisation=school),
            _parts(actor).filter(side=Side.CLIENT, engagement__client_organisation=school),
            _visits(actor, period).filter(engagement__client_organisation=school),
        ),
    )


def _of_person(actor: Actor, person: Person, period: rules.Period, school_id: UUID | None) -> Contribution:
    held = Designation.objects.whole().filter(programme_id=actor.tenant_id, person=person, confirmed_at__isnull=False)
    parts = _parts(actor).filter(person=person)
    links, visits = _links(actor, period), _visits(actor, period).filter(visitor=person)
    asked, helped = links.filter(asker=person), links.filter(helper=person)
    if school_id is not None:
        parts = parts.filter(organisation=school_id)
        asked, helped = asked.filter(client_organisation=school_id), helped.filter(home_organisation=school_id)
        visits = visits.filter(engagement__home_organisation=school_id)
    return Contribution(
        period=period,
        designations=tuple(
            each for each in held.order_by("from_on", "pk") if period.meets(each.from_on, each.ended_on or each.to_on)
        ),
        given=_rows(period, helped, parts.filter(side=Side.HOME), visits),
        received=_rows(period, asked, parts.filter(side=Side.CLIENT), visits.none()),
    )


def _rows(period: rules.Period, links: LinkQuerySet, parts: QuerySet[Participant], visits: QuerySet[Visit]) -> Rows:
    found = tuple(links)
    return Rows(
        links=found,
        areas=tuple(each.area.name for link in found for each in link.support_request.request_areas.all()),
        parts=tuple(each for each in parts if period.meets(*_time_of(each))),
        visits=tuple(visits),
    )


def _time_of(part: Participant) -> tuple[date, date | None]:
    found = part.engagement
    return rules.time_of(
        joined_at=part.joined_at, left_at=part.left_at, started_at=found.started_at, ended_at=found.ended_at
    )


def _links(actor: Actor, period: rules.Period) -> LinkQuerySet:
    areas = Prefetch("support_request__request_areas", queryset=RequestArea.objects.select_related("area"))
    within = _within("introduced_at__date", period)
    found = Link.objects.standing().whole().filter(within, programme_id=actor.tenant_id)
    return found.prefetch_related(areas).order_by("introduced_at", "pk")


def _parts(actor: Actor) -> QuerySet[Participant]:
    """Who took part in what has started, also where they left before it ended."""
    found = Participant.objects.filter(programme_id=actor.tenant_id, engagement__started_at__isnull=False)
    whole = (*(f"engagement__{each}" for each in _ENGAGEMENT), "person")
    left_before = Q(left_at__isnull=False, left_at__lt=F("engagement__started_at"))
    return found.exclude(left_before).select_related(*whole).order_by("joined_at", "pk")


def _visits(actor: Actor, period: rules.Period) -> QuerySet[Visit]:
    """Visits whose note the host has agreed: nothing else counts as given."""
    found = Visit.objects.filter(_within("visits_on", period), programme_id=actor.tenant_id, status=VisitStatus.AGREED)
    whole = (f"engagement__{each}" for each in _ENGAGEMENT)
    return found.select_related("visitor", *whole).order_by("visits_on", "pk")


def _within(field: str, period: rules.Period) -> Q:
    first = Q(**{f"{field}__gte": period.starts_on}) if period.starts_on else Q()
    return first & Q(**{f"{field}__lte": period.ends_on})


_ENGAGEMENT = ("client_organisation", "home_organisation", "support_request")
