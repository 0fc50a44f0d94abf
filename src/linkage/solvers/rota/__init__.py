"""Who visits whom, and in which week: a rota for schools that look at one another, to a proven optimum (ADR 20).

`types` say what is to be planned; `rules` say of any rota what breaks which rule, in one sentence each; `solve` finds
the best rota that keeps them all, or which rules stand in the way; `repair` changes a rota for as few people as may be.
"""

from linkage.solvers.rota.breaches import Breach
from linkage.solvers.rota.repair import Repaired, repair
from linkage.solvers.rota.rules import RULES, Rule, asked_for, judge
from linkage.solvers.rota.solve import solve
from linkage.solvers.rota.types import (
    Impossible,
    Journey,
    Problem,
    Rota,
    School,
    Settings,
    Shape,
    Visit,
)

__all__ = [
    "RULES",
    "Breach",
    "Impossible",
    "Journey",
    "Problem",
    "Repaired",
    "Rota",
    "Rule",
    "School",
    "Settings",
    "Shape",
    "Visit",
    "asked_for",
    "judge",
    "repair",
    "solve",
]
