"""`linkage suggest-areas` as it is typed."""

import json

import pytest
from typer import Typer
from typer.testing import CliRunner

from linkage.access.actor import Actor
from linkage.areas import cli, gateway
from linkage.areas.models import Area
from linkage.config import cli as house
from linkage.database.tenancy import acting_in
from linkage.kernel.errors import NotFound
from linkage.programmes import operations as programmes
from linkage.programmes.tests.factories import NOW

TEXTS = ["Blending won't come for our Year 1s – they can't decode", "she said her dad hits her", "please ring us"]


@pytest.fixture
def run():
    app = Typer()
    cli.register(app)
    app.command("another")(lambda: None)

    def do(*arguments):
        return CliRunner().invoke(app, ["suggest-areas", *(str(argument) for argument in arguments)])

    return do


@pytest.fixture
def file(tmp_path):
    def write(texts, *, encoding="utf-8", heading="id,text"):
        path = tmp_path / "requests.csv"
        rows = [f'{number},"{text}"' for number, text in enumerate(texts)]
        path.write_bytes("\r\n".join([heading, *rows, ""]).encode(encoding))
        return path

    return write


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_each_row_has_its_areas_and_its_flag_without_any_database(run, file, encoding):
    done = run(file(TEXTS, encoding=encoding), "--column", "text", "--json")
    assert done.exit_code == 0
    phonics, concern, unclear = json.loads(done.output)
    assert phonics["flag"] is None
    assert phonics["areas"][0]["code"] == "phonics"
    assert len(phonics["areas"]) >= 3
    scores = [area["score"] for area in phonics["areas"]]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    assert concern == {"areas": [], "flag": "safeguarding"}
    assert unclear["flag"] == "unclear"


def test_areas_are_of_the_first_level(run, file):
    found = json.loads(run(file(["One Spanish teacher, all alone"]), "--column", "text", "--json").output)
    assert found[0]["areas"][0]["code"] == "languages"
    parents = {each.code for each in gateway.shipped() if not each.parent}
    assert {area["code"] for area in found[0]["areas"]} <= parents


def test_people_get_a_table(run, file):
    done = run(file(TEXTS[:1] + TEXTS[1:2]), "--column", "text")
    assert done.exit_code == 0
    assert "Phonics and early reading" in done.output.replace("\n", " ") or "Phonics" in done.output
    assert "Read by words, letters and the sentence model." in done.output


@pytest.mark.parametrize(
    ("column", "sentence"), [("words", "has no column words. Its columns are: id, text."), ("", "has no column")]
)
def test_a_column_that_is_not_there_is_said_plainly(run, file, column, sentence):
    done = run(file(TEXTS), "--column", column)
    assert isinstance(done.exception, cli.UnableToReadTexts)
    assert sentence in str(done.exception)


def test_a_file_that_is_not_there_is_said_plainly(run, tmp_path):
    done = run(tmp_path / "none.csv", "--column", "text")
    assert "cannot be read" in str(done.exception)


def test_an_empty_file_has_no_columns(run, tmp_path):
    (tmp_path / "empty.csv").write_text("")
    assert "Its columns are: none." in str(run(tmp_path / "empty.csv", "--column", "text").exception)


@pytest.mark.django_db
def test_with_a_programme_its_own_words_count(run, file):
    operator = Actor(kind="account", name="op@example.org", is_operator=True)
    programme = programmes.create(actor=operator, at=NOW, slug="ribble", name="Ribble")
    with acting_in(programme.id):
        Area.objects.filter(code="music").update(synonyms=["quibble wheel"])
    path = file(["Our quibble wheel is stuck"])
    shipped, own = (
        json.loads(run(path, "--column", "text", "--json", *more).output)[0] for more in ((), ("--programme", "ribble"))
    )
    assert own["areas"][0]["code"] == "music"
    assert shipped["areas"][0]["code"] != "music" or shipped["flag"]
    assert isinstance(run(path, "--column", "text", "--programme", "nowhere").exception, NotFound)


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (["suggest-areas", "a.csv", "--column", "text"], False),
        (["suggest-areas", "a.csv", "--column", "text", "--programme", "ribble"], True),
        (["suggest-areas", "a.csv", "--programme=ribble"], True),
        (["erase", "a@example.org"], True),
        (["suggest-areas", "--help"], False),
    ],
)
def test_the_database_is_had_only_for_a_programme(arguments, wanted):
    assert house._wants_database(arguments[0], arguments) is wanted
