"""What every rule reads (the modules of a tree) and what it returns (findings)."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[3]
LINKAGE = REPOSITORY / "src" / "linkage"

FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, order=True)
class Finding:
    """One breach. `measure` is the size found, for the rules that are budgets."""

    rule: str
    path: str
    line: int
    message: str
    measure: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message} [{self.rule}]"


@dataclass(frozen=True)
class Module:
    """A Python file; `path` is relative to the package, so `directory/operations/entry.py`."""

    path: str
    source: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.source, filename=self.path)

    @cached_property
    def nodes(self) -> list[ast.AST]:
        return list(ast.walk(self.tree))

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(self.path.split("/"))

    @property
    def app(self) -> str:
        return self.parts[0] if len(self.parts) > 1 else ""

    @property
    def kind(self) -> str:
        """`operations` for `directory/operations.py` and for each module of `directory/operations/`."""
        if len(self.parts) <= 1:
            return self.parts[0].removesuffix(".py")
        return self.parts[1].removesuffix(".py")

    @property
    def is_test(self) -> bool:
        return "tests" in self.parts[:-1] or self.parts[-1] == "conftest.py"

    @property
    def is_migration(self) -> bool:
        return self.kind == "migrations"

    def found(self, rule: str, node: ast.AST | None, message: str, measure: int = 0) -> Finding:
        return Finding(rule, self.path, getattr(node, "lineno", 1), message, measure)

    def functions(self) -> Iterator[Function]:
        return (node for node in self.nodes if isinstance(node, FUNCTION))

    def public_functions(self) -> Iterator[Function]:
        """Functions at the top of the module that other modules may call."""
        return (node for node in self.tree.body if isinstance(node, FUNCTION) and not node.name.startswith("_"))

    def calls(self) -> Iterator[ast.Call]:
        return (node for node in self.nodes if isinstance(node, ast.Call))


def modules(root: Path = LINKAGE) -> list[Module]:
    """Every Python module below `root`, in one order everywhere."""
    return [
        Module(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8"))
        for path in sorted(root.rglob("*.py"))
    ]


def last_name(node: ast.AST) -> str:
    """The last word of a dotted expression: `timezone.now` gives `now`, a call the name of what it calls."""
    if isinstance(node, ast.Call):
        return last_name(node.func)
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def owner_name(node: ast.AST) -> str:
    """What a dotted expression hangs on: `timezone.now` gives `timezone`, a bare name gives nothing."""
    return last_name(node.value) if isinstance(node, ast.Attribute) else ""


def imported(module: Module) -> Iterator[tuple[ast.stmt, str]]:
    """Every imported dotted name with its statement; a relative import starts with its dots."""
    for node in module.nodes:
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = "." * node.level + (node.module or "")
            yield from ((node, f"{base}.{alias.name}".replace("..", ".")) for alias in node.names)


def has_decorator(function: Function, name: str) -> bool:
    """`@name(...)` or `@module.name(...)`; the bare form without arguments does not count."""
    return any(isinstance(mark, ast.Call) and last_name(mark) == name for mark in function.decorator_list)
