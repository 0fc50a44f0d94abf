"""Database → the plain facts the rules rank; no ranking."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max

from linkage.access.actor import Actor
from linkage.areas import queries as areas
from linkage.areas.models import Area
from linkage.brokering.rules import Helper, Need, School
from linkage.directory import queries as directory
from linkage.directory.models import Commitment
from linkage.directory.queries import Pooled
from linkage.kernel.days import day_of
from linkage.links import queries as links
from linkage.organisations.models import Organisation
from linkage.organisations.rules.distance import distance_m
from linkage.programmes import queries as programmes
from linkage.support_requests import queries as support_requests
from linkage.support_requests.models import SupportRequest


@dataclass(frozen=True)
class Problem:
    """One request and everybody who could be considered for it; `people` by entry id, for the names on a page."""

    need: Need
    helpers: tuple[Helper, ...]
    people: dict[str, Pooled]


def assemble(*, actor: Actor, support_request: SupportRequest, at: datetime) -> Problem:
    """Return the facts of a sent request; raises ValueError for a draft, which asks nothing yet."""
    school = support_request.organisation
    if school is None:
        raise ValueError("a draft asks nothing yet")
    today = day_of(at)
    asked = support_requests.areas_of(actor=actor, support_request=support_request)
    suggested = [] if asked else [each.area for each in areas.suggest(actor=actor, text=support_request.words)]
    wanted = asked or suggested
    # Everybody: an asker may have ticked the wrong area, and who writes of the very thing must not be missed for it.
    found = directory.pool(actor=actor, on=today)
    return Problem(
        need=_need(actor, support_request, school, today, wanted, is_suggested=not asked),
        helpers=tuple(_helpers(actor, school, today, wanted, found)),
        people={str(each.entry_id): each for each in found},
    )


def _need(
    actor: Actor,
    support_request: SupportRequest,
    school: Organisation,
    today: date,
    wanted: list[Area],
    *,
    is_suggested: bool,
) -> Need:
    settings = programmes.settings(actor=actor)
    left_out = support_requests.avoided_schools_of(actor=actor, support_request=support_request)
    return Need(
        request_id=str(support_request.pk),
        school=_school(school),
        on=today,
        areas=frozenset(area.name for area in wanted),
        is_suggested=is_suggested,
        words=support_request.words,
        phases=frozenset(school.phases),
        left_out=frozenset(str(each.pk) for each in left_out),
        wanted=frozenset(str(key) for key in (support_request.wanted_entry_id, *support_request.also_wanted) if key),
        tried=frozenset(str(each) for each in links.introduced_before(actor=actor, support_request=support_request)),
        has_consent=support_request.has_consent,
        travel_miles=support_request.travel_miles,
        is_online_ok=support_request.is_online_ok,
        is_programme_paused=settings.paused_at is not None,
        is_same_trust_excluded=settings.is_same_trust_excluded,
        bridge_months=settings.bridge_months,
    )


def _helpers(
    actor: Actor, school: Organisation, today: date, wanted: list[Area], found: list[Pooled]
) -> Iterable[Helper]:
    names = {area.code: area.name for area in wanted}
    linked = links.between(actor=actor, organisation_id=school.pk, others={each.organisation.pk for each in found})
    promised = _last_promised(actor, {each.person_id for each in found})
    next_half_term = programmes.next_half_term(actor=actor, on=today).starts_on
    for each in found:
        yield Helper(
            entry_id=str(each.entry_id),
            person_id=str(each.person_id),
            school=_school(each.organisation),
            status=each.status,
            back_on=each.paused_until,
            # An area that was not asked for keeps its code: it is only ever counted as one more.
            areas=frozenset(names.get(code, code) for code in each.area_codes),
            words=each.words,
            phases=frozenset(each.phases),
            ways=frozenset(each.ways),
            places_left=_places_left(each),
            free_on=next_half_term if each.places else None,
            radius_miles=each.radius_miles,
            distance_m=distance_m(school, each.organisation),
            is_school_stopped=each.is_school_stopped,
            promised=each.asked_this_half_term,
            last_promised_on=promised.get(each.person_id),
            last_linked_on=linked.get(each.organisation.pk),
            confirmed_on=day_of(each.confirmed_at),
        )


def _places_left(each: Pooled) -> int:
    """The person's own places: that their school has stopped is a reason by itself."""
    return max(0, each.places - each.asked_this_half_term) if each.is_school_stopped else each.places_left


def _last_promised(actor: Actor, person_ids: set[UUID]) -> dict[UUID, date]:
    rows = Commitment.objects.filter(programme_id=actor.tenant_id, person_id__in=person_ids, released_at=None)
    return {person_id: day_of(at) for person_id, at in rows.values_list("person_id").annotate(Max("made_at"))}


def _school(organisation: Organisation) -> School:
    return School(
        id=str(organisation.pk),
        name=organisation.name,
        trust=organisation.trust_uid,
        phases=frozenset(organisation.phases),
        pupils=organisation.pupils,
        fsm_percent=float(organisation.fsm_percent) if organisation.fsm_percent is not None else None,
        religious_character=organisation.religious_character,
    )
