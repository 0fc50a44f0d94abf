"""The tests' database: a cluster of this checkout's own, and never anything but a `test_` database in it."""

import gc
import os
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from django.conf import settings
from django.db import connections
from django.test.utils import setup_databases, teardown_databases
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from playwright.sync_api import Playwright
from pytest_django.plugin import DjangoDbBlocker

from linkage.database import locks, supervisor
from linkage.database.connections import is_embedded
from linkage.database.home import linkage_home, socket_folder, use_test_home
from tests import template

SLOT = "LINKAGE_TEST_SLOT"
# A file is run by one worker: these take minutes, and one of them begun last would keep the other worker idle.
LONGEST = (
    "tests/journeys/test_walk.py",
    "tests/trust/test_posts.py",
    "tests/trust/test_matrix.py",
    "tests/journeys/test_demo.py",
    "src/linkage/demo/tests/test_demo.py",
    "tests/trust/test_pages.py",
    "tests/trust/test_oracle.py",
    "tests/trust/test_outbox.py",
)
TRANSACTIONAL_FIXTURES = {"transactional_db", "live_server", "django_db_reset_sequences"}

_until_the_end = ExitStack()

# How long an example takes says how busy the machine is, and nothing of the code.
hypothesis_settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("house")


def pytest_configure(config: pytest.Config) -> None:
    """Borrow the cluster for the session; the last pytest out stops it. xdist's workers use their controller's."""
    use_test_home()
    if hasattr(config, "workerinput") or not is_embedded():
        return
    expected = str(socket_folder(linkage_home()))
    if settings.DATABASES["owner"]["HOST"] != expected:
        pytest.exit("The settings were read before use_test_home(): the tests would use another database.", 4)
    _until_the_end.enter_context(supervisor.borrowed(linkage_home()))
    os.environ[SLOT] = str(_take_slot())


def pytest_unconfigure() -> None:
    """Give the cluster back."""
    _until_the_end.close()


def _take_slot() -> int:
    """Return a number no other pytest on this cluster has, so that two runs never share a database."""
    slot = 0
    while (ticket := locks.take(linkage_home() / f"pytest.{slot}.lock", wait=False)) is None:
        slot += 1
    _until_the_end.callback(os.close, ticket)
    return slot


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark the rules of the architecture, and what wants a database, before anything is chosen by marks."""
    if "architecture" in item.path.parts:
        item.add_marker(pytest.mark.architecture)
    if item.get_closest_marker("django_db") or "django_db_setup" in getattr(item, "fixturenames", ()):
        item.add_marker(pytest.mark.database)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest files, and let transactional tests name `owner` too: Django flushes through it.

    The app itself may not TRUNCATE.
    """
    items.sort(key=lambda item: _place(item.nodeid.partition("::")[0]))
    for item in items:
        if _is_transactional(item):
            mark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
            item.add_marker(mark, append=False)


def pytest_collection_finish() -> None:
    """Let Python look for rubbish less often, and never among what was imported and collected: it stays to the end."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def _place(file: str) -> int:
    return LONGEST.index(file) if file in LONGEST else len(LONGEST)


def _is_transactional(item: pytest.Item) -> bool:
    mark = item.get_closest_marker("django_db")
    asked = mark is not None and bool(mark.kwargs.get("transaction") or mark.args[:1] == (True,))
    return asked or not TRANSACTIONAL_FIXTURES.isdisjoint(getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:  # noqa: ARG001 - order
    """After xdist's suffix add ours; the first pytest of a cluster needs none, so `--reuse-db` finds its own."""
    if (slot := os.environ.get(SLOT, "0")) == "0":
        return
    for entry in settings.DATABASES.values():
        name = entry["TEST"].get("NAME") or f"test_{entry['NAME']}"
        entry["TEST"]["NAME"] = f"{name}_{slot}"


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_test_environment: None,  # noqa: ARG001 - it has to come first
    django_db_blocker: DjangoDbBlocker,
    django_db_keepdb: bool,  # noqa: FBT001 - pytest-django's fixture
    django_db_createdb: bool,  # noqa: FBT001
    django_db_modify_db_settings: None,  # noqa: ARG001 - it has to come first
) -> Iterator[None]:
    """Set up *all* aliases, whichever the chosen tests name.

    pytest-django sets up only those named, and `default` is a mirror of `owner`: tests that name `default` alone
    would run on the real database. So the names are also asserted, in the settings and by the server itself.
    """
    verbosity = request.config.option.verbose
    with django_db_blocker.unblock():
        _close_everything()
        settings.DATABASES["owner"]["TEST"]["TEMPLATE"] = template.migrated()
        made = setup_databases(
            verbosity=verbosity,
            interactive=False,
            keepdb=django_db_keepdb and not django_db_createdb,
            serialized_aliases=set(),
        )
        for alias in connections:
            _assert_is_a_test_database(alias)
    yield
    with django_db_blocker.unblock():
        _close_everything()  # a pool's idle connections would keep the database from being dropped
        if not django_db_keepdb:
            teardown_databases(made, verbosity=verbosity)


@pytest.fixture(scope="session")
def playwright(
    playwright: Playwright,
    django_db_setup: None,  # noqa: ARG001 - it has to end last
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Playwright]:
    """Close what was opened while the browser's loop ran: nobody finds these connections once it has stopped.

    asgiref keeps them by whether a loop is running, and they would keep the database from being dropped.
    """
    yield playwright
    with django_db_blocker.unblock():
        _close_everything()


def _assert_is_a_test_database(alias: str) -> None:
    with connections[alias].cursor() as cursor:
        cursor.execute("select current_database(), current_user, rolsuper from pg_roles where rolname = current_user")
        name, user, is_superuser = cursor.fetchone()
    assert name.startswith("test_"), f"{alias} is on {name}, which is not a test database"
    assert connections[alias].settings_dict["NAME"] == name
    assert not is_superuser, f"{alias} is {user}, a superuser: no wall would hold"


def _close_everything() -> None:
    for connection in connections.all(initialized_only=True):
        connection.close()
        connection.close_pool()  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def _no_jobs_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Empty procrastinate's tables after a transactional test: its models are unmanaged, so flush leaves them."""
    yield
    if not _is_transactional(request.node):
        return
    blocker = request.getfixturevalue("django_db_blocker")
    with blocker.unblock(), connections["owner"].cursor() as cursor:
        tables = connections["owner"].introspection.table_names(cursor)
        jobs = ", ".join(f'"{table}"' for table in tables if table.startswith("procrastinate_"))
        if jobs:
            cursor.execute(f"TRUNCATE {jobs} RESTART IDENTITY CASCADE")
