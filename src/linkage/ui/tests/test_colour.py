import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkage.ui import colour

REFERENCE = (Path(colour.__file__).parent / "static/ui/linkage.css").read_text(encoding="utf-8")


def printed(slug):
    block = re.search(rf'\[data-programme="{slug}"\] \{{(.*?)\}}', REFERENCE, re.DOTALL)[1]
    return dict(re.findall(r"(--lk-accent[a-z-]*): (#[0-9a-f]{6})", block))


def channels(value):
    return [int(value[place : place + 2], 16) for place in (1, 3, 5)]


@pytest.mark.parametrize("slug", ["ribble", "mersewater", "four-corners"])
def test_mixing_gives_the_palettes_of_the_reference(slug):
    expected = printed(slug)
    made = colour.palette(expected["--lk-accent"])
    assert made.properties.keys() == expected.keys()
    for name, value in made.properties.items():
        far = max(abs(one - two) for one, two in zip(channels(value), channels(expected[name]), strict=True))
        assert far <= 2, name
    assert not made.is_darkened


@given(st.integers(0, 0xFFFFFF))
def test_any_choice_becomes_readable(number):
    choice = f"#{number:06x}"
    made = colour.palette(choice)
    assert colour.contrast(made.accent, "#ffffff") >= 7
    assert colour.contrast(made.accent, made.tint) >= 4.5
    assert colour.contrast(made.mid, "#ffffff") >= 3
    assert made.is_darkened == (made.accent != choice)


def test_a_light_choice_is_darkened_and_it_is_said():
    made = colour.palette("#ffdd00")
    assert made.is_darkened
    assert made.accent != "#ffdd00"


@pytest.mark.parametrize("choice", ["", "red", "#12", "#0b5d66; } body { display: none"])
def test_what_is_no_colour_becomes_the_house_colour(choice):
    assert colour.palette(choice).accent == colour.HOUSE


def test_stylesheet_holds_one_rule_and_no_foreign_words():
    made = colour.stylesheet('x"]{}', "#6f2c5f")
    assert made.count("{") == 1
    assert made.startswith('html[data-programme=""] { --lk-accent: #6f2c5f;')
    assert colour.stylesheet("ribble", "#0b5d66").startswith('html[data-programme="ribble"] {')
