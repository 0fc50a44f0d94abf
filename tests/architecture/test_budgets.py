"""Files and functions stay small enough to read in one go."""

import pytest

from tests.architecture.rules import budgets
from tests.architecture.rules.source import REPOSITORY, Module, modules
from tests.architecture.waivers import remaining


def of_lines(count):
    return "def long():\n" + "    go()\n" * (count - 1)


def rules_found(path, source):
    return [finding.rule for finding in budgets.budgets([Module(path, source)])]


def test_the_code_keeps_its_budgets():
    assert remaining(budgets.budgets(modules()) + budgets.template_budget(), budgets.RULES) == []


@pytest.mark.parametrize("folder", ["tests", "tools", "benchmarks"])
def test_no_module_beside_the_package_is_longer(folder):
    found = budgets.budgets(modules(REPOSITORY / folder))
    assert [finding for finding in found if finding.rule == "budget-module"] == []


@pytest.mark.parametrize(
    ("path", "source", "expected"),
    [
        ("people/rules.py", "a = 1\n" * 300, []),
        ("people/rules.py", "a = 1\n" * 301, ["budget-module"]),
        ("people/migrations/0001_initial.py", "a = 1\n" * 301, []),
        ("people/rules.py", of_lines(40), []),
        ("people/rules.py", of_lines(41), ["budget-function"]),
        ("people/views.py", of_lines(25), []),
        ("people/views.py", of_lines(26), ["budget-view"]),
        ("people/views/person.py", of_lines(26), ["budget-view"]),
    ],
)
def test_lines(path, source, expected):
    assert rules_found(path, source) == expected


def test_only_a_list_of_what_a_package_hands_over_may_be_longer():
    contents = '"""What can be done."""\n' + "from linkage.people.operations.leaving import leave\n" * 301
    assert rules_found("people/operations/__init__.py", contents) == []
    for other in ("a = 1\n", "def f():\n    pass\n", "from linkage.directory import models\n"):
        assert rules_found("people/operations/__init__.py", contents + other) == ["budget-module"]
    assert rules_found("people/operations/leaving.py", contents) == ["budget-module"]


@pytest.mark.parametrize(
    "branch",
    [
        "    if a:\n        go()\n",
        "    for b in a:\n        go()\n",
        "    while a:\n        go()\n",
        "    try:\n        go()\n    except KeyError:\n        go()\n",
        "    def g():\n        go()\n",
    ],
)
def test_the_eighth_branch_is_one_too_many(branch):
    assert rules_found("people/rules.py", "def f(a, b, c):\n" + branch * 7) == []
    assert rules_found("people/rules.py", "def f(a, b, c):\n" + branch * 8) == ["budget-complexity"]


def test_a_long_template_is_found(tmp_path):
    folder = tmp_path / "people" / "templates" / "people"
    folder.mkdir(parents=True)
    (folder / "short.html").write_text("<p>\n" * 120, encoding="utf-8")
    (folder / "long.html").write_text("<p>\n" * 121, encoding="utf-8")
    [finding] = budgets.template_budget(tmp_path)
    assert (finding.path, finding.measure) == ("people/templates/people/long.html", 121)
