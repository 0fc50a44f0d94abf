"""Every address of the site and the action that guards it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver

from tests.architecture.rules.source import Finding

RULES = ("unguarded-route",)


@dataclass(frozen=True, order=True)
class Route:
    """One url pattern; `action` is what @page put on its view, or None."""

    pattern: str
    name: str
    view: str
    action: Any = None


def _view_name(view: Callable[..., Any]) -> str:
    view = getattr(view, "view_class", view)
    return f"{view.__module__}.{getattr(view, '__qualname__', type(view).__qualname__)}"


def walk(patterns: Iterable[URLPattern | URLResolver], prefix: str = "/", space: str = "") -> Iterator[Route]:
    """All patterns below, with the prefixes of their includes and the name a template would write."""
    for entry in patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from walk(entry.url_patterns, path, inner)
        else:
            name = f"{space}{entry.name}" if entry.name else ""
            yield Route(path, name, _view_name(entry.callback), getattr(entry.callback, "action", None))


def unguarded(routes: Iterable[Route], public: frozenset[str]) -> list[Finding]:
    """A route without an action that is not on the short list of public ones."""
    return [
        Finding(
            "unguarded-route",
            route.pattern,
            1,
            f"{route.view} has no @page(policy.X) and is not listed as public",
        )
        for route in routes
        if route.action is None and route.pattern not in public
    ]


def idle_public(routes: Iterable[Route], public: frozenset[str]) -> list[str]:
    """Entries of the public list that name no unguarded route any more."""
    open_routes = {route.pattern for route in routes if route.action is None}
    return sorted(public - open_routes)
