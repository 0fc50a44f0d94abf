"""What breaks each rule, in one sentence that names the schools: of a rota the solver made, or one made by hand."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from linkage.kernel import words
from linkage.solvers.rota.roles import Role
from linkage.solvers.rota.types import Journey, Problem, Shape, Visit, monday_of

KM_A_MILE = 1.609344
Breaches = Callable[[Problem, Sequence[Visit]], Iterator["Breach"]]


@dataclass(frozen=True, slots=True)
class Breach:
    """What breaks a rule: its code, a sentence for everybody, and the ids of the schools it is about."""

    rule: str
    said: str
    schools: tuple[str, ...]


# Journeys that a rule forbids


def pairs(
    code: str, is_wrong: Callable[[Problem, Journey], bool], said: Callable[[Problem, Journey], str]
) -> Callable[[Problem, Sequence[Visit]], Iterator[Breach]]:
    """Return what finds journeys that are wrong by themselves."""

    def breaches(problem: Problem, visits: Sequence[Visit]) -> Iterator[Breach]:
        for visit in visits:
            for visitor in visit.visitors:
                journey = Journey(visitor, visit.host)
                if is_wrong(problem, journey):
                    yield Breach(code, said(problem, journey), (visit.host, visitor))

    return breaches


def _names(problem: Problem, journey: Journey) -> tuple[str, str]:
    return problem.name(journey.visitor), problem.name(journey.host)


def visits(problem: Problem, journey: Journey, more: str) -> str:
    """Return the sentence that one visits the other."""
    visitor, host = _names(problem, journey)
    return f"{visitor} visits {host}{more}"


def is_same_trust(problem: Problem, journey: Journey) -> bool:
    """Whether both schools are in one trust."""
    one, other = problem.by_id[journey.visitor].trust, problem.by_id[journey.host].trust
    return bool(one) and one == other


def is_far(problem: Problem, journey: Journey) -> bool:
    """Whether a journey is longer than the limit."""
    limit = problem.settings.limit_km
    return limit is not None and problem.km(journey.visitor, journey.host) > limit


def met(problem: Problem, journey: Journey) -> bool:
    """Whether two schools met in an earlier round, whoever went."""
    return journey in problem.earlier or Journey(journey.host, journey.visitor) in problem.earlier


def is_apart(problem: Problem, journey: Journey) -> bool:
    """Whether two schools should not meet, whichever of them said so."""
    return frozenset((journey.visitor, journey.host)) in problem.apart


def miles(km: float) -> str:
    """Return kilometres as whole miles in words."""
    return words.count(round(km / KM_A_MILE), "mile")


# What breaks a row


def too_few_visitors(problem: Problem, visits: Sequence[Visit]) -> Iterator[Breach]:
    """Schools visited by another number of heads than was settled."""
    wanted, comes = problem.settings.visitors, {visit.host: len(visit.visitors) for visit in visits}
    # Where schools do not divide into groups, some have one more.
    enough = (wanted,) if problem.settings.shape is Shape.PANEL else (wanted, wanted + 1)
    for school in problem.schools:
        if school.id not in problem.visited and (number := comes.get(school.id, 0)) not in enough:
            said = f"{school.name} is visited by {words.count(number, 'head')} and not by {wanted}"
            yield Breach("visitors", said, (school.id,))


def out_wrongly_often(problem: Problem, visits: Sequence[Visit]) -> Iterator[Breach]:
    """Heads who go out too seldom or too often."""
    goes = Counter(visitor for visit in visits for visitor in visit.visitors)
    for school in problem.schools:
        low = problem.settings.at_least if school.at_least is None else school.at_least
        high = problem.settings.at_most if school.at_most is None else school.at_most
        if not low <= goes[school.id] <= high:
            limit = f"at least {low}" if goes[school.id] < low else f"at most {high}"
            said = f"The head of {school.name} goes out {words.count(goes[school.id], 'time')}: it should be {limit}"
            yield Breach("out", said, (school.id,))


def mutual(problem: Problem, visits: Sequence[Visit]) -> Iterator[Breach]:
    """Schools that visit each other."""
    made = {(visitor, visit.host) for visit in visits for visitor in visit.visitors}
    for one, other in sorted(made):
        if one < other and (other, one) in made:
            first, second = _names(problem, Journey(one, other))
            yield Breach("mutual", f"{first} and {second} visit each other", (one, other))


def not_mixed(problem: Problem, visits: Sequence[Visit]) -> Iterator[Breach]:
    """Visits by people of the host’s own phase alone."""
    for visit in visits:
        host = problem.by_id[visit.host]
        if visit.visitors and all(problem.by_id[each].phase == host.phase for each in visit.visitors):
            said = f"Everybody who visits {host.name} is from the same phase as it"
            yield Breach("mixed", said, (visit.host,))


def nobody_can(role: Role) -> Breaches:
    """Return what finds visits by nobody who can do something that somebody has to."""

    def breaches(problem: Problem, visits: Sequence[Visit]) -> Iterator[Breach]:
        for visit in visits:
            if not any(role.can(problem.by_id[each]) for each in visit.visitors):
                said = f"Nobody who visits {problem.by_id[visit.host].name} can {role.does}"
                yield Breach(role.code, said, (visit.host,))

    return breaches


def not_kept(problem: Problem, visits: Sequence[Visit]) -> Iterator[Breach]:
    """Journeys that were to stay, and do not."""
    made = {Journey(visitor, visit.host) for visit in visits for visitor in visit.visitors}
    for journey in sorted(problem.kept - made, key=lambda each: (each.host, each.visitor)):
        if journey.host in problem.by_id and journey.visitor in problem.by_id:
            visitor, host = _names(problem, journey)
            yield Breach("kept", f"{visitor} was to visit {host}, and does not", (journey.host, journey.visitor))


# What breaks a week


def wrong_weeks(problem: Problem, visits: Sequence[Visit]) -> Iterator[Breach]:
    """Weeks in which somebody cannot, and visits without a week."""
    for visit in visits:
        host, week = problem.by_id[visit.host], words.day(monday_of(visit.week))
        if visit.week not in host.host_weeks:
            yield Breach("weeks", f"{host.name} cannot be visited in the week of {week}", (host.id,))
        for each in (problem.by_id[visitor] for visitor in visit.visitors):
            if visit.week not in each.visit_weeks:
                said = f"The head of {each.name} cannot come to {host.name} in the week of {week}"
                yield Breach("weeks", said, (each.id, host.id))
    placed = {visit.host for visit in visits}
    for school in problem.schools:
        if school.id not in placed and school.id not in problem.visited:
            yield Breach("weeks", f"No week is left for the visit to {school.name}", (school.id,))


def twice_a_week(problem: Problem, visits: Sequence[Visit]) -> Iterator[Breach]:
    """Schools with two things in one week."""
    busy: dict[tuple[str, int], list[str]] = defaultdict(list)
    for visit in visits:
        busy[visit.host, visit.week].append("is visited")
        for visitor in visit.visitors:
            busy[visitor, visit.week].append(f"visits {problem.name(visit.host)}")
    for (school, week), does in sorted(busy.items(), key=lambda each: (each[0][1], each[0][0])):
        if len(does) > 1:
            name, when = problem.name(school), words.day(monday_of(week))
            yield Breach("once", f"{name} {words.listing(does)} in the week of {when}", (school,))


def week_not_kept(problem: Problem, visits: Sequence[Visit]) -> Iterator[Breach]:
    """Weeks that were to stay, and do not."""
    for visit in visits:
        if problem.kept_weeks.get(visit.host, visit.week) != visit.week:
            was = words.day(monday_of(problem.kept_weeks[visit.host]))
            said = f"{problem.by_id[visit.host].name} is not visited in the week of {was}"
            yield Breach("kept_weeks", said, (visit.host,))
