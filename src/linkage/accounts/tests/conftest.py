import pytest

from linkage.accounts.tests import factories


@pytest.fixture
def holder(db):
    return factories.account(email="ruth@hope.example")
