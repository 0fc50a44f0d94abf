"""How candidates for one request are found: pure functions on plain facts, split by noun.

`obstacles` are the hard rules, the conflicts of interest first; `terms` are what is weighed; `ranking` puts both
together. Nothing here knows a person's name, and nothing here is kept about a person: the order is for one request.
"""

from linkage.brokering.rules.facts import Helper, Need, School
from linkage.brokering.rules.obstacles import Obstacle, obstacles
from linkage.brokering.rules.ranking import Candidate, Ranking, Refusal, rank
from linkage.brokering.rules.terms import Term

__all__ = [
    "Candidate",
    "Helper",
    "Need",
    "Obstacle",
    "Ranking",
    "Refusal",
    "School",
    "Term",
    "obstacles",
    "rank",
]
