import pytest
from django.contrib.auth import get_user_model

from linkage.database.tenancy import acting_in
from linkage.messaging.presenters import Record, Records, registries
from linkage.messaging.tests.boxes import FARAH, KIND, PLACES
from linkage.messaging.tests.letters import BOX, MX
from linkage.messaging.tests.mails import AT
from linkage.programmes.tests import factories as programmes


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


@pytest.fixture
def mailbox(db, settings, monkeypatch):
    """A programme with a mailbox (its mail server is trusted), the people it knows, and one kind of record."""
    settings.MAILBOX, settings.MAILBOX_TRUSTS = BOX, MX
    record = Records(find=lambda _actor, _key, _at: Record("R-0412, Reading", "/ribble/requests/1/", (FARAH,)))
    monkeypatch.setattr(registries, "senders", [lambda _actor, email: PLACES.get(email)])
    monkeypatch.setattr(registries, "records", {KIND: record})
    programme = programmes.programme(slug="ribble", contact_email="hello@ribble.example")
    with acting_in(programme.id):
        yield programme
