"""Write docs/permissions.md, the table of who may do what, from the routes themselves: `make docs`."""

import os
from collections.abc import Iterable

import django
from django.urls import get_resolver

from tests.architecture.rules.routes import Route, walk
from tests.architecture.rules.source import REPOSITORY

FILE = REPOSITORY / "docs" / "permissions.md"

HEAD = """# Who may do what

Written by `make docs` from the routes and their actions; a test says when it is out of date. Do not edit it.
The last column says who may ever do this; which records they may do it to is decided for each record.

| Address | Name | Action | What was done | Who |
|---|---|---|---|---|
"""


def _row(route: Route) -> str:
    action = route.action
    cells = (action.name, action.label, action.who) if action else ("-", "-", "anybody")
    written = (cell.replace("|", "\\|") for cell in (f"`{route.pattern}`", route.name or "-", *cells))
    return f"| {' | '.join(written)} |"


def table(routes: Iterable[Route]) -> str:
    """The whole document, one row for each route, in the order of their addresses."""
    rows = sorted(routes, key=lambda route: (route.pattern, route.name))
    return HEAD + "".join(f"{_row(route)}\n" for route in rows)


def main() -> None:
    """Write the file."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linkage.config.settings_test")
    django.setup()
    FILE.write_text(table(walk(get_resolver().url_patterns)), encoding="utf-8")


if __name__ == "__main__":
    main()
