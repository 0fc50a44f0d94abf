"""A rota that stands is changed for as few people as may be."""

from collections import Counter
from dataclasses import replace

import pytest

from linkage.solvers.rota import Journey, Shape, Visit, judge, repair, solve
from linkage.solvers.rota.tests.asked import problem


class TestRepair:
    def test_a_drop_out_changes_few(self):
        """Three who would have gone there are told anyway: they take the places that have come free, with one more."""
        asked = problem(24, 3, weeks=24)
        standing = solve(asked)
        gone = asked.schools[4].id
        left = replace(asked, schools=tuple(each for each in asked.schools if each.id != gone))
        found = repair(left, standing)
        assert judge(left, found.rota) == ()
        assert gone not in {each.host for each in found.rota.visits}
        assert {each.visitor for each in standing.journeys if each.host == gone} <= set(found.changed)
        assert len(found.changed) <= 4

    def test_a_week_that_cannot_be_moves_only_that_visit(self):
        asked = problem(24, 3, weeks=24)
        visit = solve(asked).visits[3]
        moved = tuple(
            replace(each, host_weeks=each.host_weeks - {visit.week}) if each.id == visit.host else each
            for each in asked.schools
        )
        found = repair(replace(asked, schools=moved), solve(asked))
        assert set(found.changed) == {visit.host, *visit.visitors}

    def test_whoever_is_visited_in_another_week_counts_as_changed(self):
        """Another visit has to make place: one whose school has something else to do anyway."""
        asked = problem(13, 5, weeks=8)
        standing = solve(asked)
        moved = next(each for each in standing.visits if each.host == "s008")
        schools = tuple(
            replace(each, host_weeks=each.host_weeks - {moved.week}) if each.id == moved.host else each
            for each in asked.schools
        )
        found = repair(replace(asked, schools=schools), standing)
        assert len(found.changed) == 5

    def test_a_new_school_finds_its_place(self):
        asked = problem(13, 3, weeks=24)
        fewer = replace(asked, schools=asked.schools[:-1])
        found = repair(asked, solve(fewer))
        assert judge(asked, found.rota) == ()
        assert asked.schools[-1].id in found.changed
        assert len(found.changed) < len(asked.schools)

    def test_where_nothing_has_changed_nobody_is_told(self):
        asked = problem(12, 3)
        standing = solve(asked)
        found = repair(asked, standing)
        assert found.changed == ()
        assert found.rota.visits == standing.visits


class TestWhatHasBeen:
    """Four visits of twelve have been; then one of the schools that were visited leaves."""

    def left(self, **said):
        asked = problem(12, 3, weeks=24, needs_lead=True, **said)
        standing = solve(asked)
        been = standing.visits[:4]
        gone = been[1].host
        weeks = frozenset(range(been[-1].week + 1, been[-1].week + 24))
        schools = tuple(
            replace(each, host_weeks=each.host_weeks & weeks, visit_weeks=each.visit_weeks & weeks)
            for each in asked.schools
            if each.id != gone
        )
        return replace(asked, schools=schools, been=been), standing, gone

    @pytest.mark.parametrize("plan", [solve, lambda asked: repair(asked, solve(problem(12, 3, weeks=24))).rota])
    def test_it_stays_as_it_was_and_counts_for_who_went(self, plan):
        asked, _, gone = self.left()
        found = plan(asked)
        assert judge(asked, found) == ()
        assert set(asked.been) <= set(found.visits)
        assert {each.host for each in found.visits} == {each.id for each in asked.schools} | {gone}
        out = Counter(visitor for each in found.visits for visitor in each.visitors)
        assert all(2 <= out[each.id] <= 4 for each in asked.schools)
        journeys = {(each.visitor, each.host) for each in found.journeys}
        assert not any((host, visitor) in journeys for visitor, host in journeys)
        assert not any(gone in each.visitors for each in found.visits if each not in asked.been)

    def test_nobody_is_told_for_it_who_has_nothing_else_to_do(self):
        asked, standing, gone = self.left()
        found = repair(asked, standing)
        to_come = {each for visit in standing.visits[4:] for each in (visit.host, *visit.visitors)}
        assert set(found.changed) <= to_come
        assert gone not in found.changed

    def test_a_rule_that_came_later_says_nothing_of_it(self):
        asked, standing, _ = self.left()
        pairs = frozenset(frozenset((each.host, visitor)) for each in asked.been for visitor in each.visitors)
        stricter = replace(asked, apart=pairs, ruled_out=frozenset(Journey(*sorted(pair)) for pair in pairs))
        found = repair(stricter, standing)
        assert judge(stricter, found.rota) == ()
        assert set(asked.been) <= set(found.rota.visits)

    def test_whoever_was_in_one_does_nothing_else_in_its_week(self):
        asked = problem(12, 3, weeks=24)
        standing = solve(asked)
        first = standing.visits[0]
        busy = {first.host, *first.visitors}
        now = replace(asked, been=(replace(first, week=standing.visits[5].week),))
        found = solve(now)
        assert judge(now, found) == ()
        for each in found.visits:
            if each not in now.been and each.week == now.been[0].week:
                assert not busy & {each.host, *each.visitors}

    def test_where_all_have_been_nothing_is_planned(self):
        asked = problem(12, 3, weeks=24)
        standing = solve(asked)
        over = replace(asked, been=standing.visits, schools=asked.schools[1:])
        assert solve(over).visits == standing.visits
        assert repair(over, standing).rota.visits == standing.visits
        assert judge(over, standing) == ()

    def test_those_of_a_group_stay_together(self):
        asked = problem(12, 2, shape=Shape.GROUPS, visitors=2, needs_writer=False)
        standing = solve(asked)
        been = standing.visits[:3]
        now = replace(asked, been=been)
        found = repair(now, standing).rota
        assert judge(now, found) == ()
        assert found.journeys == standing.journeys
        assert set(been) <= set(found.visits)

    def test_a_group_that_has_begun_stays_one_though_another_were_cheaper(self):
        asked = problem(12, 2, shape=Shape.GROUPS, visitors=2, needs_writer=False)
        out = solve(asked).visits[0]
        standing = solve(replace(asked, ruled_out=frozenset({Journey(out.visitors[0], out.host)})))
        begun = next(each for each in standing.visits if each.host == out.host)
        found = solve(replace(asked, been=(begun,)))
        group = {begun.host, *begun.visitors}
        assert {frozenset((each.host, *each.visitors)) for each in found.visits if each.host in group} == {
            frozenset(group)
        }

    def test_what_could_be_cheaper_changes_nobody_for_what_has_been(self):
        asked = problem(12, 3, weeks=24)
        apart = frozenset(frozenset((each.visitor, each.host)) for each in sorted(solve(asked).journeys, key=str)[:6])
        standing = solve(replace(asked, apart=apart))
        assert standing.cost > solve(asked).cost
        assert repair(replace(asked, been=standing.visits[:4]), standing).changed == ()

    def test_whose_visit_has_been_needs_no_week_and_keeps_none_from_others(self):
        asked = problem(2, 1, weeks=1, share=1.0, visitors=1, at_least=1, at_most=1, allows_mutual=True)
        one, other = (each.id for each in asked.schools)
        been = Visit(one, min(asked.schools[0].host_weeks) - 1, (other,), other)
        found = solve(replace(asked, been=(been,)))
        assert [(each.host, each.visitors) for each in found.visits] == [(one, (other,)), (other, (one,))]
