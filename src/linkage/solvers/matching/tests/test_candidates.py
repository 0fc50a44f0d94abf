"""The plan over the nearest few is the plan over all pairs, whoever is beyond the list."""

import numpy as np
import pytest

from linkage.solvers.matching import candidates, check
from linkage.solvers.matching.candidates import Field
from linkage.solvers.matching.solve import solve
from linkage.solvers.matching.types import problem

EVERYBODY = 10**6
MOST_ELSE = 5


def world(seed, requests=30, people=25, areas=3):
    """Requests and people at random places, in one or two areas each; fewer places than requests."""
    chance = np.random.default_rng(seed)
    asks_at, offers_at = (chance.uniform(0, 100, (number, 2)) for number in (requests, people))
    asks, offers = (
        np.unique([(who, chance.integers(areas)) for who in range(number) for _ in range(2)], axis=0)
        for number in (requests, people)
    )
    told = problem(
        requests=[{"id": f"r{n:03}", "unmet": 60} for n in range(requests)],
        people=[{"id": f"p{n:03}", "school": f"s{n % 7}", "places": 1} for n in range(people)],
        schools=[{"id": f"s{n}"} for n in range(7)],
        pairs={},
        load=[0, 3],
        school_load=[0, 2, 4],
    )
    return told, Field(asks_at, offers_at, asks, offers)


def cost(request, person, metres):
    return metres.astype(np.int64) + (request * 7 + person * 13) % MOST_ELSE


def farthest(points):
    """Somebody at this many metres or more costs more than so many points."""
    return np.maximum(points, 0) + 1


@pytest.mark.parametrize("seed", range(20))
def test_who_is_beyond_the_list_is_weighed_where_they_could_make_it_cheaper(seed):
    told, field = world(seed)
    everybody = candidates.with_pairs(told, candidates.nearest(field, EVERYBODY), cost)
    weighed, found, _ = candidates.solve_over_all(told, field, number=2, cost=cost, farthest=farthest)
    assert found.cost == solve(everybody).cost
    assert check.certify(weighed, found).gap == 0


def test_the_control_the_nearest_two_alone_would_be_dearer():
    """Were nobody beyond the list weighed, some of these plans would not be the cheapest."""
    dearer = 0
    for seed in range(20):
        told, field = world(seed)
        everybody = candidates.with_pairs(told, candidates.nearest(field, EVERYBODY), cost)
        dearer += solve(candidates.with_pairs(told, candidates.nearest(field, 2), cost)).cost > solve(everybody).cost
    assert dearer > 5


def test_where_there_is_plenty_most_pairs_are_never_weighed():
    told, field = world(1, requests=10, people=200)
    weighed, _, _ = candidates.solve_over_all(told, field, number=5, cost=cost, farthest=farthest)
    everybody = candidates.nearest(field, EVERYBODY)
    assert len(weighed.pair_cost) < len(everybody.request) / 3


def test_everybody_within_reach_of_a_request_is_listed_once():
    _, field = world(3)
    listed = candidates.nearest(field, 4)
    pairs = set(zip(listed.request.tolist(), listed.person.tolist(), strict=True))
    assert len(pairs) == len(listed.request)
    everybody = candidates.nearest(field, EVERYBODY)
    near = everybody.metres < listed.reach[everybody.request]
    assert {*zip(everybody.request[near].tolist(), everybody.person[near].tolist(), strict=True)} <= pairs


def test_an_area_nobody_offers_lists_nobody():
    told, field = world(2)
    alone = Field(field.asks_at, field.offers_at, np.array([[0, 99]]), field.offers)
    weighed, found, times = candidates.solve_over_all(told, alone, number=2, cost=cost, farthest=farthest)
    assert (len(weighed.pair_cost), times, int(found.unmet.sum())) == (0, 1, 30)
