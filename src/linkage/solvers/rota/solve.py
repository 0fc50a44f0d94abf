"""The best rota, or why there is none."""

from linkage.solvers.rota import blocked, planning
from linkage.solvers.rota.highs import TooLong
from linkage.solvers.rota.rules import asked_for
from linkage.solvers.rota.table import Table
from linkage.solvers.rota.types import Impossible, Problem, Rota

NOT_KNOWN = "No rota was found within a minute, and there may be one. Let a rule go, or offer more weeks"


def solve(problem: Problem) -> Rota | Impossible:
    """Return the best rota that keeps all rules of the round, or which of them stand in the way.

    The best costs least: kilometres, long ones weighed more, less what is liked (`Table.cost`). The order in which
    schools are written down changes nothing. Where it is not known whether some visits could have a week, the rota
    names them. What has been stands in it as it was.
    """
    try:
        found = planning.plan(Table(problem), asked_for(problem))
    except TooLong:
        return Impossible((), (NOT_KNOWN,), ())
    return blocked.explain(problem) if found is None else found
