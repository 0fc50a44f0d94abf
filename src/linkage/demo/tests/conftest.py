"""The demo, filled once for all its tests with a part of its crowd; each test leaves it as it was."""

from collections.abc import Iterator
from datetime import UTC, datetime
from random import Random
from unittest import mock

import pytest
from django.db import transaction
from django.test import Client

from linkage.demo import filling

NOW = datetime(2026, 11, 24, 14, 5, tzinfo=UTC)
SHARE = 0.1


@pytest.fixture(scope="module")
def filled(django_db_setup, django_db_blocker) -> Iterator[list[str]]:
    """Fill it, and give what was said meanwhile."""
    said: list[str] = []
    with django_db_blocker.unblock(), transaction.atomic():
        # Who comes first of two as good goes by their keys, which are drawn: drawn alike, each filling tells the same.
        with mock.patch("os.urandom", Random(4).randbytes):
            filling.fill(now=NOW, share=SHARE, progress=said.append)
        yield said
        transaction.set_rollback(True)


@pytest.fixture
def demo(filled, settings) -> Iterator[list[str]]:
    """The demo as an installation of its own, for one test."""
    settings.DEMO = True
    with transaction.atomic():
        yield filled
        transaction.set_rollback(True)


@pytest.fixture
def become(demo):
    """Return a function that takes somebody's part and gives their browser with the page they open first."""

    def take(key: str) -> tuple[Client, object]:
        client = Client()
        return client, client.post(f"/demo/be/{key}/", {"form_key": ""}, follow=True)

    return take
