import pytest

from linkage.search.folding import fold, having, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("St. Joseph\u2019s  Catholic Primary", "st josephs catholic primary"),
        ("Café \u2013 ÉCOLE", "cafe ecole"),
        ("Straße", "strasse"),
        ("\ufb01ne ½", "fine 1 2"),
        ("  ", ""),
        ("Y12/Y13 (A-level)", "y12 y13 a level"),
    ],
)
def test_words_are_folded_to_one_form(text, folded):
    assert fold(text) == folded
    assert words(text) == folded.split()


def test_folding_twice_changes_nothing():
    assert fold(fold("Ça va, O\u2019Neill?")) == fold("Ça va, O\u2019Neill?")


def test_a_list_is_searched_for_every_word_in_any_part_of_a_line():
    rows = [("Ama Sarpong", "Harrowgill"), ("Priya Raman", "St Joseph\u2019s")]
    assert having(rows, "josephs PRI", lambda row: row) == rows[1:]
    assert having(rows, "josephs sarpong", lambda row: row) == []
    assert having(rows, " ", lambda row: row) == rows
