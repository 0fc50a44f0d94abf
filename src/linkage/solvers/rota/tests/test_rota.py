"""A rota of visits: best, provably; all rules kept; the same for whoever is written down first."""

from dataclasses import replace
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linkage.solvers.rota import (
    Impossible,
    Journey,
    Problem,
    Rota,
    Settings,
    Shape,
    Visit,
    asked_for,
    judge,
    nearby,
    pairs,
    programme,
    relaxing,
    solve,
)
from linkage.solvers.rota.table import Table
from linkage.solvers.rota.tests.asked import problem


def cost(asked: Problem, rota: Rota) -> float:
    table = Table(asked)
    return float(table.cost_of(table.codes(rota.journeys)).sum())


class TestTheBest:
    @pytest.mark.parametrize("seed", range(6))
    def test_twelve_schools_as_in_the_network_that_stopped(self, seed):
        """Each visited once by three heads, each head out at least twice, nobody twice in a week."""
        asked = problem(12, seed)
        found = solve(asked)
        assert isinstance(found, Rota)
        assert found.is_proven
        assert judge(asked, found) == ()
        assert found.cost == pytest.approx(cost(asked, found))
        assert all(len(visit.visitors) == 3 and visit.writer in visit.visitors for visit in found.visits)

    def test_visitors_stand_in_the_order_of_their_ids(self):
        """Also where the plan in parts is whole, and those who made it cheaper came to it one after another."""
        for seed in range(6):
            asked = problem(40, seed, weeks=24, allows_mutual=True, needs_writer=False)
            found = solve(replace(asked, schools=tuple(replace(each, phase="Primary") for each in asked.schools)))
            assert all([*visit.visitors] == sorted(visit.visitors) for visit in found.visits)

    @given(st.integers(0, 10_000))
    @settings(max_examples=12)
    def test_nothing_is_cheaper_however_it_is_tried(self, seed):
        """Four schools, one visitor each: every way of sending them is weighed, and every week for it."""
        asked = problem(4, seed, weeks=3, visitors=1, at_least=1, at_most=1, allows_mutual=True, needs_writer=False)
        found, best = solve(asked), cheapest_by_hand(asked)
        if best is None:
            assert isinstance(found, Impossible)
        else:
            assert isinstance(found, Rota)
            assert found.cost == pytest.approx(best)

    def test_who_is_written_down_first_changes_nothing(self):
        asked = problem(15, 3)
        assert solve(replace(asked, schools=asked.schools[::-1])) == solve(asked)

    def test_sixty_schools_with_every_rule_at_once(self):
        asked = problem(60, 2, weeks=24, mixes_phases=True, limit_km=28.0)
        earlier = frozenset(solve(asked).journeys)
        again = replace(asked, earlier=frozenset(sorted(earlier, key=str)[:40]))
        found = solve(again)
        assert isinstance(found, Rota)
        assert found.is_proven
        assert judge(again, found) == ()

    @pytest.mark.parametrize("seed", [0, 4])
    def test_weeks_so_scarce_that_who_visits_whom_has_to_change(self, seed):
        """Nine weeks, of which each school can four in five, and four hold something for each."""
        asked = problem(24, seed, weeks=9)
        found = solve(asked)
        assert isinstance(found, Rota)
        assert found.unplaced == ()
        assert found.gap < 0.01
        assert judge(asked, found) == ()
        assert found.cost >= pairs.best(Table(asked), asked_for(asked)).cost - 1e-6

    def test_also_where_weeks_cost_a_longer_way_it_is_said_that_nothing_is_better(self):
        asked = problem(24, 0, weeks=9)
        found = solve(asked)
        assert found.is_proven
        assert found.cost > pairs.best(Table(asked), asked_for(asked)).cost + 1

    def test_where_it_is_not_known_whether_there_is_a_week_the_rota_names_who_has_none(self, monkeypatch):
        monkeypatch.setattr(nearby, "EVERYBODY", 10)
        asked = problem(12, 3, weeks=4)
        found = solve(asked)
        assert isinstance(found, Rota)
        assert found.unplaced
        assert {each.schools for each in judge(asked, found) if each.rule == "weeks"} == {
            (each,) for each in found.unplaced
        }

    def test_what_is_liked_is_worth_a_longer_way(self):
        asked = problem(12, 5)
        far = max(
            (Journey(one.id, other.id) for one, other in combinations(asked.schools, 2) if not one.trust),
            key=lambda each: asked.km(each.visitor, each.host),
        )
        likes = tuple(
            replace(each, would_like=frozenset({far.host})) if each.id == far.visitor else each
            for each in asked.schools
        )
        liked = solve(replace(asked, schools=likes, settings=replace(asked.settings, liking_km=500.0)))
        assert far not in solve(asked).journeys
        assert far in liked.journeys

    @pytest.mark.parametrize("seed", range(2))
    def test_of_very_many_schools_the_rota_is_near_the_best_and_says_how_near(self, seed, monkeypatch):
        """Planned as if these were thousands; in so few weeks who visits whom is changed for them."""
        asked = problem(60, seed, weeks=10)
        best = pairs.best(Table(asked), asked_for(asked)).cost
        monkeypatch.setattr(relaxing, "EXACT", 10)
        found = solve(asked)
        assert judge(asked, found) == ()
        assert found.unplaced == ()
        assert found.bound <= best + 1e-6 <= found.cost + 2e-6
        assert found.gap < 0.005

    @pytest.mark.parametrize("seed", range(3))
    def test_nothing_beyond_the_nearest_is_overlooked(self, seed):
        """The best of the journeys that were weighed is the best of all there are."""
        asked = problem(40, seed, weeks=24)
        asked = replace(asked, schools=tuple(replace(each, phase="Primary") for each in asked.schools))
        table, rules = Table(asked), asked_for(asked)
        laid = programme.lay(table, rules, nearby.everybody(table, rules))
        free = np.ones(len(laid.columns.codes), np.bool_)
        best = laid.columns.cost[programme.choose(laid, free, ~free)].sum()
        assert len(nearby.nearest(table, rules, relaxing.NEAREST).codes) < len(laid.columns.codes)
        assert pairs.best(table, rules).cost == pytest.approx(best)

    def test_one_long_journey_counts_for_more_than_two_of_half_its_length(self):
        one, half_way, far = problem(3).schools
        at = [replace(each, easting=east, northing=0) for each, east in ((one, 0), (half_way, 20_000), (far, 40_000))]
        table = Table(Problem(tuple(at), Settings(mixing_km=0)))
        half, whole = table.cost(np.array([0, 0]), np.array([1, 2]))
        assert whole > 2 * half


class TestByHand:
    def test_what_is_kept_stays_and_what_is_ruled_out_goes(self):
        asked = problem(12, 1)
        journeys = sorted(solve(asked).journeys, key=str)
        out, kept = journeys[0], journeys[1]
        said = replace(asked, ruled_out=frozenset({out}), kept=frozenset({kept}))
        found = solve(said)
        assert out not in found.journeys
        assert kept in found.journeys

    def test_a_week_that_is_kept_stays(self):
        asked = problem(12, 1)
        visit = solve(asked).visits[0]
        other = next(week for week in sorted(asked.by_id[visit.host].host_weeks) if week != visit.week)
        found = solve(replace(asked, kept_weeks={visit.host: other}))
        assert {each.host: each.week for each in found.visits}[visit.host] == other

    def test_a_swap_is_judged_in_the_words_of_the_rules(self):
        asked = problem(12, 1)
        found = solve(asked)
        visit, other = found.visits[0], found.visits[1]
        swapped = replace(visit, visitors=(visit.host, *visit.visitors[1:]), week=other.week)
        said = [breach.said for breach in judge(asked, [swapped, *found.visits[1:]])]
        assert any("in the week of" in each for each in said)


class TestGroups:
    def test_triads_visit_each_other(self):
        asked = problem(12, 2, shape=Shape.GROUPS, visitors=2, needs_writer=False)
        found = solve(asked)
        assert found.is_proven
        assert judge(asked, found) == ()
        assert all(Journey(each.host, each.visitor) in found.journeys for each in found.journeys)

    def test_a_school_too_many_makes_one_pair_a_triad(self):
        asked = problem(13, 2, shape=Shape.GROUPS, visitors=1, needs_writer=False, other_trust=False)
        found = solve(asked)
        assert judge(asked, found) == ()
        assert sorted(len(visit.visitors) for visit in found.visits) == [1] * 10 + [2] * 3


def cheapest_by_hand(asked: Problem) -> float | None:
    """Every way for each head to go to one school, and every week for each visit: the cheapest that breaks nothing."""
    ids = [each.id for each in asked.schools]
    best = None
    weeks = sorted({week for each in asked.schools for week in each.host_weeks})
    for hosts in product(ids, repeat=len(ids)):
        if len(set(hosts)) < len(ids) or any(one == other for one, other in zip(ids, hosts, strict=True)):
            continue
        visitor_of = dict(zip(hosts, ids, strict=True))
        for when in product(weeks, repeat=len(ids)):
            visits = [
                Visit(host, week, (visitor_of[host],)) for host, week in zip(sorted(visitor_of), when, strict=True)
            ]
            if not judge(asked, visits):
                own = cost(asked, Rota(tuple(visits), 0.0, 0.0))
                best = own if best is None else min(best, own)
                break
    return best
