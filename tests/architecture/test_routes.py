"""Every address is guarded by an action or stands on the list below, and the table is up to date."""

import pytest
from django.http import HttpResponse
from django.urls import get_resolver, include, path

from tests.architecture import permissions
from tests.architecture.rules import routes
from tests.architecture.waivers import remaining

# Addresses without an action, open to anybody. Add one only with its reason beside it.
PUBLIC: frozenset[str] = frozenset()


def ours():
    return list(routes.walk(get_resolver().url_patterns))


def test_every_route_is_guarded_or_listed_as_public():
    assert remaining(routes.unguarded(ours(), PUBLIC), routes.RULES) == []


def test_the_public_list_holds_nothing_idle():
    assert routes.idle_public(ours(), PUBLIC) == []


def test_the_table_of_permissions_is_up_to_date():
    written = permissions.FILE.read_text(encoding="utf-8") if permissions.FILE.exists() else ""
    assert written == permissions.table(ours()), "run `make docs`"


def test_no_name_stands_for_two_views():
    seen: dict[str, set[str]] = {}
    for route in ours():
        seen.setdefault(route.name, set()).add(route.view)
    assert {name: views for name, views in seen.items() if name and len(views) > 1} == {}


def bare(request):
    return HttpResponse()


def guarded(request):
    return HttpResponse()


class Action:
    name, label, who, public = "people.see", "looked at a person", "staff", False


guarded.action = Action()
PLANTED = [
    path("<slug:programme>/", include(([path("people/", guarded, name="list"), path("bare/", bare)], "people"))),
    path("health/", bare, name="health"),
]


def test_an_unguarded_route_is_found():
    found = routes.unguarded(routes.walk(PLANTED), frozenset({"/health/"}))
    assert [finding.path for finding in found] == ["/<slug:programme>/bare/"]


def test_an_idle_entry_of_the_public_list_is_found():
    assert routes.idle_public(list(routes.walk(PLANTED)), frozenset({"/health/", "/gone/"})) == ["/gone/"]


@pytest.mark.parametrize(
    "line",
    [
        "| `/<slug:programme>/people/` | people:list | people.see | looked at a person | staff |",
        "| `/health/` | health | - | - | anybody |",
    ],
)
def test_the_table_says_who_may_do_what(line):
    assert line in permissions.table(routes.walk(PLANTED)).splitlines()
