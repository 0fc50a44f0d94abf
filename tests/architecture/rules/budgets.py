"""How long and how tangled anything may be."""

import ast
from collections.abc import Iterable
from pathlib import Path

from tests.architecture.rules.source import FUNCTION, LINKAGE, Finding, Function, Module

RULES = ("budget-module", "budget-function", "budget-complexity", "budget-view", "budget-template")
MODULE_LINES = 300
FUNCTION_LINES = 40
COMPLEXITY = 8
VIEW_LINES = 25
TEMPLATE_LINES = 120

_BRANCHES = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.ExceptHandler, ast.match_case)


def _lines(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def complexity_of(function: Function) -> int:
    """One, and one more for each branch and inner function: as ruff counts, but no `noqa` silences it."""
    return 1 + sum(
        isinstance(node, _BRANCHES) or (isinstance(node, FUNCTION) and node is not function)
        for node in ast.walk(function)
    )


def _over(module: Module, function: Function) -> list[Finding]:
    lines, tangle = _lines(function), complexity_of(function)
    budgets = [
        ("budget-function", lines, FUNCTION_LINES, "lines"),
        ("budget-complexity", tangle, COMPLEXITY, "paths"),
    ]
    if module.kind == "views":
        budgets.append(("budget-view", lines, VIEW_LINES, "lines in a view"))
    return [
        module.found(rule, function, f"{function.name} has {size} {unit}, the budget is {budget}", size)
        for rule, size, budget, unit in budgets
        if size > budget
    ]


def _is_contents(module: Module) -> bool:
    """Whether a module only names what its package hands over: a docstring, imports from its own files, `__all__`."""
    package = f"linkage.{module.path.removesuffix('/__init__.py').replace('/', '.')}."
    return module.path.endswith("/__init__.py") and all(
        isinstance(node, ast.Expr)
        or (isinstance(node, ast.ImportFrom) and f"{node.module}.".startswith(package))
        or (isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id == "__all__")
        for node in module.tree.body
    )


def budgets(tree: Iterable[Module]) -> list[Finding]:
    """Modules, functions and views within their budgets.

    Migrations are written by a machine, and a package's list of the names it hands over is its table of contents: both
    are exempt from the budget of lines.
    """
    found = []
    for module in tree:
        if module.is_migration:
            continue
        lines = len(module.source.splitlines())
        if lines > MODULE_LINES and not _is_contents(module):
            message = f"has {lines} lines, the budget is {MODULE_LINES}: split it by noun"
            found.append(module.found("budget-module", None, message, lines))
        for function in module.functions():
            found += _over(module, function)
    return found


def template_budget(root: Path = LINKAGE) -> list[Finding]:
    """A template past its budget is cut into includes."""
    found = []
    for path in sorted(root.glob("*/templates/**/*")):
        lines = len(path.read_text(encoding="utf-8").splitlines()) if path.is_file() else 0
        if lines > TEMPLATE_LINES:
            message = f"has {lines} lines, the budget is {TEMPLATE_LINES}"
            found.append(Finding("budget-template", path.relative_to(root).as_posix(), 1, message, lines))
    return found
