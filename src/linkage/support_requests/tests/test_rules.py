from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from linkage.kernel.days import day_of
from linkage.support_requests import rules

WHOLE = rules.Answers(
    has_school=True, has_contact=True, words="Boys do not read", areas=1, ways=1, window="soon", who_for="Year 9"
)


def test_a_whole_request_lacks_nothing():
    assert rules.unanswered(WHOLE) == []


@pytest.mark.parametrize(
    ("gap", "question", "sentence"),
    [
        ({"has_school": False}, "school", "Say which school needs help"),
        ({"has_contact": False}, "contact", "Say who at the school we should talk to"),
        ({"words": " ", "areas": 0}, "need", "Say what you need help with, or choose an area"),
        ({"areas": 4}, "need", "Choose up to three areas"),
        ({"ways": 0}, "help", "Say what would help"),
        ({"window": ""}, "when", "Say when you would like help"),
        ({"who_for": ""}, "who", "Say who the help is for"),
    ],
)
def test_what_is_missing_is_said_with_its_question(gap, question, sentence):
    [(name, violation)] = rules.unanswered(replace(WHOLE, **gap))
    assert (name, violation.sentence) == (question, sentence)


@pytest.mark.parametrize("gap", [{"words": ""}, {"areas": 0}])
def test_words_or_an_area_are_enough(gap):
    assert rules.unanswered(replace(WHOLE, **gap)) == []


def test_sharing_has_to_be_agreed():
    assert rules.sharing_is_agreed(has_consent=True) == []
    assert [v.field for v in rules.sharing_is_agreed(has_consent=False)] == ["has_consent"]


@pytest.mark.parametrize(
    ("words", "areas", "title"),
    [
        ("Our boys do not read. The gap grows.", ["Reading", "Gaps"], "Reading"),
        ("Our boys do not read. The gap grows.", [], "Our boys do not read"),
        ("word " * 40, [], f"{'word ' * 11}word…"),
    ],
)
def test_a_request_is_called_by_its_area_or_its_first_words(words, areas, title):
    assert rules.title_of(words, areas) == title


def test_a_summer_evening_is_the_schools_own_day():
    assert day_of(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == date(2026, 7, 1)
