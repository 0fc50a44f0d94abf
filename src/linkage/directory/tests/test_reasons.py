"""Everybody whom typed words find has a reason: what they wrote, are called or chose, or where they work."""

import re

import pytest

from linkage.database.tenancy import acting_in
from linkage.directory import queries
from linkage.directory.presenters.reasons import reasons
from linkage.directory.tests import factories
from linkage.organisations.tests.factories import school
from linkage.people.tests import factories as people
from linkage.programmes.tests.factories import NOW, programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours():
    made = programme()
    with acting_in(made.id):
        yield made


@pytest.fixture
def suleman(ours):
    home = school(name="Ormsleigh High School", town="Ormsleigh")
    area = factories.area(ours, "student-voice", "Student voice", ("pupil voice", "councils"))
    return factories.entry(
        ours,
        home,
        person=people.staff(ours, home, name="Suleman Bux"),
        areas=[area],
        job_title="Head of Year 8",
        words="Things that change.",
    )


def why(ours, text):
    viewer = people.actor(people.staff(ours, school()))
    wanted = queries.Search(text=text, is_own_words=True)
    found = queries.search(actor=viewer, search=wanted, on=NOW.date())
    return [
        [re.sub("<[^>]+>", "|", str(each)) for _, each in reasons(one, wanted, found.meaning)] for one in found.results
    ]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("change", "“Things that |change|”"),
        ("head", "|Head| of Year 8"),
        ("council", "You wrote |council|: helps with |Student voice|"),
        ("bux", "Their name: Suleman Bux"),
        ("ormsleigh", "Their school: Ormsleigh High School"),
    ],
)
def test_wherever_a_word_was_met_it_is_said(ours, suleman, typed, said):
    assert why(ours, typed)[0][0] == said


def test_who_was_found_by_no_word_has_no_reason_made_up(ours, suleman):
    assert why(ours, "") == [[]]
