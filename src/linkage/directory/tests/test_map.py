"""The map beside the list: schools only, our own as an open dot, in words too."""

import re

import pytest
from django.urls import reverse

from linkage.accounts.tests.factories import account
from linkage.database.tenancy import acting_in
from linkage.directory.rules import maps
from linkage.directory.tests import factories
from linkage.organisations.rules import shipped
from linkage.organisations.tests.factories import school
from linkage.people.tests import factories as people
from linkage.programmes.tests.factories import programme

BURNLEY, PRESTON = (384_000, 432_000), (354_000, 429_000)
SQUARE = [0, 0, 10, 0, 0, 10, -10, 0]


def test_the_view_holds_every_place_and_its_middle_is_theirs():
    view = maps.view_of([BURNLEY, PRESTON])
    (x1, y1), (x2, y2) = view.place(*BURNLEY), view.place(*PRESTON)
    assert 0 < x2 < x1 < maps.WIDTH
    assert 0 < y1 < y2 < view.height
    assert round(x1 + x2) == maps.WIDTH
    assert round(y1 + y2) == view.height


def test_one_school_still_shows_what_is_around_it():
    view = maps.view_of([BURNLEY])
    assert view.metres_a_unit * maps.WIDTH == maps.NARROWEST_M
    assert view.place(*BURNLEY) == (maps.WIDTH / 2, view.height / 2)


def test_a_tall_county_is_no_taller_than_a_page():
    assert maps.view_of([(400_000, 300_000), (401_000, 600_000)]).height == maps.TALLEST


def test_only_districts_that_can_be_seen_are_drawn_and_those_with_room_are_named():
    view = maps.View(easting=0, northing=0, metres_a_unit=100, height=400)
    outlines = {"Near": [[10, 10, 100, 0, 0, 100]], "Sliver": [[5, 5, 3, 0, 0, 3]], "Far": [[9_000, 9_000, 9, 0, 0, 9]]}
    near, sliver = maps.shapes(view, outlines, unit_m=100)
    assert (near.name, near.path, near.label) == ("Near", "M10 390L110 390L110 290Z", (60, 340))
    assert (sliver.name, sliver.label) == ("Sliver", None)


def test_the_shipped_districts_lie_where_they_should():
    view = maps.view_of([BURNLEY, PRESTON])
    seen = {shape.name for shape in maps.shapes(view, shipped.districts(), shipped.DISTRICT_UNIT_M)}
    assert {"Burnley", "Preston", "Ribble Valley", "Hyndburn"} <= seen
    assert not {"Westminster", "Cornwall", "Leeds"} & seen
    assert len(shipped.districts()) == 296


@pytest.fixture
def ours():
    made = programme()
    with acting_in(made.id):
        yield made


@pytest.fixture
def page(ours, client):
    home = school(name="Thistlebank School", easting=BURNLEY[0], northing=BURNLEY[1])
    client.force_login(people.staff(ours, home, account=account()).account)
    address = reverse("directory:directory", args=[ours.slug])
    return lambda **asked: client.get(address, asked).content.decode()


@pytest.mark.django_db
def test_each_school_is_one_dot_ours_is_open_and_the_list_stands_below(ours, page):
    there = school(easting=PRESTON[0], northing=PRESTON[1])
    for name in ("Priya Raman", "Tom Hale"):
        factories.entry(ours, there, person=people.staff(ours, there, name=name))
    factories.entry(ours, school(easting=None, northing=None), phases=["primary"])
    shown = page(sort="map")
    assert len(re.findall(r'class="pin"', shown)) == 1
    assert len(re.findall(r'class="pin pin--ask" cx="(?!9")', shown)) == 1
    assert (
        'role="img" aria-label="Map: 2 results at 1 school; your school is Thistlebank School; 1 cannot be placed'
        in shown
    )
    assert shown.index("</figure>") < shown.index("Priya Raman")
    assert "Boundaries: Office for National Statistics" in shown
    assert ' style="' not in shown
    assert 'name="sort" value="map"' in shown


@pytest.mark.django_db
def test_the_list_alone_has_no_map_and_what_fits_nobody_neither(ours, page):
    factories.entry(ours, school(easting=PRESTON[0], northing=PRESTON[1]))
    assert '"district"' not in page()
    assert '"district"' not in page(sort="map", q="zoology")
    assert '"district"' in page(sort="map")
