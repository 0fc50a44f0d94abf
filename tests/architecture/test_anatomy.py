"""An app holds the files every app may hold, under the names every app uses."""

import pytest

from tests.architecture.rules import anatomy
from tests.architecture.rules.source import LINKAGE
from tests.architecture.waivers import remaining

NAMES = anatomy.allowed_names(anatomy.ARCHITECTURE.read_text(encoding="utf-8"))


def plant(root, *paths):
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("", encoding="utf-8")
    return root


def paths_of(findings):
    return [finding.path for finding in findings]


def test_the_table_of_files_is_read():
    assert {
        "models.py",
        "queries.py",
        "operations.py",
        "views.py",
        "migrations/",
        "templates/<app>/",
    } <= NAMES


def test_apps_hold_only_the_files_of_the_house():
    assert remaining(anatomy.anatomy() + anatomy.bucket_names(), anatomy.RULES) == []


def test_the_real_tree_is_looked_at():
    assert (LINKAGE / "kernel").is_dir()


@pytest.mark.parametrize("name", ["managers.py", "selectors.py", "notes.txt", "static/app.css"])
def test_an_unlisted_name_is_found(tmp_path, name):
    plant(tmp_path, "directory/models.py", f"directory/{name}")
    assert paths_of(anatomy.anatomy(tmp_path)) == [f"directory/{name.split('/')[0]}"]


def test_a_package_split_by_noun_is_allowed(tmp_path):
    plant(tmp_path, "directory/operations/__init__.py", "directory/operations/entry.py", "directory/data/a.toml")
    assert anatomy.anatomy(tmp_path) == []


def test_infrastructure_may_name_its_files_freely(tmp_path):
    plant(tmp_path, "access/page.py", "database/tenancy.py")
    assert anatomy.anatomy(tmp_path) == []


def test_templates_of_another_app_are_found(tmp_path):
    plant(tmp_path, "directory/templates/directory/a.html", "directory/templates/people/a.html")
    assert paths_of(anatomy.anatomy(tmp_path)) == ["directory/templates/people"]


@pytest.mark.parametrize("path", ["ui/helpers.py", "access/utils/__init__.py", "directory/operations/common.py"])
def test_a_bucket_is_found_in_any_layer(tmp_path, path):
    assert len(anatomy.bucket_names(plant(tmp_path, path))) == 1
