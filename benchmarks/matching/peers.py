"""The same network given to general solvers, arc by arc; what is not installed is not asked."""

import time
from typing import Any

import numpy as np

from linkage.solvers.matching.types import Numbers, Problem


def arcs(problem: Problem) -> tuple[Numbers, Numbers, Numbers, Numbers, Numbers]:
    """Return tails, heads, capacities and costs of all arcs, and what each node supplies."""
    requests, people, schools = len(problem.requests), len(problem.people), len(problem.schools)
    out = requests + people + schools
    asked = np.arange(requests)
    found = [
        (problem.pair_request, requests + problem.pair_person, np.ones_like(problem.pair_cost), problem.pair_cost),
        (asked, np.full(requests, out), problem.wanted, problem.unmet),
    ]
    for n in range(int(problem.places.max())):
        who = np.flatnonzero(problem.places > n)
        step = problem.load[np.minimum(problem.promised[who] + n, len(problem.load) - 1)]
        found.append((requests + who, requests + people + problem.school_of[who], np.ones_like(who), step))
    for n, step in enumerate(problem.school_load):
        most = problem.school_places.max() if n == len(problem.school_load) - 1 else 1
        home = requests + people + np.arange(schools)
        found.append((home, np.full(schools, out), np.full(schools, most), np.full(schools, step)))
    tails, heads, capacities, prices = (np.concatenate(each).astype(np.int64) for each in zip(*found, strict=True))
    supplies = np.zeros(out + 1, np.int64)
    supplies[:requests], supplies[out] = problem.wanted, -problem.wanted.sum()
    return tails, heads, capacities, prices, supplies


def ortools(problem: Problem) -> tuple[float, int] | None:
    """Return seconds and cost of OR-Tools' SimpleMinCostFlow; None where it is not installed."""
    try:
        from ortools.graph.python import min_cost_flow  # noqa: PLC0415
    except ImportError:
        return None
    tails, heads, capacities, prices, supplies = arcs(problem)
    started = time.perf_counter()
    flow = min_cost_flow.SimpleMinCostFlow()
    flow.add_arcs_with_capacity_and_unit_cost(tails, heads, capacities, prices)
    flow.set_nodes_supplies(np.arange(len(supplies)), supplies)
    flow.solve()
    return time.perf_counter() - started, int(flow.optimal_cost())


def lemon(problem: Problem) -> tuple[float, int] | None:
    """Return seconds and cost of LEMON's network simplex; None where it is not installed."""
    try:
        import pylmcf  # noqa: PLC0415
    except ImportError:
        return None
    tails, heads, capacities, prices, supplies = arcs(problem)
    # It asks for arcs in the order of their ends.
    order = np.lexsort((heads, tails))
    tails, heads, capacities, prices = tails[order], heads[order], capacities[order], prices[order]
    graph: Any = pylmcf.Graph(len(supplies), tails.astype(np.int32), heads.astype(np.int32))
    started = time.perf_counter()
    graph.set_node_supply(supplies)
    graph.set_edge_capacities(capacities)
    graph.set_edge_costs(prices)
    graph.solve()
    return time.perf_counter() - started, int(graph.total_cost())
