"""The same round given whole to general solvers: journeys to HiGHS, journeys and weeks to CP-SAT, where installed."""

import importlib.util
import io
import json
import subprocess
import sys
import time
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from linkage.solvers.rota.programme import Programme
from linkage.solvers.rota.table import Table

PATIENCE = 600.0


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
    if importlib.util.find_spec("ortools") is None:
        return None
    given, matrix = io.BytesIO(), laid.matrix.tocsr()
    np.savez(
        given,
        **{name: getattr(matrix, name) for name in ("data", "indices", "indptr")},
        **{name: getattr(laid, name) for name in ("low", "high")},
        **{name: getattr(laid.columns, name) for name in ("cost", "visitor", "host")},
        **{name: getattr(table, name) for name in ("hosts_in", "goes_in")},
    )
    asked = [sys.executable, "-m", "benchmarks.rota.cp_sat"]
    said = subprocess.run(asked, input=given.getvalue(), capture_output=True, check=True).stdout
    return Found(**json.loads(said))
