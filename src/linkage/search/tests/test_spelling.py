import pytest

from linkage.search import spelling


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [("priya", "priya", 0), ("pirya", "priya", 1), ("prya", "priya", 1), ("priyaa", "priya", 1), ("prixa", "priya", 1),
     ("", "abc", 3), ("orchestar", "orchestra", 1), ("abcd", "dcba", 3)],
)  # fmt: skip
def test_letters_too_many_too_few_others_or_swapped_count_once_each(one, other, apart):
    assert spelling.distance(one, other) == spelling.distance(other, one) == apart


@pytest.mark.parametrize("typed", ["pirya", "prya", "priyaa", "prixa", "riya"])
def test_near_words_have_a_key_in_common(typed):
    assert set(spelling.keys(typed)) & set(spelling.keys("priya"))


def test_a_long_word_may_be_wrong_in_two_places():
    assert set(spelling.keys("orkestra")) & set(spelling.keys("orchestra"))
    assert spelling.nearest("safegarding", [("safeguarding", 3), ("gardening", 9)]) == "safeguarding"


def test_the_commoner_of_two_near_words_is_meant_and_one_that_begins_alike_before_it():
    assert spelling.nearest("mathz", [("maths", 1), ("mathe", 5)]) == "mathe"
    assert spelling.nearest("bell", [("cell", 9), ("belt", 1)]) == "belt"


def test_short_and_endless_words_are_left_alone():
    assert (spelling.most_wrong("art"), spelling.keys("art")) == (0, ["art"])
    assert spelling.most_wrong("a" * 31) == 0
    assert spelling.nearest("ruth", [("ruth", 4)]) == ""
