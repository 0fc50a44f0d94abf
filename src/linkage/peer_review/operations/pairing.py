"""What is known of two schools before anything is planned, or beside a plan: apart, ruled out, kept; and taken back."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from linkage.access.actor import Actor
from linkage.access.operation import operation, part_of_operation
from linkage.kernel.days import day_of
from linkage.kernel.errors import Refused
from linkage.kernel.violations import Violation
from linkage.peer_review import policy, problem, queries
from linkage.peer_review.enums import GOING_ON, RoundStatus, Says
from linkage.peer_review.models import KeptApart, RotaPlan, RotaRuling, Round, RoundSchool
from linkage.peer_review.operations import adjusting, telling
from linkage.peer_review.rules import planning as plans
from linkage.people import queries as people
from linkage.solvers import rota

TOO_LATE = "Somebody else was quicker: this round cannot be changed so any more"


class UnableToPair(Refused):
    """Something of two schools that cannot be so, or comes too late."""


@operation(policy.RULES, target="review_round")
def keep_apart(
    *, actor: Actor, at: datetime, review_round: Round, one_id: UUID, other_id: UUID, is_again: bool = False
) -> RotaPlan | None:
    """Let two schools not visit each other; where a plan stands it is changed for it.

    What a school had said itself and was let pass holds again; with `is_again` nothing else does. Raises UnableToPair,
    and UnableToAdjust where no rota is left: then nothing is kept.
    """
    _hold(actor, review_round)
    _refuse_strangers(review_round, one_id, other_id)
    passed = _of_two(review_round, one_id, other_id).exclude(let_meet_at=None)
    if is_again and not passed:
        raise UnableToPair("Nobody has let these two meet. Say first that they should not")
    said = list(passed) or [_by_organiser(actor, at, review_round, one_id, other_id)]
    for each in said:
        each.let_meet_at = None
    return adjusting.say(actor=actor, at=at, review_round=review_round, apart=said)


@operation(policy.RULES, target="review_round")
def let_meet(*, actor: Actor, at: datetime, review_round: Round, one_id: UUID, other_id: UUID) -> None:
    """Let two schools meet all the same: what an organiser said goes, and a school that said so is told.

    A plan that could not be mended is mended again. Raises UnableToPair where nobody keeps them apart.
    """
    _hold(actor, review_round)
    said = _of_two(review_round, one_id, other_id).filter(let_meet_at=None)
    schools = list(said.filter(by_organiser=False).select_related("school"))
    gone, _ = said.filter(by_organiser=True).delete()
    if not gone and not schools:
        raise UnableToPair("Nobody keeps these two apart any more")
    for each in schools:
        each.let_meet_at = at
        each.save(update_fields=["let_meet_at"])
        telling.let_meet(actor=actor, at=at, said=each, review_round=review_round)
    latest = queries.latest(actor=actor, review_round=review_round)
    if review_round.state in GOING_ON and latest is not None and not latest.is_possible:
        adjusting.mend(actor=actor, at=at, review_round=review_round)


@operation(policy.RULES, target="review_round")
def rule_out_pair(*, actor: Actor, at: datetime, review_round: Round, host_id: UUID, visitor_id: UUID) -> None:
    """Let nobody of one school visit another; where a plan stands it is changed. Raises as `keep_apart` does."""
    _hold(actor, review_round)
    _refuse_strangers(review_round, visitor_id, host_id)
    ruling = adjusting.ruling_by(actor=actor, at=at, review_round=review_round)(host_id, visitor_id, Says.RULE_OUT)
    adjusting.say(actor=actor, at=at, review_round=review_round, rulings=[ruling])


@operation(policy.RULES, target="review_round")
def keep_pair(*, actor: Actor, at: datetime, review_round: Round, host_id: UUID, visitor_id: UUID) -> None:
    """Have somebody of one school visit another, in every plan to come; before the first plan.

    Raises UnableToPair for what breaks a rule by itself, and once there is a plan: there two are swapped.
    """
    _hold(actor, review_round)
    _refuse_strangers(review_round, visitor_id, host_id)
    if review_round.state not in (RoundStatus.DRAFT, RoundStatus.OPEN):
        raise UnableToPair((Violation("planned", "There is a plan already: swap two visitors there", "says"),))
    asked = problem.problem(actor=actor, review_round=review_round, today=day_of(at))
    wrong = plans.wrong_alone(asked, rota.Journey(str(visitor_id), str(host_id)))
    UnableToPair.unless_none(Violation("rules", each, "says") for each in wrong)
    ruling = adjusting.ruling_by(actor=actor, at=at, review_round=review_round)(host_id, visitor_id, Says.KEEP)
    adjusting.say(actor=actor, at=at, review_round=review_round, rulings=[ruling])


@operation(policy.RULES, target="review_round")
def take_back(*, actor: Actor, at: datetime, review_round: Round, host_id: UUID, visitor_id: UUID) -> None:  # noqa: ARG001
    """Neither keep nor rule out one school for another any more; a plan stays until it is made again."""
    _hold(actor, review_round)
    said = RotaRuling.objects.filter(programme_id=actor.tenant_id, round=review_round, host_id=host_id)
    gone, _ = said.filter(visitor_id=visitor_id).delete()
    if not gone:
        raise UnableToPair("Nothing is said of these two any more")


@part_of_operation
def say_apart(*, actor: Actor, at: datetime, school: RoundSchool, other_ids: Iterable[UUID]) -> None:
    """Keep what a school said of others: those it names now, and no more. What was let pass stays so."""
    wanted, by = set(other_ids), people.person(actor=actor, person_id=actor.person_id)
    mine = KeptApart.objects.filter(
        programme_id=school.programme_id, round=school.round, school=school.organisation, by_organiser=False
    )
    mine.exclude(other_id__in=wanted).delete()
    for other_id in wanted - set(mine.values_list("other_id", flat=True)):
        KeptApart.objects.create(
            programme_id=school.programme_id,
            round=school.round,
            school=school.organisation,
            other_id=other_id,
            said_by=by,
            said_at=at,
        )


@part_of_operation
def hand_on(*, actor: Actor, at: datetime, before: Round, made: Round) -> None:
    """Keep apart in the next round whom organisers kept apart; schools are asked again what they say themselves."""
    for each in before.kept_apart.filter(programme_id=actor.tenant_id, by_organiser=True):
        KeptApart.objects.create(
            programme_id=made.programme_id,
            round=made,
            school_id=each.school_id,
            other_id=each.other_id,
            by_organiser=True,
            said_by_id=each.said_by_id,
            said_at=at,
        )


def _hold(actor: Actor, review_round: Round) -> None:
    review_round.hold()
    if not policy.RULES.allows(actor, review_round):
        raise UnableToPair(TOO_LATE)


def _refuse_strangers(review_round: Round, one_id: UUID, other_id: UUID) -> None:
    if one_id == other_id:
        raise UnableToPair((Violation("two", "Choose two different schools", "other"),))
    if review_round.schools.filter(organisation_id__in=(one_id, other_id)).count() < len((one_id, other_id)):
        raise UnableToPair((Violation("asked", "Choose two schools of this round", "other"),))


def _of_two(review_round: Round, one_id: UUID, other_id: UUID) -> QuerySet[KeptApart]:
    both = (one_id, other_id)
    here = KeptApart.objects.filter(programme_id=review_round.programme_id, round=review_round)
    return here.filter(school_id__in=both, other_id__in=both)


def _by_organiser(actor: Actor, at: datetime, review_round: Round, one_id: UUID, other_id: UUID) -> KeptApart:
    first, second = sorted((one_id, other_id))
    if _of_two(review_round, one_id, other_id).filter(by_organiser=True).exists():
        raise UnableToPair((Violation("apart", "These two are kept apart already", "other"),))
    return KeptApart(
        programme_id=review_round.programme_id,
        round=review_round,
        school_id=first,
        other_id=second,
        by_organiser=True,
        said_by=people.person(actor=actor, person_id=actor.person_id),
        said_at=at,
    )
