import re
from importlib import resources

import pytest

from linkage.programmes.presenters import hero

DATA = resources.files("linkage.programmes") / "data" / "districts.json"


def test_every_district_of_england_is_there_and_the_file_is_small():
    assert sum(len(districts) for districts in hero._all_districts().values()) == 296
    assert len(DATA.read_bytes()) < 200_000


@pytest.mark.parametrize("codes", [("888",), ("352",), ("341", "342", "343"), ("888", "000"), ("908",)])
def test_the_picture_lies_within_its_box(codes):
    art = hero.art("ribble", codes)
    _, _, wide, tall = (int(n) for n in art.view_box.split())
    numbers = [float(n) for path in art.districts for n in re.findall(r"-?\d+\.\d", path)]
    assert all(0 <= x <= wide for x in numbers[::2])
    assert all(0 <= y <= tall for y in numbers[1::2])
    assert len(art.arcs) >= 4


def test_the_lines_are_the_slugs_own_and_stay():
    hero.art.cache_clear()
    first = hero.art("ribble", ("888",))
    hero.art.cache_clear()
    assert hero.art("ribble", ("888",)) == first
    assert hero.art("mersewater", ("888",)).arcs != first.arcs


@pytest.mark.parametrize("codes", [(), ("000",)])
def test_without_known_districts_the_picture_names_no_place(codes):
    art = hero.art("ribble", codes)
    assert art.districts == ()
    assert len(art.arcs) >= 6
