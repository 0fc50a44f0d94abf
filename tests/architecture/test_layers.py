"""The import contracts hold, and they can fail."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.rules.layers import contract, depth, must_exist
from tests.architecture.rules.source import REPOSITORY

LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")


def lint(folder):
    """The contracts of `folder`, whose own `src` goes before the installed package."""
    environment = os.environ | {"PYTHONPATH": str(folder / "src"), "COLUMNS": "200"}
    command = [LINT_IMPORTS, "--no-cache", "--config", "pyproject.toml"]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def house(tmp_path):
    """Our contracts over empty layers, so that whatever a test plants is the only thing in it."""
    shutil.copy(REPOSITORY / "pyproject.toml", tmp_path)
    for name in ("", *must_exist()):
        folder = tmp_path / "src" / "linkage" / name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "__init__.py").write_text("", encoding="utf-8")
    return tmp_path


def plant(house, path, source):
    file = house / "src" / "linkage" / path
    file.parent.mkdir(exist_ok=True)
    (file.parent / "__init__.py").touch()
    file.write_text(source, encoding="utf-8")
    return lint(house)


def test_the_contracts_hold():
    result = lint(REPOSITORY)
    assert result.returncode == 0, result.stdout + result.stderr


def test_empty_layers_break_nothing(house):
    result = lint(house)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("organisations/models.py", "from linkage.people import models"),
        ("messaging/models.py", "import linkage.documents"),
        ("kernel/errors.py", "import django"),
        ("kernel/errors.py", "import linkage.database"),
        ("people/views.py", "def late():\n    from linkage.directory import queries"),
        ("people/tests/test_rules.py", "import linkage.directory"),
        (
            "people/rules.py",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import linkage.directory",
        ),
        ("surprise/models.py", ""),
    ],
)
def test_a_breach_is_found(house, path, source):
    (house / "src" / "linkage" / path).parent.mkdir(exist_ok=True, parents=True)
    result = plant(house, path, source)
    assert result.returncode == 1, result.stdout + result.stderr


def test_a_missing_layer_is_found(house):
    shutil.rmtree(house / "src" / "linkage" / "directory")
    assert lint(house).returncode == 1


def test_the_order_is_read_from_the_contract():
    order = depth()
    assert order["config"] == 0
    assert order["kernel"] == len(contract()) - 1
    assert order["messaging"] == order["documents"]
    assert order["brokering"] < order["links"] < order["directory"] < order["access"]
    assert "api" in order
    assert "api" not in must_exist()
