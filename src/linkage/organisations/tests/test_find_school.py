"""A school is found by part of its name, its town, postcode or URN, and told apart from others of its name."""

import pytest
from django.urls import reverse

from linkage.access.actor import Actor
from linkage.database.tenancy import acting_in
from linkage.kernel.errors import NotFound
from linkage.organisations import queries
from linkage.organisations.enums import SchoolStatus
from linkage.organisations.tests import factories
from linkage.programmes.tests import factories as programmes

pytestmark = pytest.mark.django_db


def names(found):
    return [one.name for one in found]


@pytest.mark.parametrize(
    "text", ["joseph", "st josephs", "St. Joseph's", "josephs preston", "PR1 1AA", "pr11aa", "pr1", "119628", "BECKET"]
)
def test_part_of_anything_finds_it(coordinator, text):
    factories.school(name="St Joseph's & St Thomas à Becket's", urn=119_628, town="Preston", postcode="PR1 1AA")
    factories.school(name="Elsewhere", town="Leeds", postcode="LS1 1AA")
    assert names(queries.find_schools(actor=coordinator, text=text)) == ["St Joseph's & St Thomas à Becket's"]


def test_schools_of_one_name_are_told_apart(coordinator):
    for urn, town, authority in ((910_001, "Preston", "Lancashire"), (910_002, "Leigh", "Wigan")):
        factories.school(name="St Joseph's", urn=urn, town=town, authority_name=authority)
    found = queries.find_schools(actor=coordinator, text="st joseph's")
    assert [(one.town, one.authority, one.phase_words, one.urn) for one in found] == [
        ("Leigh", "Wigan", "Secondary", 910_002),
        ("Preston", "Lancashire", "Secondary", 910_001),
    ]


def test_the_closest_comes_first(coordinator):
    for name in ("Great Alder School", "Alder", "Alderley School", "Hope, Alder Road"):
        factories.school(name=name, town="Hope" if name == "Great Alder School" else "Preston")
    assert names(queries.find_schools(actor=coordinator, text="alder")) == [
        "Alder", "Alderley School", "Great Alder School", "Hope, Alder Road",
    ]  # fmt: skip


def test_a_urn_is_found_before_a_school_that_only_holds_its_figures(coordinator):
    factories.school(name="A 910005 Club", urn=910_004)
    factories.school(name="Zed", urn=910_005)
    assert names(queries.find_schools(actor=coordinator, text="910005"))[0] == "Zed"


@pytest.mark.parametrize("text", ["", "   ", "'", "%", "_", "\\", "x" * 500])
def test_odd_words_find_nothing_and_break_nothing(coordinator, text):
    factories.school(name="Alder School")
    assert queries.find_schools(actor=coordinator, text=text) == []


def test_closed_schools_are_not_offered(coordinator):
    factories.school(name="Alder School", status=SchoolStatus.CLOSED)
    assert queries.find_schools(actor=coordinator, text="alder") == []


def test_only_members_when_asked_for(programme, coordinator):
    inside = factories.member(programme, factories.school(name="Alder In")).organisation
    factories.school(name="Alder Out")
    found = queries.find_schools(actor=coordinator, text="alder")
    assert {(one.name, one.is_member) for one in found} == {("Alder In", True), ("Alder Out", False)}
    assert [one.id for one in queries.find_schools(actor=coordinator, text="alder", members_only=True)] == [inside.pk]


def test_bodies_of_another_programme_are_not_found(coordinator):
    other = programmes.programme()
    with acting_in(other.id):
        body = factories.school(name="Alder Trust", urn=None, programme=other)
    assert queries.find_schools(actor=coordinator, text="alder") == []
    with pytest.raises(NotFound):
        queries.organisation(actor=coordinator, organisation_id=body.pk)
    stranger = Actor(kind="person", name="x", programme_id=other.id)
    with acting_in(other.id):
        assert names(queries.find_schools(actor=stranger, text="alder")) == ["Alder Trust"]


@pytest.mark.parametrize("number", [1, 3])
def test_finding_asks_once(coordinator, number, django_assert_num_queries):
    for n in range(number):
        factories.school(name=f"Alder {n}")
    with django_assert_num_queries(1):
        assert len(queries.find_schools(actor=coordinator, text="alder")) == number


def test_the_choices_say_town_phase_authority_and_urn(visit, officer):
    factories.school(name="Alder School", urn=910_009)
    text = visit(officer, reverse("organisations:find", args=["ribble"]), data={"q": "alder", "as": "choices"}).text
    assert "Alder School" in text
    assert "Preston, Secondary, Lancashire, URN 910009" in text
    assert "<html" not in text


def test_an_input_that_suggests_gets_lines(visit, officer):
    factories.school(name="Alder School", urn=910_009)
    answer = visit(officer, reverse("organisations:find", args=["ribble"]), data={"q": "alder"})
    assert answer.json() == ["Alder School, Preston, Secondary, Lancashire (910009)"]


def test_strangers_may_not_look(visit, programme):
    assert visit(Actor(kind="account", name="x"), reverse("organisations:find", args=["ribble"])).status_code == 403
