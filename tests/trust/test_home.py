"""Home asks once what there is for somebody at all, and shows no more and no less for it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine

from linkage.access.actor import Actor
from linkage.database.tenancy import acting_in
from linkage.organisations.models import Organisation
from linkage.people import queries as people_queries
from linkage.people.enums import Role
from linkage.people.tests import factories as people
from linkage.ui import registry
from linkage.ui.sources import Source
from tests.trust.matrix import everything
from tests.trust.matrix.visiting import Visitors, sign_in
from tests.trust.matrix.walking import watching

MOST_STATEMENTS = 25
TIMES = (everything.NOW, everything.THEN, everything.THEN + timedelta(days=90))
BUSY = ("coordinator", "home head")


@pytest.fixture(scope="module")
def full(world: Visitors) -> Iterator[Visitors]:
    """Our programme where everything waits for its coordinator, who heads a school too, and for a head."""
    with acting_in(world.ours.programme.id):
        home = Organisation.objects.get(pk=world.ours.records["home_id"])
        people.grant(world.ours.people["coordinator"], Role.HEAD, home)
        for role in BUSY:
            everything.waits_for(world.ours, world.ours.people[role])
        yield world


def actors(world: Visitors) -> dict[str, Actor]:
    programme_id = world.ours.programme.id
    found = {role: people_queries.of_person(person) for role, person in world.ours.people.items()}
    return {**found, "nobody": Actor.nobody(programme_id), "a job": Actor.system("digest", programme_id)}


def told_unasked(source: Source, actor: Actor, at: datetime) -> list[Any]:
    """What a source tells when nobody asks first whether there is anything."""
    if source.facts is None:
        return list(source.tell(actor, at))
    rows = source.facts(actor, at)
    found = None if rows is None else next(iter(rows), None)
    return list(source.tell(actor, at, found)) if found else []


def test_what_is_asked_first_hides_nothing_from_anybody(full):
    for role, actor in actors(full).items():
        for at in TIMES:
            unasked = [each for source in registry.next_actions for each in told_unasked(source, actor, at)]
            assert registry.waiting_for(actor, at) == sorted(unasked, key=lambda each: each.order), (role, at)


def test_a_source_that_finds_too_little_is_seen(full, monkeypatch):
    """The control: one that says nothing waits, where something does."""
    [first, *others] = registry.next_actions
    blind = Source(first.tell, rows=lambda actor, at: first.rows(actor, at).none())
    monkeypatch.setattr(registry, "next_actions", [blind, *others])
    with pytest.raises(AssertionError):
        test_what_is_asked_first_hides_nothing_from_anybody(full)


def test_everything_does_wait_for_the_two(full):
    """None of the tests here says anything of a kind of thing that waits for nobody."""
    found = {
        role: [bool(told_unasked(source, actors(full)[role], everything.THEN)) for source in registry.next_actions]
        for role in BUSY
    }
    # Whoever runs the programme is nobody's contact at a school, so that no referral names them.
    assert found["coordinator"].count(False) == 1
    assert all(any(pair) for pair in zip(*found.values(), strict=True))


@pytest.mark.parametrize("role", BUSY)
def test_home_stays_within_its_statements_where_everything_waits(full, role):
    with time_machine.travel(everything.THEN, tick=False):
        client = sign_in(full.ours.accounts[role])
        with watching() as statements:
            page = client.get("/ours/home/")
    assert page.status_code == 200
    assert statements.queries <= MOST_STATEMENTS


def test_what_there_is_at_all_is_asked_in_one_statement(full):
    for actor in actors(full).values():
        with watching() as statements:
            found = registry.looked_up(registry.next_actions, actor=actor, at=everything.THEN)
        # Which schools fit the rule of a programme can only be asked once the rule is known.
        assert statements.queries <= 1 + actor.has("coordinator")
        assert len(found) == len(registry.next_actions)
