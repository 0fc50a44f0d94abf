"""The same problem from the other side: not requests that look for places, but places that look for requests.

Where there are fewer places than are asked for, most of the search is about who goes without: each request looks
through everybody to find that nobody is left. Seen from the places there is always somebody to help, so each is placed
at once. A place sends one unit to a request, or to a *nobody* of its own where it stays free; that saves the dearest
step of its person and of their school first, so what staying free costs rises with each place, as a load does.
"""

from dataclasses import replace

import numpy as np

from linkage.solvers.matching.network import Costs, load_at
from linkage.solvers.matching.types import Numbers, Problem


def is_shorter(problem: Problem) -> bool:
    """Return whether the places are scarcer than the requests, and nothing is asked that the mirror cannot say.

    It knows no request whose people are to come from different schools, and no school that is full before its people.
    """
    has_room = bool((problem.school_places >= _given(problem)).all())
    return bool(problem.places.sum() < problem.wanted.sum()) and has_room and not problem.is_apart.any()


def mirrored(problem: Problem, costs: Costs) -> tuple[Problem, Costs]:
    """Return the problem from the other side, and what everything costs there.

    People ask for as many requests as they have places. The nobodies of a school are a school, and each request is one
    of its own. Its pairs are those of the problem in their order, then the nobodies.
    """
    requests, people = len(problem.requests), len(problem.people)
    free = np.repeat(np.arange(people), problem.places)
    nobodies = len(free)
    nth = np.arange(nobodies) - np.repeat(np.cumsum(problem.places) - problem.places, problem.places)
    given = _given(problem)
    length = int((problem.school_promised + given).max(initial=0)) + 1
    same = _same_for_all(costs)
    return replace(
        problem,
        requests=problem.people,
        wanted=problem.places,
        is_apart=np.zeros(people, np.bool_),
        people=(*problem.requests, *(problem.people[n] for n in free)),
        school_of=np.concatenate([len(given) + np.arange(requests), problem.school_of[free]]),
        places=np.concatenate([problem.wanted, np.ones(nobodies, np.int64)]),
        promised=np.zeros(requests + nobodies, np.int64),
        schools=(*problem.schools, *problem.requests),
        school_places=np.concatenate([given, problem.wanted]),
        # Counted from the end: the first place to stay free is the last that would be taken.
        school_promised=np.concatenate([length - problem.school_promised - given, np.full(requests, length)]),
        pair_request=np.concatenate([problem.pair_person, free]),
        pair_person=np.concatenate([problem.pair_request, requests + np.arange(nobodies)]),
    ), Costs(
        pair=np.concatenate(
            [
                costs.pair + same + costs.school_load[0] - costs.unmet[problem.pair_request],
                same - load_at(costs.load, problem.promised[free] + nth),
            ]
        ),
        # More than anything else costs: whoever is not needed has a nobody.
        unmet=np.full(people, 2 * (int(costs.pair.max(initial=0)) + same + int(costs.school_load[-1])) + 1),
        load=np.zeros(1, np.int64),
        school_load=costs.school_load[-1] - load_at(costs.school_load, np.arange(length)[::-1]),
    )


def prices(problem: Problem, costs: Costs, mirrors: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Return the prices at requests, people and schools, from those that the mirror found at its nodes."""
    requests, schools = len(problem.requests), len(problem.schools)
    nobodies, span = int(problem.places.sum()), int(costs.school_load[-1] - costs.school_load[0])
    at_request = costs.unmet + span - mirrors[:requests]
    homes = requests + nobodies
    at_school = costs.school_load[-1] - mirrors[homes : homes + schools]
    holders = mirrors[len(mirrors) - len(problem.people) :]
    at_person = _same_for_all(costs) + int(costs.school_load[-1]) - holders
    # Whoever has no place sent nothing: theirs would be worth what the dearest request would save.
    worth = load_at(costs.load, problem.promised) + at_school[problem.school_of]
    np.maximum.at(worth, problem.pair_person, at_request[problem.pair_request] - costs.pair)
    return at_request, np.where(problem.places > 0, at_person, worth), at_school


def _given(problem: Problem) -> Numbers:
    """How many places the people of each school have."""
    found = np.bincount(problem.school_of, weights=problem.places, minlength=len(problem.schools))
    return found.astype(np.int64)


def _same_for_all(costs: Costs) -> int:
    """What is added to the way of every place, so that nothing costs less than nought."""
    return int(costs.unmet.max(initial=0)) + int(costs.load[-1])
