"""Everybody matched together to a proven optimum, beside general solvers, and beside taking requests as they come.

    python -m benchmarks.matching --size national

*Build* finds the candidates by k-d trees and makes the network; *solve* is the search alone, once it is compiled.
*First come* gives each request in turn the cheapest of its candidates who still has a place, as a patient person would;
*first on the list* gives it the first, by name. OR-Tools and LEMON (`pip install ortools pylmcf`) get the same network,
arc by arc, in whole points.
"""

import os
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from benchmarks import options
from benchmarks.matching import peers, world
from linkage.solvers.matching import candidates, check, mirror, solve
from linkage.solvers.matching.first_come import first_come
from linkage.solvers.matching.standing import Standing
from linkage.solvers.matching.types import Problem

GOALS = {"solve_vs_build": 0.3, "ortools_vs_linkage": 10, "linkage_vs_lemon": 1.0, "insert_ms": 1}
LATE = 100


def main() -> None:
    """Measure, and print, last, one line of JSON."""
    options.run(_measured, about=__doc__, sizes=world.SIZES, usual="national")


def _measured(size: str, seed: int, *, is_alone: bool) -> dict[str, Any]:
    from linkage.solvers.matching import search  # noqa: PLC0415 - fetches the compiler

    # What is compiled is compiled once, and not for each plan.
    small = world.make(world.Size(60, 200), seed)
    warming = candidates.with_pairs(small.problem, candidates.nearest(small.field, world.NEAREST), world.cost)
    solve.solve(warming)
    asked = world.make(world.SIZES[size], seed)
    idle = _megabytes()
    started = time.perf_counter()
    problem = candidates.with_pairs(asked.problem, candidates.nearest(asked.field, world.NEAREST), world.cost)
    found = solve.ready(problem, is_mirrored=mirror.is_shorter(problem))
    build = time.perf_counter() - started
    started = time.perf_counter()
    search.send_all(found.net, np.arange(len(found.wanted)), found.wanted)
    seconds, peak = time.perf_counter() - started, _megabytes() - idle
    plan = solve.solution(found)
    is_mirrored = found.is_mirrored
    del found
    others = {} if is_alone else {"ortools": peers.ortools(problem), "lemon": peers.lemon(problem)}
    for name, other in others.items():
        if other and other[1] != plan.cost:
            raise RuntimeError(f"{name} finds {other[1]}, and we {plan.cost}")
    first_come, on_the_list = (_as_they_come(problem, is_by_cost=each) for each in (True, False))
    return {
        "benchmark": "matching",
        "size": size,
        "processors": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1),
        "pairs": len(problem.pair_cost),
        "cost": plan.cost,
        "unmet": int(plan.unmet.sum()),
        "gap": check.certify(problem, plan).gap,
        "violations": len(check.violations(problem, plan)),
        "build_seconds": round(build, 3),
        "seconds": round(seconds, 3),
        "is_mirrored": is_mirrored,
        "changes_ms": _changes(problem),
        "over_all_pairs": _over_all_pairs(asked),
        "peer_seconds": {name: round(other[0], 3) for name, other in others.items() if other},
        "goals": GOALS,
        "ratios": {
            "solve_vs_build": round(seconds / build, 2),
            "first_come_vs_optimum": round(first_come / plan.cost, 3),
            "first_on_the_list_vs_optimum": round(on_the_list / plan.cost, 3),
            **{f"{name}_vs_linkage": round(other[0] / seconds, 2) for name, other in others.items() if other},
            **{f"linkage_vs_{name}": round(seconds / other[0], 2) for name, other in others.items() if other},
        },
        "peak_mb": round(peak),
    }


def _changes(problem: Problem) -> dict[str, float]:
    """How long a plan that stands takes for a request it did not know, and to rule out somebody it gives; medians."""
    standing, wait = Standing(_without_last(problem), requests=LATE, pairs=LATE * 2 * world.NEAREST), []
    for request in range(len(problem.requests) - LATE, len(problem.requests)):
        at = np.flatnonzero(problem.pair_request == request)
        costs = {
            problem.people[n]: int(cost) for n, cost in zip(problem.pair_person[at], problem.pair_cost[at], strict=True)
        }
        told = {"id": problem.requests[request], "unmet": int(problem.unmet[request])}
        wait.append(_milliseconds(lambda told=told, costs=costs: standing.insert(told, costs)))
    told, plan = standing.told()
    if check.certify(told, plan).gap:
        raise RuntimeError("what stands is not the cheapest plan")
    chosen = [(told.requests[told.pair_request[n]], told.people[told.pair_person[n]]) for n in plan.pairs[:LATE]]
    out = [_milliseconds(lambda pair=pair: standing.weigh({pair: 2 * world.UNMET})) for pair in chosen]
    return {"insert": round(float(np.median(wait)), 3), "rule_out": round(float(np.median(out)), 3)}


def _without_last(problem: Problem) -> Problem:
    """Without the last requests, so that these can come one by one as a day brings them."""
    number = len(problem.requests) - LATE
    has = problem.pair_request < number
    return replace(
        problem,
        requests=problem.requests[:number],
        **{name: getattr(problem, name)[:number] for name in ("wanted", "is_apart", "unmet")},
        **{name: getattr(problem, name)[has] for name in ("pair_request", "pair_person", "pair_cost")},
    )


def _milliseconds(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return (time.perf_counter() - started) * 1000


def _over_all_pairs(asked: world.World) -> dict[str, Any]:
    """The plan over all pairs, those beyond the list priced in: what it costs, how often it was made, and how long."""
    started = time.perf_counter()
    weighed, plan, times = candidates.solve_over_all(
        asked.problem, asked.field, number=world.NEAREST, cost=world.cost, farthest=world.farthest
    )
    seconds = time.perf_counter() - started
    return {
        "pairs": len(weighed.pair_cost),
        "cost": plan.cost,
        "gap": check.certify(weighed, plan).gap,
        "times": times,
        "seconds": round(seconds, 3),
    }


def _as_they_come(problem: Problem, *, is_by_cost: bool) -> int:
    """What it costs to give each request in turn one of its candidates who still has a place."""
    return solve.cost_of(problem, *first_come(problem, range(len(problem.requests)), is_by_cost=is_by_cost))


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
