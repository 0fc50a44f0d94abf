"""A server of one's own: when it is not there, or does not know us, one sentence says so."""

import pytest

from linkage.database import external
from linkage.database.connections import databases
from linkage.database.errors import DatabaseUnavailable

NOBODY_LISTENS = "postgresql://linkage_owner:secret@127.0.0.1:1/linkage"


def address(of: dict) -> str:
    return f"postgresql://{of['USER']}@/{of['NAME']}?host={of['HOST']}&port={of['PORT']}"


def test_a_server_that_is_there_is_used(monkeypatch):
    ours = databases(role="web")["owner"]
    monkeypatch.setenv("DATABASE_URL", address(ours))
    external.reach()


def test_a_server_that_is_not_there_is_named_without_its_password(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", NOBODY_LISTENS)
    with pytest.raises(DatabaseUnavailable, match="DATABASE_URL as linkage_owner") as refusal:
        external.reach()
    assert "Start that server, or correct the address" in str(refusal.value)
    assert "secret" not in str(refusal.value)


def test_each_of_the_three_addresses_is_tried(monkeypatch):
    ours = databases(role="web")["owner"]
    monkeypatch.setenv("DATABASE_URL", address(ours))
    monkeypatch.setenv("DATABASE_WORKER_URL", address({**ours, "USER": "linkage_nobody"}))
    with pytest.raises(DatabaseUnavailable, match="DATABASE_WORKER_URL as linkage_nobody"):
        external.reach()
