"""HiGHS, the solver of linear programmes: of choices that are whole, and of those in parts.

`highspy` is its own interface to Python: unlike SciPy's it keeps where a programme stands while more comes to it.
"""

from dataclasses import dataclass

import highspy
import numpy as np
from scipy.sparse import csc_array, csr_array, hstack

from linkage.solvers.rota.table import Bools, Floats

SECONDS = 60.0
# Kilometres beyond any journey's, and small enough that the next digits still count.
MISSING = 10_000.0
HALF = 0.5
# As HiGHS says it: it came to its end, and there is a choice, or none; it knows one. Nothing here is without limits.
BEST = highspy.HighsModelStatus.kOptimal
NONE = (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible)
KNOWN = highspy.SolutionStatus.kSolutionStatusFeasible


class TooLong(Exception):
    """HiGHS came to no end in its time: neither a best plan is known, nor that there is none."""


@dataclass(frozen=True, eq=False)
class InParts:
    """What parts of columns would cost least: `values` from 0 to 1, a price for each row, what they cost,
    and how much of the rows had to be done without.
    """

    values: Floats
    prices: Floats
    cost: float
    short: float


class Relaxation:
    """Columns that may be taken in part, and rows; more of both may come, and the next answer begins with the last.

    What a row is short of may be had at a price beyond all columns, so that there always is an answer, and the prices
    say where columns are missing.
    """

    def __init__(self, cost: Floats, matrix: csr_array, low: Floats, high: Floats) -> None:
        self.low, self.high = low, high
        wants = np.flatnonzero(low > 0)
        self.bought = len(wants)
        buys = csr_array((np.ones(self.bought), (wants, np.arange(self.bought))), shape=(len(low), self.bought))
        upper = np.concatenate([np.full(self.bought, np.inf), np.ones(len(cost))])
        costs = np.concatenate([np.full(self.bought, MISSING), cost])
        self.highs = _given(costs, hstack([buys, matrix]).tocsc(), low, high, upper)

    def add_columns(self, cost: Floats, matrix: csr_array) -> None:
        """Offer more columns; they count in none of the rows that came after the first."""
        columns, number = matrix.tocsc(), len(cost)
        starts = columns.indptr[:-1]
        self.highs.addCols(
            number, cost, np.zeros(number), np.ones(number), columns.nnz, starts, columns.indices, columns.data
        )

    def add_rows(self, matrix: csr_array, high: Floats) -> None:
        """Ask for more rows: of the columns that each counts, at most so many."""
        low, whole = np.full(len(high), -np.inf), matrix.tocsr()
        self.low, self.high = np.concatenate([self.low, low]), np.concatenate([self.high, high])
        self.highs.addRows(len(high), low, high, whole.nnz, whole.indptr[:-1], whole.indices + self.bought, whole.data)

    def solve(self) -> InParts:
        """Return the cheapest there is. Raises TooLong where HiGHS finds no end."""
        self.highs.run()
        if self.highs.getModelStatus() != BEST:
            raise TooLong
        found = self.highs.getSolution()
        values, prices = np.array(found.col_value), np.array(found.row_dual)
        # A price that no limit stands for is a rounding.
        prices[(prices > 0) & np.isinf(self.low) | (prices < 0) & np.isinf(self.high)] = 0.0
        cost = float(self.highs.getInfo().objective_function_value)
        return InParts(values[self.bought :], prices, cost, float(values[: self.bought].sum()))


def pick(
    cost: Floats, matrix: csr_array, low: Floats, high: Floats, *, seconds: float = SECONDS, is_best: bool = True
) -> Bools | None:
    """Return which columns together cost least, each taken once or not, or None where no choice fits the rows.

    Raises TooLong where the time ends first; without `is_best` the best found until then is enough.
    """
    highs = _given(cost, matrix.tocsc(), low, high, np.ones(len(cost)), is_whole=True)
    highs.setOptionValue("mip_rel_gap", 0.0)
    highs.setOptionValue("mip_abs_gap", 0.0)
    highs.setOptionValue("time_limit", seconds)
    highs.run()
    if highs.getModelStatus() in NONE:
        return None
    if highs.getModelStatus() != BEST and (is_best or highs.getInfo().primal_solution_status != KNOWN):
        raise TooLong
    return np.asarray(np.array(highs.getSolution().col_value) > HALF, np.bool_)


def _given(
    cost: Floats, matrix: csc_array, low: Floats, high: Floats, upper: Floats, *, is_whole: bool = False
) -> highspy.Highs:
    """HiGHS with a programme. On one processor: what it answers is the same each time, and others have theirs."""
    highs, asked = highspy.Highs(), highspy.HighsLp()  # type: ignore[no-untyped-call]
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", 1)
    asked.num_row_, asked.num_col_ = matrix.shape
    asked.col_cost_, asked.col_lower_, asked.col_upper_ = cost, np.zeros(len(cost)), upper
    asked.row_lower_, asked.row_upper_ = low, high
    asked.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    asked.a_matrix_.start_, asked.a_matrix_.index_, asked.a_matrix_.value_ = matrix.indptr, matrix.indices, matrix.data
    if is_whole:
        asked.integrality_ = [highspy.HighsVarType.kInteger] * len(cost)
    highs.passModel(asked)
    return highs
