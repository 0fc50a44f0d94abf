"""What each file of an app may and must not do, as in the table of `docs/architecture.md`."""

import ast
from collections.abc import Callable, Iterable, Iterator

from tests.architecture.rules.anatomy import INFRASTRUCTURE
from tests.architecture.rules.source import (
    Finding,
    Function,
    Module,
    has_decorator,
    imported,
    last_name,
    owner_name,
)

_JUDGED = ("views", "queries", "operations", "rules", "forms", "presenters", "models", "apps", "tasks", "cli")
RULES = (*(f"{kind}-file" for kind in _JUDGED), "day-of")

_WRITES = frozenset({
    "save", "create", "update", "delete", "get_or_create", "update_or_create",
    "bulk_create", "bulk_update", "asave", "acreate", "aupdate", "adelete",
})  # fmt: skip
_READS = frozenset({
    "all", "filter", "exclude", "order_by", "select_related", "prefetch_related",
    "annotate", "aggregate", "exists", "values_list",
})  # fmt: skip
_MANAGERS = frozenset({"objects", "_default_manager", "_base_manager"})
_CLOCKS = frozenset({"now", "utcnow"})
_DAYS = frozenset({"today", "localdate", "localtime"})
_CLOCK_OWNERS = {"time": frozenset({"time", "monotonic", "time_ns", "gmtime"})}
_SHORTCUTS = frozenset({"get_object_or_404", "get_list_or_404"})


def _managers(module: Module) -> Iterator[Finding]:
    for node in module.nodes:
        if isinstance(node, ast.Attribute) and node.attr in _MANAGERS:
            yield module.found(f"{module.kind}-file", node, f"uses .{node.attr}: ask queries")


def _method_calls(module: Module, names: frozenset[str], advice: str) -> Iterator[Finding]:
    for call in module.calls():
        if isinstance(call.func, ast.Attribute) and call.func.attr in names:
            yield module.found(f"{module.kind}-file", call, f"calls .{call.func.attr}(): {advice}")


def _clock(module: Module) -> Iterator[Finding]:
    for call in module.calls():
        name, owner = last_name(call.func), owner_name(call.func)
        if name in _CLOCKS or name in _CLOCK_OWNERS.get(owner, ()):
            yield module.found(f"{module.kind}-file", call, f"reads the clock by {name}(): take the time as `at`")


def _days(module: Module) -> Iterator[Finding]:
    """A server's own idea of the day is not a school's: one place turns a moment into a day."""
    for call in module.calls():
        if last_name(call.func) in _DAYS:
            yield module.found("day-of", call, f"calls {last_name(call.func)}(): use linkage.kernel.days")


def _keyword_only(module: Module, function: Function, *names: str) -> Iterator[Finding]:
    taken = [argument.arg for argument in function.args.kwonlyargs]
    rule = f"{module.kind}-file"
    if function.args.posonlyargs or function.args.args or function.args.vararg:
        yield module.found(rule, function, f"{function.name} takes positional arguments: keyword-only, actor first")
    if taken[:1] != ["actor"]:
        yield module.found(rule, function, f"{function.name} does not take `*, actor` first")
    for name in names:
        if name not in taken:
            yield module.found(rule, function, f"{function.name} does not take `{name}`")


def _views(module: Module) -> Iterator[Finding]:
    yield from _managers(module)
    yield from _method_calls(module, _WRITES, "call one operation")
    for statement, name in imported(module):
        word = name.rpartition(".")[2]
        if word == "transaction":
            yield module.found("views-file", statement, "imports transaction: @page and @operation open it")
        elif word in _SHORTCUTS:
            yield module.found("views-file", statement, f"imports {word}: it finds what the actor may not see")
        elif word.endswith(("Manager", "QuerySet")):
            yield module.found("views-file", statement, f"imports {word}: ask queries")
    for node in module.nodes:
        if isinstance(node, ast.Name | ast.Attribute) and last_name(node) == "transaction":
            yield module.found("views-file", node, "uses transaction: @page and @operation open it")


def _queries(module: Module) -> Iterator[Finding]:
    yield from _method_calls(module, _WRITES, "queries only read (a dictionary is merged with |=)")
    for function in module.public_functions():
        yield from _keyword_only(module, function)


def _operations(module: Module) -> Iterator[Finding]:
    yield from _clock(module)
    for function in module.public_functions():
        yield from _keyword_only(module, function, "at")
        if not (has_decorator(function, "operation") or _is_part(function)):
            yield module.found("operations-file", function, f"{function.name} is not an @operation(policy.X, …)")


def _is_part(function: Function) -> bool:
    """A consequence written on behalf of an operation: it refuses to run outside of one."""
    return any(last_name(mark) == "part_of_operation" for mark in function.decorator_list)


def _rules(module: Module) -> Iterator[Finding]:
    yield from _clock(module)
    for statement, name in imported(module):
        words = name.strip(".").split(".")
        if words[0] == "django" or {"models", "queries", "operations"} & set(words):
            yield module.found("rules-file", statement, f"imports {name}: rules are pure functions on plain values")


def _forms(module: Module) -> Iterator[Finding]:
    yield from _managers(module)
    yield from _method_calls(module, frozenset({"save"}), "a form only reads its input")
    for node in module.nodes:
        if isinstance(node, ast.FunctionDef) and node.name == "save":
            yield module.found("forms-file", node, "defines save: a form only reads its input")
        elif isinstance(node, ast.ClassDef) and any(last_name(base) == "ModelForm" for base in node.bases):
            yield module.found("forms-file", node, f"{node.name} is a ModelForm: use a plain form")


def _presenters(module: Module) -> Iterator[Finding]:
    yield from _managers(module)
    yield from _method_calls(module, _READS, "a presenter gets its rows from queries")
    for call in module.calls():
        # A presenter may name the frozen dataclasses of queries, but it may not ask.
        if owner_name(call.func).endswith("queries") and last_name(call.func).islower():
            yield module.found("presenters-file", call, "asks queries: the view hands a presenter its rows")


def _models(module: Module) -> Iterator[Finding]:
    for node in module.nodes:
        if not isinstance(node, ast.ClassDef):
            continue
        for statement in node.body:
            if isinstance(statement, ast.FunctionDef) and statement.name in {"save", "delete"}:
                yield module.found(
                    "models-file", statement, f"{node.name} overrides {statement.name}: bulk writes skip it"
                )
            if node.name == "Meta" and isinstance(statement, ast.Assign) and _assigns(statement, "ordering"):
                yield module.found("models-file", statement, "Meta.ordering sorts queries that never asked for it")


def _assigns(statement: ast.Assign, name: str) -> bool:
    return any(isinstance(target, ast.Name) and target.id == name for target in statement.targets)


def _apps(module: Module) -> Iterator[Finding]:
    for function in module.functions():
        if function.name == "ready":
            yield module.found("apps-file", function, "defines ready: connect things in config/wiring.py")


def _callers(module: Module) -> Iterator[Finding]:
    """A task or command loads by id and calls one operation; a command may also just show a query."""
    allowed = ("operations", "queries") if module.kind == "cli" else ("operations",)
    direct = {
        name.rpartition(".")[2] for _, name in imported(module) if any(f".{word}." in f".{name}" for word in allowed)
    }
    yield from _method_calls(module, _WRITES, "call one operation")
    for function in module.functions():
        # Commands stand inside `register(app)`, so functions within functions count too.
        if not function.decorator_list or function.name.startswith("_"):
            continue
        called = [call.func for call in ast.walk(function) if isinstance(call, ast.Call)]
        if not any(owner_name(name).endswith(allowed) or last_name(name) in direct for name in called):
            yield module.found(f"{module.kind}-file", function, f"{function.name} calls none of {', '.join(allowed)}")


_EVERYWHERE: dict[str, Callable[[Module], Iterator[Finding]]] = {
    "views": _views,
    "queries": _queries,
    "operations": _operations,
    "rules": _rules,
    "forms": _forms,
    "presenters": _presenters,
    "models": _models,
    "apps": _apps,
}
_FEATURES_ONLY = {"tasks": _callers, "cli": _callers}


def may_and_must_not(tree: Iterable[Module]) -> list[Finding]:
    """Each file does its own part of the work and no other's."""
    found: list[Finding] = []
    for module in tree:
        judges = _EVERYWHERE if module.app in INFRASTRUCTURE else _EVERYWHERE | _FEATURES_ONLY
        judge = judges.get(module.kind)
        if module.is_test:
            continue
        found += judge(module) if judge else ()
        found += _days(module)
    return found
