"""Rounds of 12 to 5,000 schools planned to a proven optimum, beside general solvers given the whole.

    python -m benchmarks.rota --size 60

*HiGHS on the whole* plans who visits whom, without weeks; CP-SAT (`pip install ortools`) plans journeys and weeks
together for a minute. Both are given all journeys up to 60 schools, and beyond those between near schools: of 5,000
schools 25 million would fit no machine. Costs are weighed kilometres.
"""

import os
import resource
import sys
import time
from typing import Any

from benchmarks import options
from benchmarks.rota import peers, world
from linkage.solvers.rota import Impossible, judge, nearby, programme, relaxing, solve
from linkage.solvers.rota.rules import asked_for
from linkage.solvers.rota.table import Table

GOALS = {"12": "proven", "60": "proven, 0.1 s", "500": "proven, 3 s", "5000": "gap 0.005, 15 s"}
TIMES = 3
# Beyond 60 schools the others are given so many of the nearest of each phase, by which their best is nearly the best.
NEAREST = 10


def main() -> None:
    """Measure, and print, last, one line of JSON."""
    options.run(_measured, about=__doc__, sizes=world.SIZES, usual="60")


def _measured(size: str, seed: int, *, is_alone: bool) -> dict[str, Any]:
    solve(world.make(world.SIZES["12"], seed))  # what is imported is imported once
    asked = world.make(world.SIZES[size], seed)
    seconds = []
    for _ in range(TIMES if world.SIZES[size] <= relaxing.EXACT else 1):
        started = time.perf_counter()
        rota = solve(asked)
        seconds.append(time.perf_counter() - started)
    if isinstance(rota, Impossible):
        raise TypeError(f"there is no rota: {rota.said}")
    table, rules = Table(asked), asked_for(asked)
    is_small = table.n <= world.SIZES["60"]
    given = nearby.everybody(table, rules) if is_small else nearby.nearest(table, rules, NEAREST)
    laid = programme.lay(table, rules, given)
    whole = None if is_alone else peers.highs(laid)
    cp_sat = None if is_alone else peers.cp_sat(table, laid)
    best = sorted(seconds)[len(seconds) // 2]
    return {
        "benchmark": "rota",
        "size": size,
        "processors": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1),
        "journeys": len(rota.journeys),
        "cost": round(rota.cost, 3),
        "gap": round(rota.gap, 7),
        "is_proven": rota.is_proven,
        "unplaced": len(rota.unplaced),
        "breaches": len(judge(asked, rota)),
        "seconds": round(best, 3),
        "goals": GOALS[size],
        "peer_seconds": {name: round(each.seconds, 2) for name, each in (("highs", whole), ("cpsat", cp_sat)) if each},
        "peer_costs": {name: each.cost for name, each in (("highs", whole), ("cpsat", cp_sat)) if each},
        "ratios": {
            "linkage_vs_highs": round(best / whole.seconds, 3) if whole else None,
            "linkage_vs_cpsat": round(best / cp_sat.seconds, 4) if cp_sat else None,
            "cpsat_objective_vs_linkage": round(cp_sat.cost / rota.cost, 4) if cp_sat and cp_sat.cost else None,
        },
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


if __name__ == "__main__":
    sys.exit(main())
