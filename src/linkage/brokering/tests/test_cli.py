"""`linkage solve-round`: what would be planned now, and nothing kept of it."""

import json

import pytest
import typer
from typer.testing import CliRunner

from linkage.brokering import cli
from linkage.brokering.models import Plan
from linkage.database.tenancy import acting_in
from linkage.kernel.errors import NotFound

pytestmark = pytest.mark.django_db


def run(*arguments, slug="ribble"):
    app = typer.Typer()
    cli.register(app)
    app.command("other")(lambda: None)
    return CliRunner().invoke(app, ["solve-round", "--programme", slug, *arguments])


def test_it_says_how_many_would_be_placed_and_keeps_nothing(here, ours):
    said = run()
    assert said.stdout == ("1 of 1 requests would be placed; first come, first served 1. No better plan exists.\n")
    with acting_in(here.id):
        assert not Plan.objects.exists()


def test_for_machines_it_prints_keys_and_nobody_s_name(ours):
    told = json.loads(run("--json").stdout)
    assert told["rows"] == [{"request": str(ours.request.pk), "asks": [str(ours.entry.pk)]}]
    assert told["gap"] == 0
    assert "Priya" not in run("--json").stdout


def test_a_programme_that_is_not_there_is_said_so(ours):
    assert isinstance(run(slug="nowhere").exception, NotFound)
