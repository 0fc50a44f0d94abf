"""What is known of two schools: for who runs the round all of it, for a school what it said itself."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from linkage.access.actor import Actor
from linkage.organisations.models import Organisation
from linkage.peer_review import policy
from linkage.peer_review.enums import Says
from linkage.peer_review.models import KeptApart, RotaRuling, Round, RoundSchool


@dataclass(frozen=True)
class OfTwo:
    """What is known of two schools. `by` are the schools that said themselves that they should not meet.

    `is_passed` is true where they said so and whoever runs the round lets them meet all the same.
    """

    one: Organisation
    other: Organisation
    by: tuple[str, ...] = ()
    is_passed: bool = False


@dataclass(frozen=True)
class Known:
    """What is known of two schools of a round: not to meet, who does not visit whom, who does."""

    apart: tuple[OfTwo, ...]
    ruled_out: tuple[OfTwo, ...]
    kept: tuple[OfTwo, ...]

    def __bool__(self) -> bool:
        return bool(self.apart or self.ruled_out or self.kept)


def known_of_two(*, actor: Actor, review_round: Round) -> Known:
    """Return what is known of two schools, by names; for who runs the round."""
    policy.SEE.check(actor, review_round)
    said = RotaRuling.objects.filter(programme_id=actor.tenant_id, round=review_round, visitor__isnull=False)
    rulings = list(said.select_related("host", "visitor").order_by("visitor__name", "host__name"))
    pairs: dict[frozenset[str], list[KeptApart]] = {}
    for each in _of_round(actor, review_round):
        pairs.setdefault(each.pair, []).append(each)
    return Known(
        apart=tuple(sorted(map(_of_two, pairs.values()), key=lambda each: (each.one.name, each.other.name))),
        ruled_out=tuple(OfTwo(each.visitor, each.host) for each in rulings if each.visitor and each.says != Says.KEEP),
        kept=tuple(OfTwo(each.visitor, each.host) for each in rulings if each.visitor and each.says == Says.KEEP),
    )


def said_apart(*, actor: Actor, school: RoundSchool) -> list[KeptApart]:
    """Return the schools that a school said it should not be paired with, by name; for who answers for it."""
    policy.SEE_SAID.check(actor, school)
    mine = _of_round(actor, school.round).filter(school_id=school.organisation_id, by_organiser=False)
    return list(mine.order_by("other__name"))


def others_of(*, actor: Actor, school: RoundSchool) -> list[Organisation]:
    """Return the other schools that are asked in the round, whatever they answered, by name; for who answers."""
    policy.ANSWER.check(actor, school)
    return [each for each in _asked(actor, school.round) if each.pk != school.organisation_id]


def schools_of(*, actor: Actor, review_round: Round) -> list[Organisation]:
    """Return the schools that are asked in a round, by name; for who runs it."""
    policy.SEE.check(actor, review_round)
    return _asked(actor, review_round)


def _asked(actor: Actor, review_round: Round) -> list[Organisation]:
    there = RoundSchool.objects.filter(programme_id=actor.tenant_id, round=review_round)
    return [each.organisation for each in there.select_related("organisation").order_by("organisation__name", "pk")]


def _of_round(actor: Actor, review_round: Round) -> QuerySet[KeptApart]:
    here = KeptApart.objects.filter(programme_id=actor.tenant_id, round=review_round)
    return here.select_related("school", "other").order_by("school__name", "other__name", "pk")


def _of_two(rows: Iterable[KeptApart]) -> OfTwo:
    first, *more = rows
    schools = [each for each in (first, *more) if not each.by_organiser]
    one, other = sorted((first.school, first.other), key=lambda each: each.name)
    return OfTwo(
        one=one,
        other=other,
        by=tuple(each.school.name for each in schools),
        is_passed=all(each.let_meet_at is not None for each in (first, *more)),
    )
