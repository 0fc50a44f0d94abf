"""Rounds that are drawn from a seed, as several tests ask for them."""

import numpy as np

from linkage.solvers.rota import Problem, School, Settings

FIRST = 105_600
PHASES = ("Primary", "Primary", "Secondary", "Special")


def problem(number: int, seed: int = 1, weeks: int = 16, share: float = 0.8, **said) -> Problem:
    """So many schools somewhere within thirty kilometres, free in most weeks."""
    chance = np.random.default_rng(seed)
    schools = []
    for at in range(number):
        hosts, goes = ({FIRST + week for week in range(weeks) if chance.random() < share} for _ in range(2))
        east, north = chance.uniform(0, 30_000, 2)
        schools.append(
            School(
                f"s{at:03}",
                f"School {at}",
                east,
                north,
                frozenset(hosts),
                frozenset(goes),
                phase=PHASES[at % len(PHASES)],
                trust=f"Trust {at % 5}" if at % 2 else "",
            )
        )
    return Problem(tuple(schools), Settings(**said))
