"""Doors that stay shut: SQL built from strings, the tenancy setting, unescaped markup, code inside pages."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.architecture.rules.source import LINKAGE, Finding, Module, last_name, owner_name

RULES = ("built-sql", "tenancy-setting", "unescaped-markup", "csrf-exempt", "inline-code")

_TAKES_SQL = frozenset({"execute", "executemany", "RunSQL", "RawSQL", "raw", "extra", "copy"})
_MARKUP = frozenset({"mark_safe", "SafeString", "SafeText", "Markup"})
_TENANCY = "database/tenancy.py"
# `set local x`, `set role x` and `SET anything = …` at the start of a statement. `update … set` is no match
# because a statement must begin there, and a function's own `set search_path` is the safe thing to write.
_SETS = re.compile(
    r"\bset_config\s*\(|(?:^|;)\s*(?:SET|set)\s+(?!search_path)"
    r"(?:(?i:local|session|role|constraints|transaction)\b|[\w.]+\s*(?:=|TO\b|to\b))"
)


def _is_built(node: ast.AST) -> bool:
    """True for text put together at run time: f-string, %, +, .format, .join (but not of constants alone)."""
    if isinstance(node, ast.JoinedStr):
        return any(isinstance(part, ast.FormattedValue) for part in node.values)
    if isinstance(node, ast.BinOp):
        return not (_is_text(node.left) and _is_text(node.right))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        # psycopg's sql.SQL("…").format(…) quotes what it is given; that is the way to do it.
        return node.func.attr in {"format", "join"} and last_name(node.func.value) != "SQL"
    return isinstance(node, ast.List | ast.Tuple) and any(_is_built(part) for part in node.elts)


def _is_text(node: ast.AST) -> bool:
    if isinstance(node, ast.BinOp):
        return _is_text(node.left) and _is_text(node.right)
    return isinstance(node, ast.Constant)


def _built_names(module: Module) -> set[str]:
    """Names bound to built text anywhere in the module, so that a detour by a variable is seen too."""
    names: set[str] = set()
    for node in module.nodes:
        if isinstance(node, ast.Assign) and _is_built(node.value):
            names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
        elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name) and isinstance(node.op, ast.Add):
            names |= {node.target.id} if not _is_number(node.value) else set()
    return names


def _is_number(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, int | float)


def built_sql(tree: Iterable[Module]) -> list[Finding]:
    """SQL is a constant with parameters; only `database/` may build it (names of tables and roles)."""
    found = []
    for module in tree:
        if module.app == "database":
            continue
        built = _built_names(module)
        for call in module.calls():
            texts = [*call.args, *(keyword.value for keyword in call.keywords)]
            if last_name(call.func) in _TAKES_SQL and any(_is_built(t) or last_name(t) in built for t in texts):
                found.append(module.found("built-sql", call, f"{last_name(call.func)}() is given built SQL"))
    return found


def _constants(module: Module) -> Iterator[ast.Constant]:
    bodies = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    documents = {
        id(node.body[0].value)
        for node in module.nodes
        if isinstance(node, bodies) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in module.nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documents:
            yield node


def tenancy_setting(tree: Iterable[Module]) -> list[Finding]:
    """Only `database/tenancy.py` (and the tests of `database`) says which programme's rows are visible."""
    return [
        module.found("tenancy-setting", node, "sets a database setting: use tenancy.acting_in")
        for module in tree
        if module.path != _TENANCY and not (module.app == "database" and module.is_test)
        for node in _constants(module)
        if _SETS.search(str(node.value))
    ]


def tenancy_setting_in_sql(root: Path = LINKAGE) -> list[Finding]:
    """The same for SQL files: a SET there would outlive the statement it was written for."""
    return [
        Finding("tenancy-setting", path.relative_to(root).as_posix(), 1, "sets a database setting")
        for path in sorted(root.rglob("*.sql"))
        if _SETS.search(path.read_text(encoding="utf-8"))
    ]


def unescaped_markup(tree: Iterable[Module]) -> list[Finding]:
    """Only markup written out in the source is declared safe: `Markup("<b>{}</b>").format(x)` escapes x."""
    return [
        module.found("unescaped-markup", call, f"{last_name(call.func)}() declares text safe that is made at run time")
        for module in tree
        if not module.is_test
        for call in module.calls()
        if last_name(call.func) in _MARKUP and not (call.args and _is_text(call.args[0]))
    ]


def csrf_exempt(tree: Iterable[Module]) -> list[Finding]:
    """No view leaves the form token aside."""
    return [
        module.found("csrf-exempt", node, "leaves the form token aside")
        for module in tree
        for node in module.nodes
        if (isinstance(node, ast.Name | ast.Attribute) and "csrf_exempt" in {last_name(node), owner_name(node)})
        or (isinstance(node, ast.alias) and node.name == "csrf_exempt")
    ]


_JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_JINJA_CODE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_IN_JINJA = (
    # `'<b>' | safe` is markup written out in the template; the rest is made at run time.
    ("unescaped-markup", re.compile(r"[^'\"\s]\s*\|\s*safe\b"), "|safe switches escaping off"),
    (
        "unescaped-markup",
        re.compile(r"\bautoescape\s+(?:false|off)\b", re.IGNORECASE),
        "switches escaping off",
    ),
    (
        "inline-code",
        re.compile(r"[\"'](?:style|on[a-z]{3,}|hx-on[^\"']*)[\"']\s*:"),
        "hands a macro code or style",
    ),
)
_IN_HTML = (
    (
        "inline-code",
        re.compile(r"<script\b(?![^>]*application/json)[^>]*>\s*[^\s<]", re.IGNORECASE),
        "script body",
    ),
    ("inline-code", re.compile(r"<style\b", re.IGNORECASE), "style element"),
    ("inline-code", re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE), "style attribute"),
    ("inline-code", re.compile(r"<[^>]*\son[a-z]{3,}\s*=", re.IGNORECASE), "event attribute"),
    ("inline-code", re.compile(r"\bhx-on\b", re.IGNORECASE), "hx-on attribute"),
    ("inline-code", re.compile(r"javascript:", re.IGNORECASE), "javascript: address"),
)


def _blank(match: re.Match[str]) -> str:
    """Jinja replaced by as many line ends, so that the line of a finding stays right."""
    return "~" + "\n" * match.group().count("\n")


def _in_template(name: str, text: str) -> Iterator[Finding]:
    html = _JINJA.sub(_blank, text)
    for rule, pattern, message in _IN_HTML:
        for match in pattern.finditer(html):
            yield Finding(rule, name, html.count("\n", 0, match.start()) + 1, message)
    for code in _JINJA_CODE.finditer(text):
        for rule, pattern, message in _IN_JINJA:
            if pattern.search(code.group()):
                yield Finding(rule, name, text.count("\n", 0, code.start()) + 1, message)


def templates(root: Path = LINKAGE) -> list[Finding]:
    """No template switches escaping off or carries script or style, which the content policy refuses."""
    return [
        finding
        for path in sorted(root.glob("*/templates/**/*.html"))
        for finding in _in_template(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8"))
    ]
