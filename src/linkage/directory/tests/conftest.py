"""A process that keeps what it reads, for the tests of what it keeps."""

import pytest

from linkage.directory.tests.asking import Process


@pytest.fixture
def process(monkeypatch):
    return Process(monkeypatch)
