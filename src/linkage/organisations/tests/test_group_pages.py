"""Schools are put into a group some at a time: a programme can have hundreds of them."""

import re

import pytest
from django.urls import reverse

from linkage.organisations import operations, queries
from linkage.organisations.tests import factories
from linkage.programmes.tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(programme, coordinator):
    return operations.create_group(actor=coordinator, at=NOW, name="East")


@pytest.fixture
def page(group):
    return reverse("organisations:group", args=["ribble", group.pk])


def many(programme, number, **fields):
    return [
        factories.member(programme, factories.school(name=f"School {n:02d}", **fields)) for n in range(1, number + 1)
    ]


def offered(answer):
    return re.findall(r'name="members"[^>]*value="([^"]+)"', answer.text)


def test_a_few_schools_are_simply_listed(programme, visit, coordinator, page):
    made = many(programme, 20)
    answer = visit(coordinator, page)
    assert offered(answer) == [str(each.pk) for each in made]
    assert "Search the schools" not in answer.text
    assert "Show more" not in answer.text


def test_many_are_shown_twenty_at_a_time(programme, visit, coordinator, page):
    made = [str(each.pk) for each in many(programme, 45)]
    first = visit(coordinator, page)
    assert offered(first) == made[:20]
    assert "20 of 45 are shown." in first.text
    assert 'href="?show=40#add"' in first.text
    assert offered(visit(coordinator, f"{page}?show=40")) == made[:40]
    last = visit(coordinator, f"{page}?show=60")
    assert offered(last) == made
    assert "Show more" not in last.text


@pytest.mark.parametrize("odd", ["x", "-5", "0", "²", "9" * 5000])
def test_an_odd_number_of_schools_breaks_nothing(programme, visit, coordinator, page, odd):
    many(programme, 21)
    assert len(offered(visit(coordinator, page, data={"show": odd}))) in {20, 21}


@pytest.mark.parametrize("text", ["becket", "à Becket", "leigh", "wn7", "pendle", "wigan", "leigh wigan"])
def test_they_are_searched_by_name_town_district_authority_and_postcode(programme, visit, coordinator, page, text):
    many(programme, 21)
    place = {"town": "Leigh", "district": "Pendle", "authority_name": "Wigan", "postcode": "WN7 1AA"}
    wanted = factories.member(programme, factories.school(name="St Thomas à Becket", **place))
    answer = visit(coordinator, page, data={"q": text})
    assert offered(answer) == [str(wanted.pk)]
    assert "1 school found" in answer.text


def test_a_search_that_finds_nothing_says_what_to_do(programme, visit, coordinator, page):
    many(programme, 21)
    answer = visit(coordinator, page, data={"q": "zebra"})
    assert "No school found" in answer.text
    assert "Try fewer." in answer.text
    assert offered(answer) == []


def test_adding_comes_back_to_the_same_search(programme, visit, coordinator, group, page):
    made = many(programme, 25, town="Leigh")
    answer = visit(coordinator, f"{page}?q=leigh&show=40", "post", {"members": [str(made[24].pk)]})
    assert (answer.status_code, answer.url) == (302, f"{page}?q=leigh&show=40#add")
    assert queries.group(actor=coordinator, group_id=group.pk)[1] == [made[24]]


def test_choosing_none_says_so_and_keeps_the_search(programme, visit, coordinator, page):
    many(programme, 25, town="Leigh")
    many(programme, 1, town="Preston")
    answer = visit(coordinator, f"{page}?q=leigh", "post")
    assert answer.status_code == 422
    assert "Choose at least one school" in answer.text
    assert len(offered(answer)) == 20
    assert "20 of 25 are shown." in answer.text


def test_a_school_that_moved_to_another_page_meanwhile_is_added_all_the_same(
    programme, visit, coordinator, group, page
):
    made = many(programme, 25)
    assert visit(coordinator, page, "post", {"members": [str(made[24].pk)]}).url == page
    assert queries.group(actor=coordinator, group_id=group.pk)[1] == [made[24]]


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_as_often_for_one_school_as_for_three(
    programme, coordinator, group, number, django_assert_num_queries
):
    many(programme, number)
    with django_assert_num_queries(1):
        assert len(queries.members_outside(actor=coordinator, group_id=group.pk)) == number


def test_who_may_only_read_is_offered_nothing(programme, visit, officer, page):
    many(programme, 21)
    answer = visit(officer, page)
    assert offered(answer) == []
    assert "Add schools" not in answer.text
