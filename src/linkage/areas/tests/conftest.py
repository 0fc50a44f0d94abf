import pytest

from linkage.access.actor import Actor, Grant
from linkage.database.tenancy import acting_in
from linkage.programmes import operations as programmes_operations
from linkage.programmes.tests.factories import NOW

OPERATOR = Actor(kind="account", name="op@example.org", is_operator=True)


@pytest.fixture
def shipped():
    made = programmes_operations.create(actor=OPERATOR, at=NOW, slug="ribble", name="Ribble")
    with acting_in(made.id):
        yield made


@pytest.fixture
def coordinator(shipped):
    grant = Grant("coordinator", "programme", shipped.id)
    return Actor(kind="person", name="Farah", programme_id=shipped.id, grants=frozenset({grant}))
