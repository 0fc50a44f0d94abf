"""Journeys and weeks given whole to OR-Tools CP-SAT, for a minute on all processors.

A process of its own, as the HiGHS within OR-Tools and the one that rotas are planned with do not bear each other.
Arrays come in on standard input, as NumPy writes them; what was found goes out as a line of JSON.
"""

import io
import json
import sys
import time

import numpy as np
from ortools.sat.python import cp_model
from scipy.sparse import csr_array

SECONDS, METRES = 60.0, 1_000


def main() -> None:
    """Read, solve, and print."""
    given = np.load(io.BytesIO(sys.stdin.buffer.read()))
    started = time.perf_counter()
    shape = (len(given["low"]), len(given["cost"]))
    matrix = csr_array((given["data"], given["indices"], given["indptr"]), shape=shape)
    model = cp_model.CpModel()
    goes = [model.new_bool_var("") for _ in range(shape[1])]
    for row in range(shape[0]):
        inside = matrix.indices[matrix.indptr[row] : matrix.indptr[row + 1]]
        low = 0 if np.isinf(given["low"][row]) else int(given["low"][row])
        high = len(inside) if np.isinf(given["high"][row]) else int(given["high"][row])
        model.add_linear_constraint(sum(goes[at] for at in inside), low, high)
    weeks = [
        model.new_int_var_from_domain(cp_model.Domain.from_values(np.flatnonzero(may).tolist()), "")
        for may in given["hosts_in"]
    ]
    busy = [[model.new_fixed_size_interval_var(week, 1, "")] for week in weeks]
    for at, (visitor, host) in enumerate(zip(given["visitor"].tolist(), given["host"].tolist(), strict=True)):
        free = cp_model.Domain.from_values(np.flatnonzero(given["goes_in"][visitor]).tolist())
        model.add_linear_expression_in_domain(weeks[host], free).only_enforce_if(goes[at])
        busy[visitor].append(model.new_optional_fixed_size_interval_var(weeks[host], 1, goes[at], ""))
    for each in busy:
        model.add_no_overlap(each)
    model.minimize(sum(round(cost * METRES) * each for cost, each in zip(given["cost"], goes, strict=True)))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = SECONDS
    has = solver.solve(model) in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    cost = solver.objective_value / METRES if has else None
    print(json.dumps({"seconds": time.perf_counter() - started, "cost": cost}))


if __name__ == "__main__":
    main()
