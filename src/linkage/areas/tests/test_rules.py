"""The pure rules: pieces, meanings, grams and phrases."""

import numpy as np
import pytest

from linkage.areas import gateway
from linkage.areas.rules import confirming, encoder, features, lexical, wordpieces

KNOWN = wordpieces.vocabulary(["[UNK]", "[CLS]", "[SEP]", "read", "##ing", "cafe", ",", "boys", "##s", "b", "##oy"])


def pieces(text, most=64):
    names = {number: piece for piece, number in KNOWN.items()}
    return [names[number] for number in wordpieces.pieces(text, KNOWN, most=most)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Reading", ["read", "##ing"]),
        ("Café, boys", ["cafe", ",", "boys"]),
        ("boy", ["b", "##oy"]),
        ("elephants", ["[UNK]"]),
        ("a" * 200, ["[UNK]"]),
        ("read\u200b\tread\n", ["read", "read"]),
        ("", []),
    ],
)
def test_a_text_is_cut_into_the_longest_known_pieces(text, expected):
    assert pieces(text) == ["[CLS]", *expected, "[SEP]"]


def test_no_more_pieces_than_there_is_time_for():
    assert pieces("read " * 50, most=6) == ["[CLS]", "read", "read", "read", "read", "[SEP]"]


class TestMeaning:
    @pytest.fixture(scope="class")
    def model(self):
        found = gateway.sentence_model()
        assert found is not None, "Type: sh tools/setup.sh test"
        return found

    def of(self, model, *texts):
        cut = [wordpieces.pieces(text, model[1], most=64) for text in texts]
        rows = encoder.encode(model[0], cut)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)

    def test_what_means_the_same_lies_near(self, model):
        boys, lads, boiler = self.of(
            model, "Our year 9 boys will not read", "Lads of 13 refuse books", "The boiler broke"
        )
        assert boys @ lads > 0.5
        assert boys @ boiler < 0.3

    def test_a_sentence_means_the_same_in_any_company(self, model):
        alone = self.of(model, "Our year 9 boys will not read")[0]
        among = self.of(model, "Help.", "Our year 9 boys will not read", "A longer one that says something else.")[1]
        assert np.allclose(alone, among, atol=1e-5)

    def test_a_model_that_lacks_a_part_is_refused(self):
        with pytest.raises(KeyError):
            encoder.encoder({})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One thing here. And another there! And then?", ["One thing here.", "And another there!  And then?"]),
        ("a b c - d e f", ["a b c", "d e f"]),
        ("yr 9", ["yr 9"]),
        ("   ", []),
    ],
)
def test_sentences_are_parted_and_scraps_stay_with_their_neighbour(text, expected):
    assert features.sentences(text) == [each.replace("  ", " ") for each in expected]


def test_years_and_stages_are_one_word_however_written():
    assert features.tokens("Yr 9, Year 9 & y9; KS3, key stage 3: 120 boys") == [
        *("year9", "year9", "and", "year9", "ks3", "ks3", "0", "boys"),
    ]


def test_a_text_of_unknown_words_weighs_nothing():
    known = features.vocabulary(["maths is fun", "maths again"], least_words=1, least_letters=1)
    numbers, _ = features.weighed(["zzz"], known)
    assert len(numbers) == 0
    numbers, weights = features.weighed(["maths"], known)
    assert len(numbers) == len(weights) > 1


class TestPhrases:
    INDEX = lexical.index([
        lexical.Named("attendance", "Attendance", ("persistent absence", "PA")),
        lexical.Named("maths", "Mathematics", ("number work",), own=frozenset({"number work"})),
        lexical.Named("phonics", "Phonics and early reading"),
    ])  # fmt: skip

    def found(self, text):
        return {code: match.because for code, match in lexical.matches(text, self.INDEX).items()}

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Persistent absences in Year 9", {"attendance": ("persistent absences",)}),
            ("matematics and phonix", {"maths": ("matematics",)}),
            ("phoncis", {"phonics": ("phoncis",)}),
            ("PA", {"attendance": ("pa",)}),
            ("party", {}),
            ("early days", {}),
            ("persistent", {}),
            ("", {}),
        ],
    )
    def test_areas_are_found_by_what_they_are_called(self, text, expected):
        assert {
            code: because for code, because in self.found(text).items() if code != "phonics" or "phon" in text
        } == expected

    def test_words_of_the_programmes_own_are_told_apart(self):
        match = lexical.matches("number work and mathematics", self.INDEX)["maths"]
        assert match.own == lexical.WHOLE_PHRASE < match.score


class TestConfirmed:
    def given(self, person, codes=("maths",), marks=(1, 2, 3)):
        return confirming.Confirmed(person, tuple(codes), frozenset(marks))

    def test_more_people_add_more_and_never_more_than_the_most(self):
        amounts = [
            confirming.added([1, 2, 3], [self.given(person) for person in range(people)]).get("maths", 0)
            for people in (0, 1, 2, 5, 500)
        ]
        assert amounts == sorted(amounts)
        assert amounts[0] == 0
        assert amounts[-1] < confirming.MOST_ADDED

    def test_one_person_counts_once(self):
        once = confirming.added([1, 2, 3], [self.given("Sam")])
        assert confirming.added([1, 2, 3], [self.given("Sam")] * 50) == once

    def test_texts_that_share_little_say_nothing(self):
        assert confirming.added(range(50), [self.given("Sam", marks=(1, 90, 91, 92))]) == {}
        assert confirming.added([], [self.given("Sam")]) == {}

    def test_marks_are_of_telling_words_only(self):
        assert confirming.marks(["we", "need", "the", "9"]) == []
        assert confirming.marks(["parents", "reading"]) == confirming.marks(["parent", "reads"])
