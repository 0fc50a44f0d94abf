from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from linkage.ui import frame, registry
from linkage.ui.next_actions import Clock, NextAction, clock, ordered
from linkage.ui.sources import Source
from linkage.ui.timeline import Event, newest_first

NOW = datetime(2026, 11, 3, 9, tzinfo=UTC)


def action(title, age, days=None, waiting_for=""):
    since = NOW - timedelta(days=age)
    return NextAction(title, "", "#", "Do it", since, working_days_left=days, waiting_for=waiting_for)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (-2, Clock("late", "2 days late")),
        (-1, Clock("late", "1 day late")),
        (0, Clock("soon", "Due today")),
        (1, Clock("soon", "1 day left")),
        (2, Clock("plain", "2 days left")),
    ],
)
def test_clock_in_words(days, expected):
    assert clock(days) == expected


def test_late_first_then_the_oldest_and_what_i_wait_for_apart():
    found = [action("new", 1, 3), action("old", 9), action("late", 2, -1), action("theirs", 20, waiting_for="Owen")]
    mine, waiting = ordered(found)
    assert [one.title for one in mine] == ["late", "old", "new"]
    assert [one.title for one in waiting] == ["theirs"]


def test_registry_gathers_from_every_app(monkeypatch):
    sources = [Source(lambda actor, at: [action("new", 1)]), Source(lambda actor, at: [action("old", 5)])]
    monkeypatch.setattr(registry, "next_actions", sources)
    assert [one.title for one in registry.waiting_for(SimpleNamespace(), NOW)] == ["old", "new"]


def test_newest_first_and_what_is_to_come_on_top():
    first, second = Event("Asked", NOW), Event("Answered", NOW)
    coming = Event("Visit", NOW + timedelta(days=9), is_next=True)
    old = Event("Nominated", NOW - timedelta(days=9))
    assert newest_first([old, first, second, coming]) == [coming, second, first, old]


def test_navigation_lights_the_longest_address(monkeypatch):
    items = [
        registry.NavigationItem("Home", "/ribble/", "home"),
        registry.NavigationItem("Links", "/ribble/links/", "links"),
    ]
    monkeypatch.setattr(registry, "navigation", [lambda request: items])
    here = frame.frame_of(SimpleNamespace(path="/ribble/links/42/", actor=None, META={}))
    assert [here.is_here(item) for item in items] == [False, True]
    assert [here.is_here(item, "home") for item in items] == [True, False]
