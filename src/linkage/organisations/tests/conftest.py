import uuid

import pytest
from django.contrib.auth import get_user_model

from linkage.access.actor import Actor, Grant
from linkage.database.tenancy import acting_in
from linkage.programmes.tests import factories as programmes

NOW = programmes.NOW


def holder(programme, role):
    grant = Grant(role=role, scope_kind="programme", scope_id=programme.id)
    return Actor(kind="person", name=role, programme_id=programme.id, person_id=uuid.uuid4(), grants=frozenset({grant}))


@pytest.fixture
def programme(db):
    made = programmes.programme(slug="ribble", name="Ribble Linkage")
    with acting_in(made.id):
        yield made


@pytest.fixture
def coordinator(programme):
    return holder(programme, "coordinator")


@pytest.fixture
def auditor(programme):
    return holder(programme, "auditor")


@pytest.fixture
def officer(programme):
    return holder(programme, "officer")


@pytest.fixture
def operator(db):
    return Actor(kind="account", name="Sam", is_operator=True)


@pytest.fixture
def visit(client, monkeypatch, db):
    """Ask for a page as this actor: people and their roles stand above `organisations`, so none is made for it."""
    account = get_user_model().objects.create_user("somebody@school.example", created_at=NOW)

    def go(actor, address, method="get", data=None, **more):
        monkeypatch.setattr("linkage.people.queries.build_actor", lambda request, programme, answer: actor)
        client.force_login(account)
        return getattr(client, method)(address, data or {}, **more)

    return go
