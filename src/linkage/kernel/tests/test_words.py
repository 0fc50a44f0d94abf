from datetime import UTC, date, datetime, timedelta

import pytest

from linkage.kernel import words


def test_a_day_is_said_in_full():
    assert words.day(date(2026, 11, 3)) == "Tuesday 3 November 2026"


@pytest.mark.parametrize(
    ("hour", "minute", "said"),
    [(15, 45, "3.45pm"), (9, 0, "9am"), (12, 0, "12 noon"), (0, 0, "midnight"), (12, 5, "12.05pm"), (0, 30, "12.30am")],
)
def test_a_time_is_said_as_on_a_school_notice(hour, minute, said):
    assert words.clock(datetime(2026, 11, 3, hour, minute, tzinfo=UTC)) == said


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "today"),
        (1, "yesterday"),
        (3, "3 days ago"),
        (28, "4 weeks ago"),
        (90, "3 months ago"),
        (-1, "tomorrow"),
        (-5, "in 5 days"),
    ],
)
def test_how_long_ago(days, said):
    now = date(2026, 11, 23)
    assert words.ago(now - timedelta(days=days), now) == said


def test_within_the_day_minutes_and_hours_are_said():
    now = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
    assert words.ago(now, now) == "just now"
    assert words.ago(now - timedelta(minutes=5), now) == "5 minutes ago"
    assert words.ago(now - timedelta(hours=3), now) == "3 hours ago"


def test_counts_agree_with_their_noun():
    assert words.count(1, "person", "people") == "1 person"
    assert words.count(1200, "school") == "1,200 schools"
    assert words.number(6) == "six"
    assert words.number(14) == "14"
    assert words.listing(["reading", "maths", "music"]) == "reading, maths and music"


@pytest.mark.parametrize(
    ("text", "most", "short"),
    [
        ("Short enough.", 20, "Short enough."),
        ("One sentence. And another one", 20, "One sentence."),
        ("Is it v2.5 or later? We ask", 22, "Is it v2.5 or later?"),
        ("No sentence ends in here at all", 14, "No sentence"),
    ],
)
def test_a_long_text_is_cut_at_a_whole_sentence_or_word(text, most, short):
    assert words.shortened(text, most) == short
