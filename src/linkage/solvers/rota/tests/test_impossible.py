"""A round for which there is no rota: the fewest rules in the way are named, and what is said to help does help."""

import re
from dataclasses import replace
from datetime import datetime
from types import SimpleNamespace

import highspy
import numpy as np
import pytest

from linkage.solvers.rota import (
    Impossible,
    Rota,
    Shape,
    asked_for,
    groups,
    highs,
    programme,
    solve,
    types,
)
from linkage.solvers.rota.table import Table
from linkage.solvers.rota.tests.asked import problem

CANNOT_COME = r"The head of (School \d+) cannot come to (School \d+) in the week of Monday (\d+ \w+ \d+)\."


class TestImpossible:
    def test_six_schools_cannot_have_three_visitors_without_visiting_each_other(self):
        found = solve(problem(6, 1, other_trust=False))
        assert isinstance(found, Impossible)
        assert found.said == ("Every school is visited by 3 heads", "No two schools visit each other")
        assert any("visit each other" in each for each in found.relax)

    def test_a_distance_nobody_can_keep_is_named_with_the_journeys_it_would_take(self):
        found = solve(problem(12, 1, limit_km=3.0))
        assert isinstance(found, Impossible)
        assert "distance" in found.rules
        assert any("miles away" in each for each in found.relax)

    def test_a_school_without_a_week_is_named(self):
        asked = problem(12, 1)
        shut = replace(asked.schools[0], host_weeks=frozenset())
        found = solve(replace(asked, schools=(shut, *asked.schools[1:])))
        assert isinstance(found, Impossible)
        assert "weeks" in found.rules

    def test_weeks_too_few_for_all_are_explained_by_the_fewest_rules_and_by_whom_to_ask(self):
        """Four weeks hold three visits and a visitor’s own only for who can in all of them; one more week is enough."""
        asked = problem(12, 3, weeks=4)
        found = solve(asked)
        assert isinstance(found, Impossible)
        assert found.rules == ("visitors", "weeks")
        who, to, when = next(filter(None, (re.search(CANNOT_COME, each) for each in found.relax))).groups()
        week = types.week_of(datetime.strptime(when, "%d %B %Y").date())  # noqa: DTZ007 - a day, no time
        comes = tuple(
            replace(each, visit_weeks=each.visit_weeks | {week}) if each.name == who else each for each in asked.schools
        )
        able = solve(replace(asked, schools=comes))
        assert isinstance(able, Rota)
        assert able.unplaced == ()
        assert to in {each.name for each in asked.schools}

    def test_a_head_who_goes_out_too_seldom_is_named_where_that_is_what_helps(self):
        """In five weeks all schools can be visited, but not everybody can go out twice."""
        asked = problem(24, 4, weeks=5)
        found = solve(asked)
        assert isinstance(found, Impossible)
        assert found.rules == ("visitors", "out", "weeks")
        assert any("it should be at least 2" in each and each.startswith("There is a rota") for each in found.relax)

    def test_who_would_have_to_meet_after_all_is_named(self):
        """Eight schools of which one may be visited by two others alone: somebody has to come whom it shuns."""
        asked = problem(8, 1, other_trust=False)
        shuns = frozenset(frozenset(("s000", each.id)) for each in asked.schools[3:])
        asked = replace(asked, apart=shuns)
        found = solve(asked)
        assert isinstance(found, Impossible)
        assert "apart" in found.rules
        assert "Schools that should not meet are kept apart" in found.said
        assert any("should not meet" in each for each in found.relax)
        assert found.meet
        assert set(found.meet) <= shuns
        assert isinstance(solve(replace(asked, apart=shuns - set(found.meet))), Rota)

    def test_without_any_of_the_rules_in_the_way_there_is_a_rota(self):
        asked = problem(12, 1, limit_km=3.0)
        assert isinstance(solve(replace(asked, settings=replace(asked.settings, limit_km=None))), Rota)

    def test_where_time_runs_out_no_rule_is_blamed(self, monkeypatch):
        """What is not known is neither proven nor impossible, and is said to be neither."""

        def no_end(*_, **__):
            raise highs.TooLong

        monkeypatch.setattr(groups, "pick", no_end)
        found = solve(problem(12, 2, shape=Shape.GROUPS, visitors=2, needs_writer=False))
        assert isinstance(found, Impossible)
        assert found.rules == ()
        assert "there may be one" in found.said[0]

    def test_a_plan_that_was_merely_the_best_so_far_is_not_called_the_best(self, monkeypatch):
        asked = problem(12, 1)
        laid = programme.lay(Table(asked), asked_for(asked), programme.make_columns(Table(asked), (), np.arange(144)))
        early = SimpleNamespace(
            setOptionValue=lambda *_: None,
            run=lambda: None,
            getModelStatus=lambda: highspy.HighsModelStatus.kTimeLimit,
            getInfo=lambda: SimpleNamespace(primal_solution_status=highs.KNOWN),
            getSolution=lambda: SimpleNamespace(col_value=np.ones(len(laid.columns.codes))),
        )
        monkeypatch.setattr(highs, "_given", lambda *_, **__: early)
        free = np.ones(len(laid.columns.codes), np.bool_)
        with pytest.raises(highs.TooLong):
            programme.choose(laid, free, ~free)
        assert programme.choose(laid, free, ~free, is_best=False) is not None
