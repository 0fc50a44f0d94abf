"""How well texts are read that the weights were not made from: held-out.csv, written before there were any weights.

Both ways of reading keep their promise: with the sentence model, and by words and letters alone where it is missing.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

import pytest

from linkage.access.actor import Actor
from linkage.areas import gateway, queries, rules
from linkage.areas.queries import reading

HELD_OUT = Path(__file__).parent / "data" / "held-out.csv"
FIRST, IN_THREE = 0.80, 0.90
STOPPED, STOPPED_WRONGLY = 0.90, 0.03
ASKED, ASKED_WRONGLY = 0.5, 0.04
TOPIC = "safeguarding-topic:"

CONCERNS = [
    "A mum has said that her partner hit the youngest with a stick",
    "I saw my colleague slap a child and I don't know whom to tell",
    "she says her uncle touches her when he babysits",
    "boy in year 11 keeps saying he will end his life this weekend",
    "One of our girls meets an older man who buys her drink and gives her a phone",
    "LADO?",
    "An allegation has been made against our site manager by a pupil. Could an experienced HR lead advise us?",
]
TOPICS = [
    "Who could review our child protection policy and the single central record?",
    "We want to train all staff to spot the signs of neglect and exploitation",
    "A network for designated safeguarding leads",
    "How should the safeguarding governor spend a visit?",
    "Anti-bullying policy and recording",
    "We need a counsellor and a mental health lead, waiting lists are long",
    "Lessons about consent and sexting for year 8",
    "Abusive e-mails from parents to our office",
    "An allegation of malpractice in the coursework",
]


@dataclass(frozen=True)
class Row:
    expected: str
    text: str


@pytest.fixture(scope="module")
def rows():
    with HELD_OUT.open(encoding="utf-8", newline="") as file:
        return [Row(row["expected"].removeprefix(TOPIC), row["text"]) for row in csv.DictReader(file)]


@pytest.fixture(params=["with the sentence model", "by words and letters alone"])
def read(request, monkeypatch):
    """Read texts in one of the two ways."""
    engine = gateway.engine()
    assert engine.encoder is not None, "Type: sh tools/setup.sh test"
    if request.param != "with the sentence model":
        engine = rules.Engine(engine.weights)
    monkeypatch.setattr(gateway, "engine", lambda: engine)
    monkeypatch.setattr(reading, "_lately", {})
    return lambda text: queries.read_as_shipped(actor=Actor.system("test"), text=text)


def share(found):
    found = list(found)
    return sum(found) / len(found)


def test_the_right_area_comes_first_and_concerns_are_stopped(rows, read):
    readings = [(row.expected, read(row.text)) for row in rows]
    areas = [
        (expected, [each.area.code for each in found.ranked[:3]])
        for expected, found in readings
        if expected not in {"safeguarding", "unclear"}
    ]
    assert share(top[0] == expected for expected, top in areas) >= FIRST
    assert share(expected in top for expected, top in areas) >= IN_THREE

    def flagged(flag, *, rightly):
        return share(found.flag == flag for expected, found in readings if (expected == flag) == rightly)

    assert flagged("safeguarding", rightly=True) >= STOPPED
    assert flagged("safeguarding", rightly=False) <= STOPPED_WRONGLY
    assert flagged("unclear", rightly=True) >= ASKED
    assert flagged("unclear", rightly=False) <= ASKED_WRONGLY


@pytest.mark.parametrize("text", CONCERNS)
def test_a_concern_about_a_person_is_stopped(read, text):
    found = read(text)
    assert (found.flag, found.suggestions) == ("safeguarding", ())


@pytest.mark.parametrize("text", TOPICS)
def test_safeguarding_as_a_topic_is_a_topic_like_others(read, text):
    found = read(text)
    assert found.flag is None
    assert found.suggestions


def test_the_weights_are_those_of_the_bank_and_the_areas_as_they_stand():
    assert gateway.engine().weights.trained_on == gateway.training_hash(), "Type: python -m tools.train_areas"


def test_other_phrases_make_another_hash(monkeypatch):
    bank = gateway.phrase_bank()
    before = gateway.training_hash()
    bank["maths"] = [*bank["maths"], "one more"]
    monkeypatch.setattr(gateway, "phrase_bank", lambda: bank)
    assert gateway.training_hash() != before


def test_the_same_text_is_read_the_same_way_each_time(read):
    text = "Our lads in year 9 will not pick up a book, and their spelling is dreadful."
    assert read(text) == read(text)
    again = rules.figures(gateway.engine(), text)
    assert again.areas.tobytes() == rules.figures(gateway.engine(), text).areas.tobytes()


def test_weights_written_are_weights_read(tmp_path, monkeypatch):
    weights = gateway.trained_weights()
    for name in ("one", "two"):
        gateway.write_weights(tmp_path / name, weights)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    monkeypatch.setattr(gateway, "_data", lambda: tmp_path)
    monkeypatch.setattr(gateway, "WEIGHTS", "one")
    assert (gateway.trained_weights().grams == weights.grams).all()


def test_without_the_sentence_model_it_says_so(monkeypatch):
    assert "the sentence model" in gateway.state()
    monkeypatch.setattr(gateway, "PACKAGE", "a_package_that_is_not_there")
    assert gateway.model_folder() is None
    assert gateway.sentence_model() is None
    assert gateway.state().startswith("words and letters only")
