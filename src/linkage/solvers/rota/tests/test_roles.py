"""Who writes and who leads: somebody who can, not the same one twice where others can, and nobody more than must be."""

from collections import Counter
from dataclasses import replace

from linkage.solvers.rota import judge, roles, solve
from linkage.solvers.rota.tests.asked import problem


def test_where_few_can_write_nobody_writes_more_than_must_be():
    teams = [("a", "b", "c"), ("a", "b", "d"), ("a", "c", "d"), ("b", "c", "d")]
    assert sorted(Counter(roles.choose(teams, {"a", "b"}, {})).values()) == [2, 2]
    assert roles.choose(teams, {"a"}, {}) == ["a", "a", "a", ""]
    assert roles.choose(teams, {"a", "b"}, {3: "d"})[3] == "d"


def test_reports_are_shared_out_evenly():
    found = solve(problem(12, 6))
    assert len({visit.writer for visit in found.visits}) == 12


def test_whoever_leads_is_not_who_writes_and_nobody_leads_where_no_lead_is_asked_for():
    found = solve(problem(12, 6, needs_lead=True))
    assert all(visit.lead in visit.visitors and visit.lead != visit.writer for visit in found.visits)
    assert max(Counter(visit.lead for visit in found.visits).values()) <= 2
    assert {visit.lead for visit in solve(problem(12, 6)).visits} == {""}


def test_where_one_alone_can_do_both_they_do_both():
    assert roles.choose([("a", "b")], {"a"}, {}, [{"a"}]) == ["a"]
    assert roles.choose([("a", "b")], {"a", "b"}, {}, [{"a"}]) == ["b"]


def test_somebody_in_every_team_can_lead():
    asked = problem(12, 1, needs_lead=True)
    few = tuple(replace(each, can_lead=number % 3 == 0) for number, each in enumerate(asked.schools))
    asked = replace(asked, schools=few)
    found = solve(asked)
    assert judge(asked, found) == ()
    assert all(asked.by_id[visit.lead].can_lead for visit in found.visits)
    free = replace(asked, settings=replace(asked.settings, needs_lead=False))
    assert [each.rule for each in judge(asked, solve(free))].count("lead") > 0


def test_whoever_leads_already_does_not_write_too_when_the_writer_falls_out():
    asked = problem(3, 1, needs_lead=True)
    [said] = roles.shared_out(asked, [("s000", "s001")], {0: {"writer": "gone", "lead": "s000"}})
    assert said == {"writer": "s001", "lead": "s000"}
