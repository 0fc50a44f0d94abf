"""The same round given whole to general solvers: journeys to HiGHS, journeys and weeks to CP-SAT, where installed."""

import time
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from linkage.solvers.rota.programme import Programme
from linkage.solvers.rota.table import Table

PATIENCE, CP_SAT_SECONDS, METRES = 600.0, 60.0, 1_000


@dataclass(frozen=True)
class Found:
    """How long it took, and what it found in weighed kilometres; None where nothing."""

    seconds: float
    cost: float | None


def highs(laid: Programme) -> Found:
    """Who visits whom alone, all journeys of the list at once, to a gap of 0."""
    started = time.perf_counter()
    found = milp(
        laid.columns.cost,
        constraints=LinearConstraint(laid.matrix, laid.low, laid.high),
        integrality=np.ones(len(laid.columns.cost)),
        bounds=Bounds(0, 1),
        options={"mip_rel_gap": 0, "time_limit": PATIENCE},
    )
    return Found(time.perf_counter() - started, None if found.x is None else float(found.fun))


def cp_sat(table: Table, laid: Programme) -> Found | None:
    """Journeys and weeks together, for a minute on all processors; None where OR-Tools is not installed."""
    try:
        from ortools.sat.python import cp_model  # noqa: PLC0415 - installed for this alone
    except ModuleNotFoundError:
        return None
    started = time.perf_counter()
    model = cp_model.CpModel()
    columns, matrix = laid.columns, laid.matrix.tocsr()
    goes = [model.new_bool_var("") for _ in range(len(columns.codes))]
    for row in range(matrix.shape[0]):
        inside = matrix.indices[matrix.indptr[row] : matrix.indptr[row + 1]]
        low = 0 if np.isinf(laid.low[row]) else int(laid.low[row])
        high = len(inside) if np.isinf(laid.high[row]) else int(laid.high[row])
        model.add_linear_constraint(sum(goes[at] for at in inside), low, high)
    weeks = [
        model.new_int_var_from_domain(cp_model.Domain.from_values(np.flatnonzero(may).tolist()), "")
        for may in table.hosts_in
    ]
    busy = [[model.new_fixed_size_interval_var(week, 1, "")] for week in weeks]
    for at, (visitor, host) in enumerate(zip(columns.visitor.tolist(), columns.host.tolist(), strict=True)):
        free = cp_model.Domain.from_values(np.flatnonzero(table.goes_in[visitor]).tolist())
        model.add_linear_expression_in_domain(weeks[host], free).only_enforce_if(goes[at])
        busy[visitor].append(model.new_optional_fixed_size_interval_var(weeks[host], 1, goes[at], ""))
    for each in busy:
        model.add_no_overlap(each)
    model.minimize(sum(round(cost * METRES) * each for cost, each in zip(columns.cost, goes, strict=True)))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = CP_SAT_SECONDS
    status = solver.solve(model)
    has = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return Found(time.perf_counter() - started, solver.objective_value / METRES if has else None)
