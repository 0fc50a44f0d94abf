"""The words of the house: nothing put off in a comment, and one spelling."""

import ast
import io
import re
import tokenize
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.architecture.rules.source import LINKAGE, Finding, Module

RULES = ("put-off", "spelling")

_PUT_OFF = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
# "later" as a promise, at the start or end of a comment; "15 or later" is plain English.
_PROMISE = re.compile(r"^#+\s*later\b|(?<!\bor )\blater\W*$|\bfor now\b|\bnot implemented yet\b", re.IGNORECASE)
_AMERICAN = {
    "behavior": "behaviour",
    "center": "centre",
    "color": "colour",
    "colors": "colours",
    "favorite": "favourite",
    "organization": "organisation",
    "organizations": "organisations",
    "organize": "organise",
    "program": "programme",
    "programs": "programmes",
}
# A computer's program keeps its spelling, and only these layers start any.
_COMPUTERS = {"config": frozenset({"program", "programs"}), "database": frozenset({"program", "programs"})}
_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_SHOWN = re.compile(rf"\b({'|'.join(_AMERICAN)})\b", re.IGNORECASE)


def put_off(tree: Iterable[Module]) -> list[Finding]:
    """No comment promises work: it is done, or it stands in the plan."""
    return [
        Finding("put-off", module.path, token.start[0], f"puts work off: {token.string.strip()}")
        for module in tree
        for token in tokenize.generate_tokens(io.StringIO(module.source).readline)
        if token.type == tokenize.COMMENT and (_PUT_OFF.search(token.string) or _PROMISE.search(token.string))
    ]


def _defined(module: Module) -> Iterator[tuple[ast.AST, str]]:
    """Names this module makes; names it only uses belong to the library that made them."""
    for node in module.nodes:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node, node.name
        elif isinstance(node, ast.arg):
            yield node, node.arg
        elif isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node, node.id if isinstance(node, ast.Name) else node.attr


def spelling(tree: Iterable[Module]) -> list[Finding]:
    """Names are spelt as in the glossary."""
    return [
        module.found("spelling", node, f"{name}: write {_AMERICAN[word.lower()]}")
        for module in tree
        for node, name in _defined(module)
        for word in _WORDS.findall(name)
        if word.lower() in _AMERICAN and word.lower() not in _COMPUTERS.get(module.app, ())
    ]


def in_templates(root: Path = LINKAGE) -> list[Finding]:
    """The same for what people read: text between tags, without markup, Jinja or style names."""
    return [
        finding
        for path in sorted(root.glob("*/templates/**/*"))
        if path.is_file()
        for finding in _in_template(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8"))
    ]


def _in_template(name: str, text: str) -> Iterator[Finding]:
    for number, line in enumerate(text.splitlines(), start=1):
        if _PUT_OFF.search(line):
            yield Finding("put-off", name, number, "puts work off")
        shown = re.sub(r"<[^>]*>|\{\{.*?\}\}|\{%.*?%\}", " ", line)
        for word in _SHOWN.findall(shown) if name.endswith((".html", ".txt")) else ():
            yield Finding("spelling", name, number, f"{word}: write {_AMERICAN[word.lower()]}")
