"""A plan that takes changes is as cheap as one made from nothing, whatever changes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkage.solvers.matching import check
from linkage.solvers.matching.solve import solve
from linkage.solvers.matching.standing import Standing
from linkage.solvers.matching.tests.test_matching import SMALL, records
from linkage.solvers.matching.types import problem

# More than going without costs anybody there.
NEVER = 100


@st.composite
def changed(draw):
    """Some problem, and changes to it one after the other: what pairs cost from now on, and requests that come."""
    said = draw(records())
    late = [each for each in said["requests"] if draw(st.booleans())]
    costs = st.one_of(st.integers(0, 9), st.just(NEVER))
    steps = (
        []
        if not said["pairs"]
        else draw(
            st.lists(st.dictionaries(st.sampled_from(sorted(said["pairs"])), costs, min_size=1, max_size=3), max_size=5)
        )
    )
    return said, [each["id"] for each in late], steps


def given_now(told, found):
    return {(told.requests[told.pair_request[n]], told.people[told.pair_person[n]]) for n in found.pairs}


@given(changed())
def test_whatever_comes_and_changes_the_plan_is_the_one_that_would_be_made_anew(some):
    said, late, steps = some
    early = {
        **said,
        "requests": [each for each in said["requests"] if each["id"] not in late],
        "pairs": {pair: cost for pair, cost in said["pairs"].items() if pair[0] not in late},
    }
    standing = Standing(problem(**early), requests=30, pairs=40)
    stands = given_now(*standing.told())
    for each in said["requests"]:
        if each["id"] in late:
            mine = {who: cost for (request, who), cost in said["pairs"].items() if request == each["id"]}
            did = standing.insert(each, mine)
            stands = (stands | did.taken) - did.let_go
    pairs = dict(said["pairs"])
    for step in steps:
        did = standing.weigh(step)
        stands = (stands | did.taken) - did.let_go
        pairs |= step
    told, found = standing.told()
    anew = problem(**said | {"pairs": pairs})
    assert (found.pairs.tolist(), found.cost) == (solve(anew).pairs.tolist(), solve(anew).cost)
    # Where nobody could be asked at all, nobody is asked from different schools.
    has_pairs = np.bincount(anew.pair_request, minlength=len(anew.requests)) > 0
    assert told.is_apart[has_pairs].tolist() == anew.is_apart[has_pairs].tolist()
    assert stands == given_now(told, found)
    assert standing.cost() == found.cost
    assert check.violations(anew, found) == []
    assert check.certify(anew, found).gap == 0


def test_whoever_is_ruled_out_is_let_go_and_what_follows_is_told():
    standing = Standing(problem(**SMALL))
    assert given_now(*standing.told()) == {("r", "p"), ("r", "q")}
    did = standing.weigh({("r", "p"): NEVER})
    assert (did.taken, did.let_go) == ({("s", "p")}, {("r", "p")})
    back = standing.weigh({("r", "p"): 1})
    assert (back.taken, back.let_go) == (did.let_go, did.taken)


def test_of_people_from_different_schools_a_colleague_steps_in_for_whoever_is_ruled_out():
    standing = Standing(
        problem(
            requests=[{"id": "r", "unmet": 50, "wanted": 2, "is_apart": True}],
            people=[{"id": each, "school": home, "places": 1} for each, home in [("p", "a"), ("q", "b"), ("o", "a")]],
            schools=[{"id": "a"}, {"id": "b"}],
            pairs={("r", "p"): 1, ("r", "q"): 2, ("r", "o"): 3},
        )
    )
    assert given_now(*standing.told()) == {("r", "p"), ("r", "q")}
    did = standing.weigh({("r", "p"): NEVER})
    assert (did.taken, did.let_go) == ({("r", "o")}, {("r", "p")})
    assert check.certify(*standing.told()).gap == 0


def test_only_what_a_change_is_about_is_looked_at():
    """The control: else it would be a plan made anew in disguise. Of two places, one hears nothing of the other."""
    two = {
        "requests": [{"id": f"{name} {place}", "unmet": 90} for place in "xy" for name in "rs"],
        "people": [{"id": f"{name} {place}", "school": place, "places": 1} for place in "xy" for name in "pq"],
        "schools": [{"id": place} for place in "xy"],
        "pairs": {(f"{r} {place}", f"{p} {place}"): n for place in "xy" for n, (r, p) in enumerate(["rp", "rq", "sp"])},
    }
    standing = Standing(problem(**two))
    prices = standing._net.potential.copy()
    standing.weigh({("r x", "q x"): 70})
    moved = np.flatnonzero(standing._net.potential != prices)
    about_y = [standing._holder_of[each] + standing._net.people + standing._net.schools + 1 for each in ("r y", "s y")]
    assert len(moved) > 0
    assert not set(moved.tolist()) & set(about_y)


def test_what_is_not_there_and_what_has_no_room_is_refused():
    standing = Standing(problem(**SMALL))
    with pytest.raises(KeyError):
        standing.weigh({("s", "q"): 1})
    with pytest.raises(ValueError, match="no room"):
        standing.insert({"id": "t", "unmet": 9}, {"p": 1})
    assert given_now(*standing.told()) == {("r", "p"), ("r", "q")}
