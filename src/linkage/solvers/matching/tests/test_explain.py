"""What is said of a plan holds: nobody else would be cheaper than told, and nobody more would bring more than told."""

from dataclasses import replace

import numpy as np
from hypothesis import given

from linkage.solvers.matching import check, explain
from linkage.solvers.matching.first_come import first_come
from linkage.solvers.matching.solve import cost_of, solve
from linkage.solvers.matching.tests.test_matching import SMALL, records
from linkage.solvers.matching.types import problem

ENOUGH = 10**6


@given(records())
def test_somebody_else_makes_the_plan_dearer_by_what_was_said_at_least(said):
    asked = problem(**said)
    found = solve(asked)
    for request in range(len(asked.requests)):
        for other in explain.nearest(asked, found, request, limit=9):
            forced = _with_pair(asked, other.pair)
            assert forced is None or forced >= found.cost + other.dearer


@given(records())
def test_one_place_more_of_anybody_saves_what_was_said_at_most(said):
    asked = problem(**said)
    found = solve(asked)
    for person, points in enumerate(explain.in_demand(asked, found).tolist()):
        places = asked.places.copy()
        places[person] += 1
        assert solve(replace(asked, places=places)).cost >= found.cost - points


@given(records())
def test_one_person_more_saves_what_was_said_at_most(said):
    said = said | {"school_load": [0], "load": [0]}
    asked = problem(**said)
    found = solve(asked)
    worth = explain.worth_of_one_more(found, range(len(asked.requests)), 4)
    more = said | {
        "people": [*said["people"], {"id": "person 9", "school": "school 9", "places": 1}],
        "schools": [*said["schools"], {"id": "school 9"}],
        "pairs": said["pairs"] | {(each["id"], "person 9"): 4 for each in said["requests"]},
    }
    assert solve(problem(**more)).cost >= found.cost - worth


def test_where_nobody_is_short_of_places_both_bounds_are_what_it_really_costs():
    """Bounds alone would also hold if they said nought, or far too much."""
    people = [{"id": name, "school": name, "places": 1} for name in "pq"]
    asked = problem(
        requests=[{"id": "r", "unmet": 90}],
        people=people,
        schools=[{"id": name} for name in "pq"],
        pairs={("r", "p"): 3, ("r", "q"): 10},
    )
    found = solve(asked)
    [other] = explain.nearest(asked, found, 0)
    assert (asked.people[asked.pair_person[other.pair]], other.dearer) == ("q", 7)
    alone = problem(requests=[{"id": "r", "unmet": 90}], people=[], schools=[], pairs={})
    assert explain.worth_of_one_more(solve(alone), [0], 4) == 86


def test_who_is_full_is_named_by_the_limit_that_is_used_up():
    asked = problem(**SMALL)
    found = solve(asked)
    [after] = explain.nearest(asked, found, asked.requests.index("s"))
    assert (asked.people[asked.pair_person[after.pair]], after.limits) == ("p", ("places",))
    full = problem(**SMALL | {"schools": [{"id": "a", "places": 1}]})
    assert "school_places" in explain.nearest(full, solve(full), 0)[0].limits


def test_who_is_wanted_twice_is_in_demand_and_who_is_free_is_not():
    asked = problem(**SMALL | {"people": [*SMALL["people"], {"id": "z", "school": "a", "places": 1}]})
    points = dict(zip(asked.people, explain.in_demand(asked, solve(asked)).tolist(), strict=True))
    # A second place of q helps nobody: r cannot have the same person twice.
    assert points == {"p": 5, "q": 0, "z": 0}


@given(records())
def test_first_come_is_allowed_and_never_better_than_the_plan(said):
    asked = problem(**said)
    for is_by_cost in (True, False):
        pairs, unmet = first_come(asked, range(len(asked.requests)), is_by_cost=is_by_cost)
        made = replace(solve(asked), pairs=pairs, unmet=unmet)
        assert check.violations(asked, made) == []
        assert cost_of(asked, pairs, unmet) >= solve(asked).cost


def test_first_come_takes_the_best_and_leaves_nothing_for_who_comes_later():
    asked = problem(**SMALL)
    pairs, unmet = first_come(asked, [0, 1])
    assert (pairs.tolist(), unmet.tolist()) == ([0, 1], [0, 1])
    pairs, unmet = first_come(asked, [1, 0])
    assert (pairs.tolist(), unmet.tolist()) == ([1, 2], [1, 0])


def _with_pair(asked, pair):
    """What the cheapest plan costs that uses this pair; None when there is none."""
    is_it = np.arange(len(asked.pair_cost)) == pair
    cost = np.where(is_it, asked.pair_cost, asked.pair_cost + ENOUGH)
    found = solve(replace(asked, pair_cost=cost, unmet=asked.unmet + ENOUGH))
    return cost_of(asked, found.pairs, found.unmet) if pair in found.pairs else None
