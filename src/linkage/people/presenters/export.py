"""What is held about a person, for a machine, for a reader, and counted."""

import json
from datetime import datetime
from typing import Any

from django.template import loader

from linkage.kernel import words
from linkage.kernel.days import day_of


def as_json(held: dict[str, Any]) -> str:
    """Return everything as JSON."""
    return json.dumps(held, ensure_ascii=False, indent=2)


def as_html(held: dict[str, Any], *, programme: str, at: datetime) -> str:
    """Return everything as one page that needs nothing else."""
    context = {"parts": held, "programme": programme, "on": words.day(day_of(at))}
    return loader.render_to_string("people/subject_access.html", context)


def summary(held: dict[str, Any], *, is_dry_run: bool) -> str:
    """Return in a few lines what was erased, or would be."""
    lines = [f"  {part}: {words.count(_rows(values), 'entry', 'entries')}" for part, values in held.items()]
    head = "This would be erased:" if is_dry_run else "Erased:"
    return "\n".join([head, *lines])


def _rows(values: dict[str, Any]) -> int:
    """Lists count by their entries, single values once when there is one."""
    return sum(len(value) if isinstance(value, list) else bool(value) for value in values.values())
