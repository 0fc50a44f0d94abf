"""The command line: a dry run, a real one, and exit codes that mean something."""

import json

import pytest
import typer
from typer.testing import CliRunner

from linkage.directory.models import Nomination
from linkage.imports import cli
from linkage.imports.models import SheetImport
from linkage.imports.tests import workbooks
from linkage.imports.tests.workbooks import AMA, changed, form
from linkage.kernel.errors import NotFound
from linkage.links.models import PastLink


@pytest.fixture
def run(ribble, tmp_path):
    app = typer.Typer()
    cli.register(app)

    def do(command, content, *options, slug="ribble", name="file.xlsx"):
        path = tmp_path / name
        path.write_bytes(content)
        return CliRunner().invoke(app, [command, str(path), "--programme", slug, *options])

    return do


def test_a_dry_run_says_what_would_be_added_and_adds_nothing(run):
    done = run("import-nominations", workbooks.microsoft_forms(), "--dry-run", "--json")
    assert done.exit_code == 0
    assert json.loads(done.stdout) == {"added": 0, "would_add": 3, "known": 0, "left_out": [], "missing": []}
    assert not Nomination.objects.exists()
    assert not SheetImport.objects.exists()


def test_people_are_added_and_the_second_time_they_are_there(run):
    assert "3 people added, 0 there already." in run("import-nominations", workbooks.microsoft_forms()).stdout
    again = run("import-nominations", workbooks.microsoft_forms(), "--json")
    assert (again.exit_code, json.loads(again.stdout)["known"]) == (0, 3)
    assert Nomination.objects.filter(recorded_by=None).count() == 3


def test_rows_left_out_are_named_and_change_the_exit_code(run):
    done = run("import-nominations", form(AMA, changed(AMA, name="", email="b@harrowgill.lancs.sch.uk")))
    assert done.exit_code == 4
    assert "Row 3: We need to know who this is." in done.stdout
    assert Nomination.objects.count() == 1


def test_links_from_before(run):
    row = ("14/03/2024", "Tarnmoor Primary", "Harrowgill High School", "Ama Sarpong", "Reading", "")
    assert "1 link added" in run("import-links", workbooks.old_list(row)).stdout
    assert PastLink.objects.count() == 1


def test_a_file_that_cannot_be_read_is_refused(run):
    done = run("import-links", b"%PDF-1.7")
    assert "This is a PDF" in str(done.exception)


def test_a_programme_that_is_not_there(run):
    assert isinstance(run("import-links", b"x", slug="nowhere").exception, NotFound)
