"""`linkage solve-rota`: a spreadsheet of schools alone, planned or refused in plain words."""

import json
from datetime import date

import numpy as np
import pytest
import typer
from typer.testing import CliRunner

from linkage.peer_review import cli
from linkage.peer_review.rules import sheets
from linkage.solvers.rota import Journey, Settings
from linkage.solvers.rota.types import week_of

DAYS = ["--from", "2027-01-11", "--to", "2027-05-28"]


@pytest.fixture
def run(tmp_path):
    app = typer.Typer()
    cli.register(app)

    @app.callback()
    def _only() -> None:
        """More than one command may be added."""

    def ask(text: str, *more: str, days=DAYS):
        file = tmp_path / "schools.csv"
        file.write_text(text, "utf-8")
        return CliRunner().invoke(app, ["solve-rota", str(file), *days, *more])

    return ask


def sheet(number: int = 12, heading: str = "School,Easting,Northing,Phase,Trust,Cannot", **cells: str) -> str:
    chance = np.random.default_rng(1)
    rows = [heading]
    for at in range(number):
        east, north = (int(each) for each in chance.uniform(350_000, 380_000, 2))
        rows.append(
            f"School {at},{east},{north},{'Secondary' if at % 3 == 0 else 'Primary'},,{cells.get(f's{at}', '')}"
        )
    return "\n".join(rows)


def test_twelve_schools_get_a_rota_that_nothing_beats(run):
    found = json.loads(run(sheet(), "--json").stdout)
    assert found["is_proven"]
    assert found["breaks"] == []
    assert len(found["visits"]) == 12
    assert all(len(each["visitors"]) == 3 and each["writes"] in each["visitors"] for each in found["visits"])


def test_who_leads_is_named_where_a_lead_is_asked_for_and_who_cannot_does_not(run):
    text = sheet(heading="School,Easting,Northing,Phase,Trust,Leads", s0="no", s1="no")
    found = json.loads(run(text, "--json", "--lead").stdout)
    leads = {each["leads"] for each in found["visits"]}
    assert "" not in leads
    assert not leads & {"School 0", "School 1"}
    assert "Leads" in run(text, "--lead").stdout
    assert {each["leads"] for each in json.loads(run(text, "--json").stdout)["visits"]} == {""}


def test_it_is_told_in_a_table_too(run):
    found = run(sheet())
    assert found.exit_code == 0
    assert "Week of" in found.stdout
    assert "Nothing better exists." in found.stdout


def test_weeks_in_which_a_school_cannot_are_kept_free(run):
    visits = json.loads(run(sheet(s0="2027-01-13; 20/01/2027"), "--json").stdout)["visits"]
    busy = {each["week_of"] for each in visits if "School 0" in (each["school"], *each["visitors"])}
    assert not busy & {"2027-01-11", "2027-01-18"}


def test_each_kind_of_week_that_is_out_is_out_for_what_it_says():
    text = "school,easting,northing,cannot,cannot host,cannot visit\nAsh,1,2,2027-01-11,2027-01-18,2027-01-25"
    [ash] = sheets.read(text, first=date(2027, 1, 11), last=date(2027, 2, 5), settings=Settings()).schools
    first = week_of(date(2027, 1, 11))
    assert ash.host_weeks == {first + 2, first + 3}
    assert ash.visit_weeks == {first + 1, first + 3}


def test_whom_a_school_should_not_meet_and_has_met_are_read():
    text = "school,easting,northing,not with,met\nAsh,1,2,Elm,Oak\nElm,3,4,,\nOak,5,6,,"
    found = sheets.read(text, first=date(2027, 1, 11), last=date(2027, 2, 5), settings=Settings())
    assert found.apart == {frozenset(("Ash", "Elm"))}
    assert found.earlier == {Journey("Ash", "Oak")}


def test_rules_that_stand_in_the_way_are_named_and_what_to_let_pass(run):
    found = run(sheet(6))
    assert found.exit_code == 1
    assert "No two schools visit each other" in found.stdout
    assert "There is a rota if this may be" in found.stdout
    assert json.loads(run(sheet(6), "--json").stdout)["is_possible"] is False


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "The file is empty"),
        ("Name,Where\nA,B", "school, easting, northing"),
        ("school,easting,northing\nA,one,2", "Row 2, easting: “one” is no number of metres"),
        ("school,easting,northing\nA,1,2\nA,1,2", "Row 3 names A a second time"),
        ("school,easting,northing\n,1,2", "Row 2 has no name"),
        ("school,easting,northing,cannot\nA,1,2,in May", "Row 2, cannot: “in May” is no day"),
        ("school,easting,northing,not with\nA,1,2,B", "Row 2, not with: no row is called “B”"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_row(run, text, said):
    found = run(text)
    assert said in str(found.exception)


def test_weeks_that_end_before_they_begin_are_refused(run):
    found = run(sheet(), days=["--from", "2027-05-28", "--to", "2027-01-11"])
    assert "The last week has to be after the first." in str(found.exception)
