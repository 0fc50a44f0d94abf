import pytest
from django.contrib.auth import get_user_model

from linkage.messaging.tests.mails import AT


@pytest.fixture
def visit(client, monkeypatch, db):
    """Ask for a page as this actor: people and their roles stand above `messaging`, so no person is made for it."""
    account = get_user_model().objects.create_user("somebody@school.example", created_at=AT)

    def go(actor, address, method="get", **data):
        monkeypatch.setattr("linkage.people.queries.build_actor", lambda request, programme, answer: actor)
        if actor.kind != "nobody":
            client.force_login(account)
        return getattr(client, method)(address, data)

    return go
