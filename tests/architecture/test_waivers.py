"""The waivers themselves: reasons given, rules known, nothing idle, no budget without an end."""

from tests.architecture import waivers
from tests.architecture.rules import (
    anatomy,
    budgets,
    files,
    migrations,
    models,
    repository,
    routes,
    safety,
    words,
)
from tests.architecture.rules.source import Finding

RULES = {
    rule
    for module in (anatomy, budgets, files, migrations, models, repository, routes, safety, words)
    for rule in module.RULES
}
LONG = Finding("budget-function", "directory/operations.py", 12, "nominate has 45 lines", 45)


def waiver(**changes):
    entry = {
        "rule": "budget-function",
        "path": "directory/operations.py",
        "limit": 45,
        "reason": "One SQL statement that reads worse when split.",
    }
    return waivers.Waiver(**entry | changes)


def test_every_waiver_names_a_rule_and_gives_a_reason():
    listed = waivers.read()
    assert {entry.rule for entry in listed} - RULES == set()
    assert waivers.without_reason(listed) == []


def test_a_finding_nobody_waived_remains():
    assert waivers.remaining([LONG], budgets.RULES, []) == [str(LONG)]


def test_a_waived_finding_does_not_remain():
    assert waivers.remaining([LONG], budgets.RULES, [waiver()]) == []


def test_a_waived_finding_that_grows_past_its_limit_remains():
    assert str(LONG) in waivers.remaining([LONG], budgets.RULES, [waiver(limit=44)])


def test_a_waiver_for_another_file_does_not_help():
    assert str(LONG) in waivers.remaining([LONG], budgets.RULES, [waiver(path="people/operations.py")])


def test_a_waiver_about_one_name_excuses_no_other():
    assert waivers.remaining([LONG], budgets.RULES, [waiver(about="nominate")]) == []
    assert str(LONG) in waivers.remaining([LONG], budgets.RULES, [waiver(about="close")])


def test_a_waiver_that_nothing_needs_is_reported():
    [complaint] = waivers.remaining([], budgets.RULES, [waiver()])
    assert "no longer needed" in complaint


def test_a_waiver_is_judged_by_its_own_rules_only():
    assert waivers.remaining([], words.RULES, [waiver()]) == []


def test_a_waiver_without_a_reason_is_reported():
    assert waivers.without_reason([waiver(reason=" ok ")]) == [waiver(reason=" ok ")]
