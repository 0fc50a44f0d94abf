"""Migrations are linear, named, on their own feet, complete, and safe on a table in use."""

import json
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from tests.architecture.rules import migrations as rules
from tests.architecture.rules.source import REPOSITORY, Module, modules
from tests.architecture.waivers import remaining

SQUAWK = Path(sys.executable).with_name("squawk")


@pytest.fixture(scope="module")
def loader():
    """The migrations on disk, without a look at the database."""
    return MigrationLoader(None)


def ours(loader):
    labels = {config.label for config in apps.get_app_configs() if config.name.startswith("linkage.")}
    return {key: migration for key, migration in sorted(loader.disk_migrations.items()) if key[0] in labels}


def test_migrations_are_linear_named_and_import_nothing_living(loader):
    keys = ours(loader)
    findings = [
        *rules.linear({key: migration.dependencies for key, migration in keys.items()}),
        *rules.names(keys),
        *rules.imports(modules()),
    ]
    assert remaining(findings, rules.RULES) == []


def test_there_are_migrations_to_look_at(loader):
    assert ("access", "0001_tables") in ours(loader)


def test_no_model_waits_for_a_migration(loader):
    detector = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
    assert detector.changes(graph=loader.graph) == {}


def judged(sql, tmp_path):
    """What squawk says of this SQL under our settings, one line for each complaint."""
    file = tmp_path / "migration.sql"
    file.write_text(sql, encoding="utf-8")
    command = [SQUAWK, "--config", REPOSITORY / ".squawk.toml", "--reporter", "json", file]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    assert answer.returncode in {0, 1}, answer.stderr
    return [f"{entry['line']}: {entry['rule_name']}: {entry['message']}" for entry in json.loads(answer.stdout or "[]")]


@pytest.mark.django_db
def test_the_sql_of_every_migration_is_safe(loader, tmp_path):
    complaints = {}
    for label, name in ours(loader):
        sql = StringIO()
        call_command("sqlmigrate", label, name, stdout=sql, no_color=True)
        if found := judged(sql.getvalue(), tmp_path):
            complaints[f"{label}.{name}"] = found
    assert complaints == {}


@pytest.mark.parametrize(
    "sql",
    [
        "ALTER TABLE people_person DROP COLUMN name;",
        "ALTER TABLE people_person RENAME COLUMN name TO title;",
        "DROP TABLE people_person;",
        "ALTER TABLE people_person ALTER COLUMN age TYPE bigint;",
        "ALTER TABLE people_person ADD COLUMN age integer NOT NULL;",
    ],
)
def test_unsafe_sql_is_found(sql, tmp_path):
    assert len(judged(f"BEGIN;\n{sql}\nCOMMIT;", tmp_path)) >= 1


def test_a_new_table_is_left_alone(tmp_path):
    columns = '"id" uuid NOT NULL PRIMARY KEY, "name" varchar(80) NOT NULL, "age" integer NOT NULL'
    assert judged(f'BEGIN;\nCREATE TABLE "people_person" ({columns});\nCOMMIT;', tmp_path) == []


FIRST, SECOND, THIRD = ("people", "0001_initial"), ("people", "0002_add_name"), ("people", "0003_add_age")
FOREIGN = ("areas", "0004_add_words")


def test_a_line_is_left_alone():
    assert rules.linear({FIRST: [FOREIGN], SECOND: [FIRST], THIRD: [SECOND, FOREIGN]}) == []


def test_a_fork_is_found():
    assert [found.path for found in rules.linear({FIRST: [], SECOND: [FIRST], THIRD: [FIRST]})] == [
        "people/migrations/0001_initial.py"
    ]


def test_a_merge_is_found():
    fourth = ("people", "0004_merge")
    lines = {FIRST: [], SECOND: [FIRST], THIRD: [FIRST], fourth: [SECOND, THIRD]}
    assert "people/migrations/0004_merge.py" in {found.path for found in rules.linear(lines)}


def test_a_second_start_is_found():
    assert len(rules.linear({FIRST: [], SECOND: []})) == 1


@pytest.mark.parametrize("name", ["0002_auto_20261101_1200", "0002", "0002_", "add_name"])
def test_a_name_that_says_nothing_is_found(name):
    assert len(rules.names([("people", name)])) == 1


@pytest.mark.parametrize(
    "source", ["from linkage.people.models import Person", "from .. import models", "import linkage.areas"]
)
def test_an_import_of_living_code_is_found(source):
    assert len(rules.imports([Module("people/migrations/0002_add_name.py", source)])) == 1


def test_constraints_may_be_imported():
    sources = ["import linkage.database.constraints", "from django.db import migrations"]
    assert rules.imports([Module("people/migrations/0001_initial.py", source) for source in sources]) == []
