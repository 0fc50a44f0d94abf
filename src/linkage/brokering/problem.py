"""Database → the plain facts of a request, and what a round plans of them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max, Q

from linkage.access.actor import Actor
from linkage.areas import queries as areas
from linkage.areas.models import Area
from linkage.brokering.enums import NOT_AGAIN, ApproachStatus, DeclineReason, Says
from linkage.brokering.models import Approach, Ruling
from linkage.brokering.rules import Helper, Need, School, rank
from linkage.brokering.rules.planning import Asking
from linkage.directory import queries as directory
from linkage.directory.models import Commitment, Entry
from linkage.directory.queries import Pooled
from linkage.kernel.days import day_of
from linkage.kernel.half_terms import counted_from
from linkage.links import queries as links
from linkage.organisations.models import Organisation
from linkage.organisations.rules.distance import distance_m
from linkage.programmes import queries as programmes
from linkage.support_requests import queries as requests
from linkage.support_requests.models import SupportRequest


@dataclass(frozen=True)
class Problem:
    """One request and everybody who could be considered for it; `people` by entry id, for the names on a page.

    `areas` are those of the need, `kept` the entries somebody wants kept for it in the round.
    `silent` are the entries that were asked for it before and did not answer.
    """

    support_request: SupportRequest
    need: Need
    areas: tuple[Area, ...]
    kept: frozenset[str]
    helpers: tuple[Helper, ...]
    people: dict[str, Pooled]
    silent: frozenset[str] = frozenset()


def assemble(*, actor: Actor, support_request: SupportRequest, at: datetime) -> Problem:
    """Return the facts of a sent request; raises ValueError for a draft, which asks nothing yet."""
    return assemble_all(actor=actor, support_requests=[support_request], at=at)[0]


def assemble_all(*, actor: Actor, support_requests: Sequence[SupportRequest], at: datetime) -> list[Problem]:
    """Return the facts of many sent requests, in their order; as many queries for forty as for one.

    Raises ValueError for a draft, which asks nothing yet.
    """
    schools = [_school_of(each) for each in support_requests]
    # Everybody: an asker may have ticked the wrong area, and who writes of the very thing must not be missed for it.
    pool = directory.pool(actor=actor, on=day_of(at))
    known = _Known(actor, support_requests, schools, pool, day_of(at))
    people = {str(each.entry_id): each for each in pool}
    problems = []
    for each, school in zip(support_requests, schools, strict=True):
        need, wanted = known.need(each, school)
        helpers = tuple(known.helpers(school, wanted))
        kept = known.ruled(each, Says.KEEP)
        problems.append(Problem(each, need, tuple(wanted), kept, helpers, people, known.asked.silent(each)))
    return problems


def asking(*, actor: Actor, support_requests: Sequence[SupportRequest], at: datetime) -> list[Asking]:
    """Return what a round plans: each request with who could help it, as they stand today."""
    today = day_of(at)
    return [
        Asking(
            request_id=str(each.support_request.pk),
            ranking=rank(each.need, each.helpers),
            wanted=max(1, each.support_request.people_wanted - len(each.need.tried)),
            waited_days=(today - day_of(each.support_request.submitted_at or at)).days,
            is_apart=each.support_request.from_different_schools,
            kept=each.kept,
            areas=frozenset(area.code for area in each.areas),
        )
        for each in assemble_all(actor=actor, support_requests=support_requests, at=at)
    ]


def _school_of(support_request: SupportRequest) -> Organisation:
    if support_request.organisation is None:
        raise ValueError("a draft asks nothing yet")
    return support_request.organisation


class _Known:
    """What is the same for many requests, or can be asked for all of them at once."""

    def __init__(
        self,
        actor: Actor,
        support_requests: Sequence[SupportRequest],
        schools: Sequence[Organisation],
        pool: list[Pooled],
        today: date,
    ) -> None:
        self._actor, self._pool, self._today = actor, pool, today
        self._settings = programmes.settings(actor=actor)
        self._areas = requests.areas_of_many(actor=actor, support_requests=support_requests)
        self._left_out = requests.avoided_schools_of_many(actor=actor, support_requests=support_requests)
        self._tried = links.introduced_before(actor=actor, support_requests=support_requests)
        self._rulings = _rulings(actor, support_requests)
        self._linked = links.between(actor=actor, organisation_ids={each.pk for each in schools})
        self.asked = _AskedBefore(actor, support_requests, today)
        self._taken_schools = self._schools_that_help(support_requests)
        self._promised = _last_promised(actor, {each.person_id for each in pool})
        self._next_half_term = programmes.next_half_term(actor=actor, on=today).starts_on
        self._schools = {each.organisation.pk: _school(each.organisation) for each in pool}

    def need(self, support_request: SupportRequest, school: Organisation) -> tuple[Need, list[Area]]:
        """What one request asks, and the areas of it: those ticked, or those its own words suggest."""
        asked = self._areas[support_request.pk]
        wanted = asked or [each.area for each in areas.suggest(actor=self._actor, text=support_request.words)]
        began_from = (support_request.wanted_entry_id, *support_request.also_wanted)
        need = Need(
            request_id=str(support_request.pk),
            school=_school(school),
            on=self._today,
            areas=frozenset(area.name for area in wanted),
            is_suggested=not asked,
            words=support_request.words,
            phases=frozenset(school.phases),
            left_out=frozenset(str(each.pk) for each in self._left_out[support_request.pk]),
            wanted=frozenset(str(key) for key in began_from if key),
            ruled_out=self.ruled(support_request, Says.RULE_OUT),
            tried=frozenset(str(each) for each in self._tried[support_request.pk]),
            asked=self.asked.no_more(support_request),
            taken_schools=self._taken_schools.get(support_request.pk, frozenset()),
            has_consent=support_request.has_consent,
            travel_miles=support_request.travel_miles,
            is_online_ok=support_request.is_online_ok,
            is_programme_paused=self._settings.paused_at is not None,
            is_same_trust_excluded=self._settings.is_same_trust_excluded,
            bridge_months=self._settings.bridge_months,
        )
        return need, wanted

    def _schools_that_help(self, support_requests: Sequence[SupportRequest]) -> dict[UUID, frozenset[str]]:
        """The schools of who is introduced or asked now, of each request whose people come from different ones."""
        apart = [each for each in support_requests if each.from_different_schools and each.people_wanted > 1]
        out = {each.pk: {*map(UUID, self.asked.out(each)), *self._tried[each.pk]} for each in apart}
        wanted = set[UUID]().union(*out.values())
        rows = Entry.objects.filter(programme_id=self._actor.tenant_id, pk__in=wanted) if wanted else ()
        school_of = {each.pk: str(each.organisation_id) for each in rows}
        return {key: frozenset(school_of[each] for each in entries) for key, entries in out.items()}

    def ruled(self, support_request: SupportRequest, says: Says) -> frozenset[str]:
        """The entries that somebody keeps for a request, or has ruled out for it."""
        return frozenset(str(entry_id) for entry_id in self._rulings.get((support_request.pk, says), ()))

    def helpers(self, school: Organisation, wanted: list[Area]) -> Iterator[Helper]:
        """Everybody listed, as they stand to the school that asks."""
        names = {area.code: area.name for area in wanted}
        linked = self._linked[school.pk]
        for each in self._pool:
            yield Helper(
                entry_id=str(each.entry_id),
                person_id=str(each.person_id),
                school=self._schools[each.organisation.pk],
                status=each.status,
                back_on=each.paused_until,
                # An area that was not asked for keeps its code: it is only ever counted as one more.
                areas=frozenset(names.get(code, code) for code in each.area_codes),
                words=each.words,
                phases=frozenset(each.phases),
                ways=frozenset(each.ways),
                places_left=_places_left(each),
                free_on=self._next_half_term if each.places else None,
                radius_miles=each.radius_miles,
                distance_m=distance_m(school, each.organisation),
                is_school_stopped=each.is_school_stopped,
                is_held_back=each.entry_id in self.asked.held_back,
                promised=each.asked_this_half_term,
                last_promised_on=self._promised.get(each.person_id),
                last_linked_on=linked.get(each.organisation.pk),
                confirmed_on=day_of(each.confirmed_at),
            )


class _AskedBefore:
    """Whom these requests were put to, and whom their head held back in this half-term for whatever request."""

    def __init__(self, actor: Actor, support_requests: Sequence[SupportRequest], today: date) -> None:
        these = {each.pk for each in support_requests}
        held = Q(asked__reason=DeclineReason.CANNOT_RELEASE, ended_at__date__gte=counted_from(today))
        found = Approach.objects.filter(Q(support_request__in=these) | held, programme_id=actor.tenant_id)
        self._rows = set(found.values_list("support_request_id", "entry_id", "status"))
        self.held_back = set(found.filter(held).values_list("entry_id", flat=True)) if self._rows else set()

    def no_more(self, support_request: SupportRequest) -> frozenset[str]:
        """The entries that are asked for this request now, or said no."""
        return self._entries(support_request, NOT_AGAIN)

    def out(self, support_request: SupportRequest) -> frozenset[str]:
        """The entries that are asked for this request now."""
        return self._entries(support_request, (ApproachStatus.SENT,))

    def silent(self, support_request: SupportRequest) -> frozenset[str]:
        """The entries that were asked for this request and did not answer."""
        return self._entries(support_request, (ApproachStatus.LAPSED,))

    def _entries(self, support_request: SupportRequest, statuses: Sequence[str]) -> frozenset[str]:
        return frozenset(
            str(entry_id)
            for request_id, entry_id, status in self._rows
            if request_id == support_request.pk and status in statuses
        )


def _places_left(each: Pooled) -> int:
    """The person's own places: that their school has stopped is a reason by itself."""
    return max(0, each.places - each.asked_this_half_term) if each.is_school_stopped else each.places_left


def _rulings(actor: Actor, support_requests: Sequence[SupportRequest]) -> dict[tuple[UUID, str], set[UUID]]:
    ids = [each.pk for each in support_requests]
    rows = Ruling.objects.filter(programme_id=actor.tenant_id, support_request_id__in=ids)
    found: dict[tuple[UUID, str], set[UUID]] = defaultdict(set)
    for request_id, entry_id, says in rows.values_list("support_request_id", "entry_id", "says"):
        found[request_id, says].add(entry_id)
    return found


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
