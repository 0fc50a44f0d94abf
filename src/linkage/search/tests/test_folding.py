import pytest

from linkage.search.folding import fold, words


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
