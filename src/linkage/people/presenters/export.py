"""What is held about a person, for a machine, for a reader, and counted."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.template import loader

from linkage.kernel import words
from linkage.kernel.days import day_of


@dataclass(frozen=True)
class Part:
    """What one part of Linkage holds: single facts, and lists of entries. What is empty is left out."""

    name: str
    facts: dict[str, Any]
    lists: dict[str, list[Any]]


def as_json(held: dict[str, Any]) -> str:
    """Return everything as JSON."""
    return json.dumps(held, ensure_ascii=False, indent=2)


def as_html(held: dict[str, Any], *, programme: str, at: datetime) -> str:
    """Return everything as one page that needs nothing else; who somebody is comes first, their mails last."""
    lowest_first = list(reversed(held))
    parts = [
        _part(name, held[name]) for name in sorted(lowest_first, key=lambda name: (name != "You", name == "E-mails"))
    ]
    context = {"parts": parts, "programme": programme, "on": words.day(day_of(at))}
    return loader.render_to_string("people/subject_access.html", context)


def summary(held: dict[str, Any], *, is_dry_run: bool) -> str:
    """Return in a few lines what was erased, or would be."""
    lines = [f"  {part}: {words.count(_rows(values), 'entry', 'entries')}" for part, values in held.items()]
    head = "This would be erased:" if is_dry_run else "Erased:"
    return "\n".join([head, *lines])


def _part(name: str, values: dict[str, Any]) -> Part:
    filled = {key: value for key, value in values.items() if value}
    lists = {key: value for key, value in filled.items() if isinstance(value, list)}
    return Part(name, facts={key: value for key, value in filled.items() if key not in lists}, lists=lists)


def _rows(values: dict[str, Any]) -> int:
    """Lists count by their entries, single values once when there is one."""
    return sum(len(value) if isinstance(value, list) else bool(value) for value in values.values())
