"""The demo has a home of its own, and nothing else is ever emptied or filled."""

import os
from pathlib import Path

import pytest

from linkage.config import demo_home
from linkage.config.processes import UnableToRun


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """An installation of an ordinary user in an empty folder."""
    monkeypatch.delenv("LINKAGE_HOME", raising=False)
    monkeypatch.delenv("LINKAGE_PRODUCTION", raising=False)
    monkeypatch.setenv("LINKAGE_DEMO", "")
    monkeypatch.setattr(demo_home, "linkage_home", lambda: Path(os.environ.get("LINKAGE_HOME") or tmp_path / "linkage"))
    monkeypatch.setattr(demo_home.processes, "stop", lambda _home: False)
    return tmp_path


def test_it_lies_beside_the_ordinary_one(elsewhere):
    assert demo_home.demo_home() == elsewhere / "linkage-demo"


def test_a_home_that_is_given_is_used(elsewhere, monkeypatch):
    monkeypatch.setenv("LINKAGE_HOME", str(elsewhere / "linkage"))
    assert demo_home.demo_home() == elsewhere / "linkage"


def test_a_folder_with_anything_else_in_it_is_left_alone(elsewhere):
    """The wall; the control is the same folder with the demo's mark."""
    real = elsewhere / "linkage-demo"
    real.mkdir()
    (real / "postgres.log").touch()
    for reset in (False, True):
        with pytest.raises(UnableToRun, match="left alone"):
            demo_home.prepare_demo(reset=reset)
    assert (real / "postgres.log").exists()
    (real / demo_home.MARK).touch()
    demo_home.prepare_demo(reset=True)
    assert [each.name for each in real.iterdir()] == [demo_home.MARK]


def test_only_a_reset_empties_it(elsewhere):
    home = demo_home.prepare_demo(reset=False)
    (home / "kept").touch()
    assert (demo_home.prepare_demo(reset=False) / "kept").exists()
    assert not (demo_home.prepare_demo(reset=True) / "kept").exists()


def test_what_belongs_to_a_real_installation_does_not_reach_it(elsewhere, monkeypatch):
    for name in demo_home.REAL:
        monkeypatch.setenv(name, "postgresql://real")
    home = demo_home.prepare_demo(reset=False)
    environment = demo_home.processes.environment(home, "web")
    assert environment["LINKAGE_DEMO"] == "1"
    assert environment["LINKAGE_HOME"] == str(home)
    assert not set(demo_home.REAL) & set(environment)


def test_it_does_not_run_in_the_production_profile(elsewhere, monkeypatch):
    monkeypatch.setenv("LINKAGE_PRODUCTION", "1")
    with pytest.raises(UnableToRun, match="LINKAGE_PRODUCTION"):
        demo_home.prepare_demo(reset=False)
    assert not demo_home.demo_home().exists()


def test_the_disk_it_takes_is_told(elsewhere):
    home = demo_home.prepare_demo(reset=False)
    (home / "big").write_bytes(b"x" * 3_000_000)
    assert demo_home.disk_used_mb(home) == 3
