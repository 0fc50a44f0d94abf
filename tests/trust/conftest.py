"""What the walks over every page share: two programmes, built once for a file of tests."""

from collections.abc import Iterator

import pytest

from tests.trust.matrix.visiting import Visitors, visitors


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[Visitors]:
    """Both programmes and everybody in them, in one transaction that ends with the file.

    Tests that use it carry no `django_db` mark: its own transaction would close the connection under this one.
    """
    with django_db_blocker.unblock(), visitors() as made:
        yield made
