"""From what schools answered to the plain facts a rota is planned from."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from linkage.access.actor import Actor
from linkage.organisations.enums import Phase
from linkage.organisations.models import Organisation
from linkage.peer_review.enums import GOES, Says
from linkage.peer_review.models import KeptApart, RotaRuling, Round, RoundSchool, Visit, Visiting
from linkage.peer_review.rules import planning, weeks
from linkage.peer_review.rules.rounds import Numbers
from linkage.solvers import rota
from linkage.solvers.rota import Journey, Problem, School

# The stages as visits mix them: an all-through school counts by the oldest it teaches.
_STAGES = (Phase.SPECIAL, Phase.ALTERNATIVE, Phase.SECONDARY, Phase.SIXTEEN_PLUS, Phase.PRIMARY, Phase.NURSERY)
_SAME = {Phase.SIXTEEN_PLUS: Phase.SECONDARY, Phase.NURSERY: Phase.PRIMARY}


def problem(
    *,
    actor: Actor,
    review_round: Round,
    today: date,
    also: Sequence[RotaRuling] = (),
    apart: Iterable[KeptApart] = (),
) -> Problem:
    """Return the round as it is to be planned: who takes part, by its rules and by what was said by hand.

    `also` are rulings that are not kept yet, each in the place of an older one; `apart` schools that are to be.
    What has been stays as it was, and counts, also where somebody who was in it takes part no more.
    """
    rows = list(RoundSchool.objects.filter(programme_id=actor.tenant_id, round=review_round).taking_part().whole())
    kept = RotaRuling.objects.filter(programme_id=actor.tenant_id, round=review_round)
    said = list({(each.host_id, each.visitor_id): each for each in (*kept, *also)}.values())
    been = _been(review_round, today)
    there, visited = {str(each.organisation_id) for each in rows}, {each.host for each in been}
    return Problem(
        schools=tuple(_schools(rows, today)),
        settings=planning.settings_of(review_round.preset, numbers_of(review_round)),
        earlier=_earlier(review_round) if review_round.avoids_earlier else frozenset(),
        apart=_apart(review_round, apart, there),
        kept=_journeys(said, Says.KEEP, there, visited),
        ruled_out=_journeys(said, Says.RULE_OUT, there, visited),
        kept_weeks={
            str(each.host_id): weeks.number_of(each.week_on)
            for each in said
            if each.week_on and str(each.host_id) in there - visited
        },
        been=been,
    )


def numbers_of(review_round: Round) -> Numbers:
    """Return the rules of a round that are numbers and switches."""
    return Numbers(
        visitors=review_round.visitors,
        at_least=review_round.at_least,
        at_most=review_round.at_most,
        allows_mutual=review_round.allows_mutual,
        other_trust=review_round.other_trust,
        mixes_phases=review_round.mixes_phases,
        needs_writer=review_round.needs_writer,
        needs_lead=review_round.needs_lead,
        avoids_earlier=review_round.avoids_earlier,
        distance_limit_miles=review_round.distance_limit_miles,
    )


def stage_of(school: Organisation) -> str:
    """Return the stage by which visits mix schools."""
    found = next((stage for stage in _STAGES if stage in school.phases), None)
    return str(_SAME.get(found, found)) if found else ""


def _schools(rows: list[RoundSchool], today: date) -> Iterable[School]:
    """A school without a known place is taken to lie in the middle of the others; weeks that are over are none."""
    placed = [each.organisation for each in rows if each.organisation.easting and each.organisation.northing]
    middle = (
        sum(each.easting or 0 for each in placed) / max(1, len(placed)),
        sum(each.northing or 0 for each in placed) / max(1, len(placed)),
    )
    for row in sorted(rows, key=lambda each: str(each.organisation_id)):
        school, key = row.organisation, str(row.organisation_id)
        yield School(
            id=key,
            name=school.name,
            easting=school.easting or middle[0],
            northing=school.northing or middle[1],
            host_weeks=weeks.numbers(weeks.not_over(row.host_weeks, today)),
            visit_weeks=weeks.numbers(weeks.not_over(row.visit_weeks, today)),
            phase=stage_of(school),
            kind=school.type_group,
            trust=school.trust_uid,
            can_write=row.can_write,
            can_lead=row.can_lead,
        )


def _been(review_round: Round, today: date) -> tuple[rota.Visit, ...]:
    """The visits that have been, whoever of them takes part no more: they stay, and count for who went."""
    visits = Visit.objects.filter(programme_id=review_round.programme_id, round=review_round).standing().whole()
    return tuple(
        rota.Visit(
            host=str(each.host_id),
            week=weeks.number_of(each.week_on),
            visitors=tuple(sorted(str(one.organisation_id) for one in each.going)),
            writer=str(each.writer.organisation_id) if each.writer else "",
            lead=str(each.lead.organisation_id) if each.lead else "",
        )
        for each in visits.order_by("week_on", "host_id")
        if weeks.is_over(each.week_on, each.visits_on, today)
    )


def _journeys(said: Iterable[RotaRuling], says: str, there: set[str], visited: set[str]) -> frozenset[Journey]:
    """What is said of visits to come, as far as both schools take part."""
    found = (Journey(str(each.visitor_id), str(each.host_id)) for each in said if each.says == says)
    return frozenset(each for each in found if {each.visitor, each.host} <= there and each.host not in visited)


def _apart(review_round: Round, also: Iterable[KeptApart], there: set[str]) -> frozenset[frozenset[str]]:
    """The pairs that should not meet, as far as both take part and nobody lets them meet all the same."""
    kept = KeptApart.objects.filter(programme_id=review_round.programme_id, round=review_round, let_meet_at=None)
    return frozenset(each.pair for each in (*kept, *also) if each.pair <= there)


def _earlier(review_round: Round) -> frozenset[Journey]:
    """Who went to whom in the round before."""
    if review_round.follows_id is None:
        return frozenset()
    went = Visiting.objects.filter(
        programme_id=review_round.programme_id, visit__round_id=review_round.follows_id, status__in=GOES
    ).values_list("organisation_id", "visit__host_id")
    return frozenset(Journey(str(visitor), str(host)) for visitor, host in went)


def kept_settings(review_round: Round) -> dict[str, Any]:
    """Return the rules of a round as a plan keeps them."""
    return {"preset": review_round.preset, **asdict(numbers_of(review_round))}
