"""The solver agrees with trying everything, whatever is asked, and proves what it says."""

import random
import subprocess
import sys
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkage.solvers.matching import check, mirror, search
from linkage.solvers.matching.solve import cost_of, ready, solution, solve
from linkage.solvers.matching.types import problem


@st.composite
def records(draw):
    """Some problem of up to six requests and six people in three schools, with loads that rise."""
    schools = [f"school {n}" for n in range(3)]
    people = [f"person {n}" for n in range(draw(st.integers(0, 6)))]
    requests = [f"request {n}" for n in range(draw(st.integers(1, 6)))]
    number = st.integers(0, 3)
    pairs = (
        draw(st.dictionaries(st.sampled_from([(r, p) for r in requests for p in people]), st.integers(0, 9)))
        if people
        else {}
    )
    rising = st.lists(st.integers(0, 9), min_size=1, max_size=3).map(sorted)
    return {
        "requests": [
            {
                "id": each,
                "unmet": draw(st.integers(0, 20)),
                "wanted": draw(st.integers(1, 3)),
                "is_apart": draw(st.booleans()),
            }
            for each in requests
        ],
        "people": [
            {"id": each, "school": draw(st.sampled_from(schools)), "places": draw(number), "promised": draw(number)}
            for each in people
        ],
        "schools": [{"id": each, "places": draw(st.integers(0, 4)), "promised": draw(number)} for each in schools],
        "pairs": pairs,
        "load": draw(rising),
        "school_load": draw(rising),
    }


def cheapest(given):
    """What the best of all plans costs, by trying each."""
    best = [10**9]

    def go_on(at, chosen):
        if at == len(given.requests):
            unmet = given.wanted - np.bincount(given.pair_request[chosen], minlength=len(given.requests))
            best[0] = min(best[0], cost_of(given, np.array(chosen, np.int64), unmet))
            return
        mine = np.flatnonzero(given.pair_request == at)
        for number in range(int(given.wanted[at]) + 1):
            for some in combinations(mine.tolist(), number):
                if is_allowed(given, at, [*chosen, *some]):
                    go_on(at + 1, [*chosen, *some])

    go_on(0, [])
    return best[0]


def is_allowed(given, at, chosen):
    people = given.pair_person[chosen]
    schools = given.school_of[people]
    mine = schools[given.pair_request[chosen] == at]
    return (
        (np.bincount(people, minlength=len(given.people)) <= given.places).all()
        and (np.bincount(schools, minlength=len(given.schools)) <= given.school_places).all()
        and not (given.is_apart[at] and len(set(mine.tolist())) < len(mine))
    )


@given(records())
def test_nothing_is_cheaper_and_the_prices_prove_it(said):
    asked = problem(**said)
    found = solve(asked)
    assert check.violations(asked, found) == []
    assert found.cost == cheapest(asked)
    assert check.certify(asked, found).gap == 0


@given(records(), st.integers(0, 10**6))
def test_whoever_is_written_down_first_changes_nothing(said, seed):
    chance = random.Random(seed)
    shuffled = {
        name: chance.sample(each, len(each)) if name in ("requests", "people", "schools") else each
        for name, each in said.items()
    }
    shuffled["pairs"] = dict(chance.sample(sorted(said["pairs"].items()), len(said["pairs"])))
    one, other = solve(problem(**said)), solve(problem(**shuffled))
    assert (one.pairs.tolist(), one.cost) == (other.pairs.tolist(), other.cost)


@given(records())
def test_from_the_side_of_the_places_the_same_is_found_and_proved(said):
    """People wanted from anywhere, and schools without a limit: that is what the mirror can say."""
    said["requests"] = [each | {"is_apart": False} for each in said["requests"]]
    said["schools"] = [{"id": each["id"], "promised": each["promised"]} for each in said["schools"]]
    asked = problem(**said)
    one, other = (solved(asked, is_mirrored=each) for each in (False, True))
    assert (one.pairs.tolist(), one.unmet.tolist(), one.cost) == (
        other.pairs.tolist(),
        other.unmet.tolist(),
        other.cost,
    )
    assert check.certify(asked, other).gap == 0


@pytest.mark.parametrize("is_mirrored", [False, True])
def test_nobody_is_asked_twice_where_that_costs_more_than_going_without(is_mirrored):
    asked = problem(
        requests=[{"id": "r", "unmet": 4}, {"id": "s", "unmet": 4}],
        people=[{"id": "p", "school": "a", "places": 2}],
        schools=[{"id": "a"}],
        pairs={("r", "p"): 1, ("s", "p"): 1},
        load=[0, 5],
        school_load=[0],
    )
    found = solved(asked, is_mirrored=is_mirrored)
    assert (len(found.pairs), int(found.unmet.sum()), found.cost) == (1, 1, 5)
    assert check.certify(asked, found).gap == 0


def solved(asked, *, is_mirrored):
    found = ready(asked, is_mirrored=is_mirrored)
    search.send_all(found.net, np.arange(len(found.wanted)), found.wanted)
    return solution(found)


@pytest.mark.parametrize(
    ("more", "is_so"),
    [
        ({}, True),
        ({"people": [{"id": each, "school": "a", "places": 2} for each in "pq"]}, False),
        ({"schools": [{"id": "a", "places": 1}]}, False),
        ({"requests": [{"id": each, "unmet": 9, "wanted": 2, "is_apart": True} for each in "rs"]}, False),
    ],
)
def test_the_side_of_the_places_is_taken_where_they_are_scarce_and_it_can_say_all(more, is_so):
    assert mirror.is_shorter(problem(**SMALL | more)) is is_so


SMALL = {
    "requests": [{"id": "r", "unmet": 9, "wanted": 2}, {"id": "s", "unmet": 9}],
    "people": [{"id": "p", "school": "a", "places": 1}, {"id": "q", "school": "a", "places": 1}],
    "schools": [{"id": "a"}],
    "pairs": {("r", "p"): 1, ("r", "q"): 2, ("s", "p"): 4},
}


def test_a_plan_by_hand_is_told_what_it_breaks():
    asked = problem(**SMALL)
    made = solve(asked)
    broken = [
        (replace(made, unmet=made.unmet + 1), "as_many_as_asked"),
        (replace(made, pairs=np.array([0, 2])), "places"),
        (replace(made, pairs=np.array([0, 0])), "distinct_people"),
    ]
    for plan, rule in broken:
        assert rule in {each.rule for each in check.violations(asked, plan)}
    apart = problem(
        **SMALL | {"requests": [{"id": "r", "unmet": 9, "wanted": 2, "is_apart": True}, SMALL["requests"][1]]}
    )
    assert {each.rule for each in check.violations(apart, made)} == {"distinct_schools"}
    full = problem(**SMALL | {"schools": [{"id": "a", "places": 1}]})
    assert {each.rule for each in check.violations(full, made)} == {"school_places"}


def test_a_plan_that_is_not_the_cheapest_is_not_proved():
    """The control: neither a dearer plan with the true prices, nor the cheapest with wrong ones."""
    asked = problem(**SMALL)
    made = solve(asked)
    dearer = replace(made, pairs=np.array([1, 2]), unmet=np.array([1, 0]))
    assert check.violations(asked, dearer) == []
    assert check.certify(asked, made).gap == 0
    assert check.certify(asked, dearer).gap > 0
    assert check.certify(asked, replace(made, person_price=made.person_price + 5 * 2**30)).gap != 0


@pytest.mark.parametrize("nonsense", [{"load": [3, 1]}, {"school_load": [-1]}, {"pairs": {("r", "p"): -1}}])
def test_what_makes_no_sense_is_refused(nonsense):
    with pytest.raises(ValueError, match="less than"):
        problem(**SMALL | nonsense)


def test_without_the_compiler_the_same_is_found():
    """In a process of its own, where nothing is compiled: the search runs as it is written."""
    script = (
        "import sys; sys.modules['numba'] = None\n"
        "from linkage.solvers.matching.tests.test_matching import SMALL\n"
        "from linkage.solvers.matching import compiling\n"
        "from linkage.solvers.matching.solve import solve\n"
        "from linkage.solvers.matching.types import problem\n"
        "print(compiling.njit, solve(problem(**SMALL)).cost)"
    )
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert said.split() == ["None", str(solve(problem(**SMALL)).cost)]
