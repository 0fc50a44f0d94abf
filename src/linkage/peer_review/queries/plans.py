"""Plans of a round as its organisers see them, and the visits that came of them."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Q

from linkage.access.actor import Actor
from linkage.kernel.errors import NotFound
from linkage.peer_review import policy, problem
from linkage.peer_review.enums import GOES, Says
from linkage.peer_review.models import RotaPlan, RotaRuling, Round, RoundSchool, Visit, Visiting
from linkage.peer_review.rules import planning
from linkage.solvers import rota


@dataclass(frozen=True)
class Proposal:
    """The latest plan of a round with everything its page tells: schools by key, what breaks which rule, rulings.

    `breaches` are (rule, sentence, schools); `asked` are (code, title) of the rules the round asks for.
    """

    round: Round
    plan: RotaPlan | None
    schools: dict[str, RoundSchool]
    asked: tuple[tuple[str, str], ...] = ()
    breaches: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    kept: frozenset[tuple[str, str]] = frozenset()
    ruled_out: tuple[tuple[str, str], ...] = ()
    kept_weeks: dict[str, date] = field(default_factory=dict)

    @property
    def is_pending(self) -> bool:
        """Whether the plan is newer than what everybody knows."""
        return self.plan is not None and self.plan.is_possible and self.plan.published_at is None


def latest(*, actor: Actor, review_round: Round) -> RotaPlan | None:
    """Return the latest plan of a round; None before the first."""
    plans = RotaPlan.objects.filter(programme_id=actor.tenant_id, round=review_round)
    return plans.order_by("-number").first()


def latest_possible(*, actor: Actor, review_round: Round) -> RotaPlan | None:
    """Return the latest plan that keeps all rules; None without one."""
    plans = RotaPlan.objects.filter(programme_id=actor.tenant_id, round=review_round, outcome__has_key="visits")
    return plans.order_by("-number").first()


def proposal(*, actor: Actor, review_round: Round, today: date) -> Proposal:
    """Return the latest plan of a round the actor runs, judged by the rules as they are now."""
    policy.SEE.check(actor, review_round)
    plan = latest(actor=actor, review_round=review_round)
    rows = RoundSchool.objects.filter(programme_id=actor.tenant_id, round=review_round).whole()
    schools = {str(each.organisation_id): each for each in rows}
    if plan is None:
        return Proposal(review_round, None, schools)
    said = list(RotaRuling.objects.filter(programme_id=actor.tenant_id, round=review_round).order_by("ruled_at", "pk"))
    now = problem.problem(actor=actor, review_round=review_round, today=today)
    breaches = rota.judge(now, planning.standing(plan.outcome, 0, 0)) if plan.is_possible else ()
    return Proposal(
        round=review_round,
        plan=plan,
        schools=schools,
        asked=tuple((each.code, each.title(now)) for each in rota.asked_for(now)),
        breaches=tuple((each.rule, each.said, each.schools) for each in breaches),
        kept=frozenset((str(each.visitor_id), str(each.host_id)) for each in said if each.says == Says.KEEP),
        ruled_out=tuple((str(each.visitor_id), str(each.host_id)) for each in said if each.says == Says.RULE_OUT),
        kept_weeks={str(each.host_id): each.week_on for each in said if each.week_on is not None},
    )


def visits(*, actor: Actor, review_round: Round) -> list[Visit]:
    """Return the visits of a round in the order of weeks; for who runs it."""
    policy.SEE.check(actor, review_round)
    found = Visit.objects.filter(programme_id=actor.tenant_id, round=review_round).standing().whole()
    return list(found.order_by("week_on", "host__name"))


def visits_of(*, actor: Actor, school: RoundSchool) -> list[Visit]:
    """Return the visits a school is in, as host or going, in the order of weeks."""
    policy.SEE_OWN.check(actor, school)
    return _visits_of(school.round_id, school.organisation_id, school.programme_id)


def focus_of(*, actor: Actor, visit: Visit) -> RoundSchool | None:
    """Return what the host of a visit answered, for the two sides of it; None for everybody else."""
    if not policy.is_of_visit(actor, visit):
        return None
    hosts = RoundSchool.objects.filter(programme_id=actor.tenant_id, round=visit.round, organisation=visit.host)
    return hosts.whole().first()


def visit(*, actor: Actor, peer_visit_id: UUID) -> Visit:
    """Return a visit for its two sides and who runs the round; raises NotFound."""
    here = Visit.objects.filter(programme_id=actor.tenant_id, pk=peer_visit_id).whole().first()
    if here is None or not policy.SEE_VISIT.allows(actor, here):
        raise NotFound("visit")
    return here


def visiting(*, actor: Actor, visiting_id: UUID | str) -> Visiting:
    """Return the actor's own part in a visit, by its key as it may stand in a form; raises NotFound."""
    try:
        visiting_id = UUID(str(visiting_id))
    except ValueError:
        raise NotFound("part in a visit") from None
    mine = Visiting.objects.filter(Q(person_id=actor.person_id), programme_id=actor.tenant_id, pk=visiting_id)
    found = mine.select_related("visit__round__programme", "visit__host", "organisation", "person").first()
    if found is None:
        raise NotFound("part in a visit")
    return found


def own_place(*, actor: Actor, visiting: Visiting) -> RoundSchool:
    """Return the place in the round of the school for which the actor goes to a visit; raises NotFound."""
    mine = RoundSchool.objects.filter(programme_id=actor.tenant_id, round=visiting.visit.round)
    found = mine.filter(organisation=visiting.organisation).whole().first()
    if found is None or not actor.is_person(visiting.person_id):
        raise NotFound("school of a round")
    return found


def _visits_of(round_id: UUID, organisation_id: UUID, programme_id: UUID) -> list[Visit]:
    in_it = Visiting.objects.filter(programme_id=programme_id, organisation_id=organisation_id, status__in=GOES)
    here = Visit.objects.filter(programme_id=programme_id, round_id=round_id).standing()
    mine = here.filter(host_id=organisation_id) | here.filter(pk__in=in_it.values("visit_id"))
    return list(mine.whole().order_by("week_on", "host__name"))
