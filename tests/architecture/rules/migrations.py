"""Migrations: one line per app, a name that says what happens, and no import of living code."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from tests.architecture.rules.source import Finding, Module, imported

RULES = ("migration-line", "migration-name", "migration-import")

# What a migration may import from us: constraints and fields it was written with, and pure functions.
_LASTING = ("linkage.database", "linkage.kernel")
_NAME = re.compile(r"^\d{4}_(?!auto_)[a-z][a-z0-9_]+$")

Key = tuple[str, str]


def _found(rule: str, key: Key, message: str) -> Finding:
    return Finding(rule, f"{key[0]}/migrations/{key[1]}.py", 1, message)


def linear(parents: Mapping[Key, Iterable[Key]]) -> list[Finding]:
    """Within an app each migration has one predecessor and one successor; merges are rebased away."""
    found, followed = [], Counter[Key]()
    for key, dependencies in parents.items():
        own = [parent for parent in dependencies if parent[0] == key[0] and parent[1] != "__first__"]
        followed.update(own)
        if len(own) > 1:
            found.append(_found("migration-line", key, "merges two lines: rebase one onto the other"))
        if not own and not key[1].startswith("0001_"):
            found.append(_found("migration-line", key, "follows no migration of its app"))
    return found + [
        _found("migration-line", key, "is followed by more than one migration")
        for key, times in followed.items()
        if times > 1
    ]


def names(keys: Iterable[Key]) -> list[Finding]:
    """`0007_add_closing_day`, never `0007_auto_…`."""
    return [
        _found("migration-name", key, "has a name that does not say what it does")
        for key in keys
        if not _NAME.match(key[1])
    ]


def imports(tree: Iterable[Module]) -> list[Finding]:
    """A migration must mean the same for ever; the models it imports would not."""
    return [
        module.found("migration-import", statement, f"imports {name}: use apps.get_model")
        for module in tree
        if module.is_migration
        for statement, name in imported(module)
        if name.startswith((".", "linkage")) and not name.startswith(_LASTING)
    ]
