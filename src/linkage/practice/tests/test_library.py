"""Finding what schools do well: by everyday words, however spelt, by area, stage and distance, on a map."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linkage.people.tests.factories import actor
from linkage.practice import operations, presenters, queries
from linkage.practice.models import Practice
from linkage.practice.tests.factories import set_to, shared
from linkage.programmes.tests.factories import NOW

pytestmark = pytest.mark.django_db

LATE = {
    "title": "A bus that waits at the gate",
    "what": "Two colleagues ride along on the first bus and ring every family that is not there.",
    "evidence": "Lateness fell by half.",
    "area_codes": ["attendance"],
    "phases": ["primary"],
}


@pytest.fixture
def two(w):
    return shared(w), shared(w, **LATE)


def titles(someone, text="", **more):
    return [each.practice.title for each in queries.search(actor=actor(someone), text=text, **more).found]


def test_words_in_another_form_find_it(w, two):
    assert titles(w.daniel, "tutors who read") == ["Daily reading in every tutor group"]


def test_everyday_words_find_it_by_the_area_they_mean(w, two):
    assert titles(w.daniel, "pupils who are often late") == ["A bus that waits at the gate"]


def test_a_misspelt_word_is_put_right_from_what_is_written_here(w, two):
    found = queries.search(actor=actor(w.daniel), text="colleagus")
    assert found.meaning.corrected == (("colleagus", "colleagues"),)
    assert [each.practice.title for each in found.found] == ["A bus that waits at the gate"]


def test_words_that_nobody_wrote_find_nothing_and_no_words_everything(w, two):
    assert titles(w.daniel, "trampoline") == []
    assert sorted(titles(w.daniel)) == ["A bus that waits at the gate", "Daily reading in every tutor group"]


def test_a_school_is_found_by_its_name(w, two):
    assert len(titles(w.daniel, "Harrowgill")) == 2


def test_the_other_of_two_schools_is_never_found_by_its_name(w):
    set_to(shared(w), "shared", partner=w.thistlebank)
    assert titles(w.farah, "Thistlebank") == []


@pytest.mark.parametrize(
    ("chosen", "left"),
    [
        ("area=attendance", ["A bus that waits at the gate"]),
        ("stage=secondary", ["Daily reading in every tutor group"]),
        ("far=15&way=call&stage=primary", ["A bus that waits at the gate"]),
        ("far=5", []),
        ("area=literacy&stage=primary", []),
    ],
)
def test_choices_narrow(see, w, two, chosen, left):
    page = see(w.daniel, "practices", query_params=dict(one.split("=") for one in chosen.split("&")))
    both = ["A bus that waits at the gate", "Daily reading in every tutor group"]
    assert [title for title in both if title in page.content.decode()] == left


def test_the_map_shows_schools_and_the_list_stands_below(see, w, two):
    html = see(w.daniel, "practices", query_params={"sort": "map"}).content.decode()
    assert "Map: 2 examples at 1 school; your school is Thistlebank School" in html
    assert "A bus that waits at the gate" in html


def test_a_worry_is_looked_for_by_nobody(see, w, two):
    html = see(w.daniel, "practices", query_params={"q": "a pupil told me her father hits her"}).content.decode()
    assert "Tell your safeguarding lead, not us" in html
    assert "father hits" not in html


def test_the_page_asks_as_often_with_one_as_with_three(see, w):
    shared(w)
    see(w.daniel, "practices")

    def asked():
        with CaptureQueriesContext(connection) as asks:
            assert see(w.daniel, "practices", query_params={"q": "reading"}).status_code == 200
        return len(asks)

    one = asked()
    shared(w, title="Reading at home")
    shared(w, title="Reading aloud")
    assert asked() == one


def test_what_is_not_found_any_more_is_shown_to_who_runs_the_programme_alone(w, two):
    set_to(two[1], "lapsed")
    assert titles(w.daniel) == ["Daily reading in every tutor group"]
    assert len(titles(w.farah)) == 2


def test_a_waiting_yes_keeps_it_out_of_the_library_whatever_it_held_before(w, two):
    operations.take_back(actor=actor(w.helen), at=NOW, practice=two[0])
    assert titles(w.daniel) == titles(w.farah) == ["A bus that waits at the gate"]
    assert Practice.objects.count() == 2
    assert [each.title for each in presenters.own_rows(queries.own(actor=actor(w.helen)))]
