"""A rota that stands, changed for as few people as may be: somebody drops out, a school comes, a week cannot be.

First all weeks stay, but for those that cannot; then those of visits beside them may move too; and where that helps
nothing, all is planned anew. Of changes for as few people the one that costs least is taken.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from linkage.solvers.rota import nearby, programme, relaxing, roles, together, weeks
from linkage.solvers.rota.highs import TooLong
from linkage.solvers.rota.neighbourhoods import Draft
from linkage.solvers.rota.planning import make_rota
from linkage.solvers.rota.rules import asked_for
from linkage.solvers.rota.solve import solve
from linkage.solvers.rota.table import Ints, Table
from linkage.solvers.rota.together import Standing, Told
from linkage.solvers.rota.types import Impossible, Journey, Problem, Rota, Shape, Visit


@dataclass(frozen=True)
class Repaired:
    """The rota that then stands, and the ids of the schools whose head has something else in the diary, in order."""

    rota: Rota
    changed: tuple[str, ...]


def repair(problem: Problem, standing: Rota) -> Repaired | Impossible:
    """Return the rota of the changed problem that keeps the most people as they are in the one that stands.

    Somebody is changed who goes elsewhere, or in another week, or whose own school is visited in another week. Who came
    new is changed, and who has gone is not counted.
    """
    table = Table(problem)
    if problem.settings.shape is Shape.PANEL and not table.visited.all():
        to_come = [each for each in standing.visits if each.host not in problem.visited]
        kept = {each.host: each for each in to_come if each.host in table.row}
        schools = [school.id for school in table.schools if school.id not in problem.visited]
        loose = {school for school in schools if not _may_stay(table, kept.get(school))}
        for wider in (loose, loose | _beside(table, kept, loose)):
            if (found := _changed(table, standing, kept, wider)) is not None:
                return Repaired(found, changes(problem, standing, found))
    made = solve(problem)
    return made if isinstance(made, Impossible) else Repaired(made, changes(problem, standing, made))


def changes(problem: Problem, before: Rota, after: Rota) -> tuple[str, ...]:
    """Return the ids of those schools of the problem whose head has something else in the diary than before."""
    old, new = _diaries(before), _diaries(after)
    return tuple(sorted(each.id for each in problem.schools if old.get(each.id) != new.get(each.id)))


def _diaries(rota: Rota) -> Mapping[str, frozenset[tuple[str, int]]]:
    found: dict[str, set[tuple[str, int]]] = {}
    for visit in rota.visits:
        for person in (visit.host, *visit.visitors):
            found.setdefault(person, set()).add((visit.host, visit.week))
    return {person: frozenset(entries) for person, entries in found.items()}


def _may_stay(table: Table, visit: Visit | None) -> bool:
    """Whether the school can still be visited in its week."""
    if visit is None or visit.week not in table.weeks:
        return False
    return bool(table.hosts_in[table.row[visit.host], table.weeks.index(visit.week)])


def _beside(table: Table, kept: Mapping[str, Visit], loose: set[str]) -> set[str]:
    """Those who are visited by, or visit, whoever has to do with the loose ones."""
    people = loose | {each for host in loose if host in kept for each in kept[host].visitors}
    near = {host for host, visit in kept.items() if host in people or people.intersection(visit.visitors)}
    return {host for host in near if host in table.row}


def _changed(table: Table, standing: Rota, kept: Mapping[str, Visit], loose: set[str]) -> Rota | None:
    """The rota in which all weeks but those of the loose stay, or None where there is none."""
    rules = asked_for(table.problem)
    week = np.full(table.n, weeks.NONE)
    for host, visit in kept.items():
        if visit.week in table.weeks:
            week[table.row[host]] = table.weeks.index(visit.week)
    stands = Standing(week, np.array(sorted(table.row[each] for each in loose), np.int64))
    columns = nearby.enough(table, rules, table.codes(standing.journeys))
    try:
        laid = programme.lay(table, rules, columns)
        found = together.choose(table, laid, stands, told=_told(table, standing, kept, week))
    except TooLong:
        return None
    if found is None:
        return None
    cost, relaxed = float(table.cost_of(found[0]).sum()), relaxing.over_all(table, rules, [])
    draft = Draft(*found, cost, min(cost, relaxed.bound if relaxed else cost))
    return _still_done(table, kept, make_rota(table, draft))


def _told(table: Table, standing: Rota, kept: Mapping[str, Visit], week: Ints) -> Told:
    """What stands in the diaries."""
    now = table.codes(Journey(visitor, visit.host) for visit in kept.values() for visitor in visit.visitors)
    return Told(now, week[now % table.n], week, _told_anyway(table, standing))


def _told_anyway(table: Table, standing: Rota) -> Ints:
    """Who is told of a change whatever is planned: whoever is new, or went to a school that has gone."""
    before = {person for each in standing.visits for person in (each.host, *each.visitors)}
    lost = {
        table.row[visitor]
        for each in standing.visits
        for visitor in each.visitors
        if visitor in table.row and each.host not in table.row and each.host not in table.problem.visited
    }
    return np.array(sorted(lost | {row for school, row in table.row.items() if school not in before}), np.int64)


def _still_done(table: Table, kept: Mapping[str, Visit], found: Rota) -> Rota:
    """Whoever writes a report, or leads, still does, where they still come."""
    had = {
        at: {role.code: getattr(kept[each.host], role.code) for role in roles.ROLES}
        for at, each in enumerate(found.visits)
        if each.host in kept
    }
    does = roles.shared_out(table.problem, [each.visitors for each in found.visits], had)
    visits = tuple(
        each if each.host in table.problem.visited else replace(each, writer=said["writer"], lead=said["lead"])
        for each, said in zip(found.visits, does, strict=True)
    )
    return replace(found, visits=visits)
