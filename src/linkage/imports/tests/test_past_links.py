"""The old spreadsheet of who helped whom: it counts when schools are chosen, and nobody is written to."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from linkage.access.personal_data import Subject
from linkage.imports import operations
from linkage.imports.enums import ImportKind
from linkage.imports.rules import State
from linkage.imports.tests.conftest import NOW
from linkage.imports.tests.workbooks import old_list
from linkage.links import operations as link_operations
from linkage.links import personal_data, presenters, queries
from linkage.links.models import PastLink
from linkage.messaging.models import Message
from linkage.organisations.tests import factories as organisations
from linkage.people import queries as persons

READING = (
    "14/03/2024",
    "Tarnmoor Primary",
    "Harrowgill High School",
    "Ama Sarpong",
    "Reading",
    "Went well; two visits",
)
MATHS = ("25/11/2021", "Harrowgill High School", "St Joseph's Catholic Primary School", "Joy Bennett", "Maths", "")


@pytest.fixture
def bring(ribble):
    return lambda *rows: ribble.bring(old_list(*rows), "Old list.xlsx", ImportKind.PAST_LINKS)


def states(trial):
    return [(row.number, row.state) for row in trial.rows]


def test_the_old_list_is_read_below_its_title(ribble, bring):
    found = bring(READING, MATHS)
    assert found.mapping == ["linked_on", "client", "home", "people", "about", "notes"]
    reading, maths = (row.values for row in ribble.trial(found).rows)
    assert (reading["linked_on"], reading["client"], reading["home"]) == (
        date(2024, 3, 14),
        str(ribble.tarnmoor.pk),
        str(ribble.harrowgill.pk),
    )
    assert (reading["area_code"], maths["area_code"]) == ("literacy", "maths")
    assert not PastLink.objects.exists()


def test_they_count_as_connections_of_the_two_schools_either_way_round(ribble, bring):
    ribble.add(bring(READING, MATHS))
    linked = queries.between(actor=ribble.actor, organisation_ids=[ribble.harrowgill.pk])[ribble.harrowgill.pk]
    assert linked == {ribble.tarnmoor.pk: date(2024, 3, 14), ribble.josephs.pk: date(2021, 11, 25)}


def test_a_search_knows_them_as_schools_one_has_worked_with(ribble, bring):
    ribble.add(bring(READING, MATHS))
    linked = queries.linked_schools(actor=ribble.actor, organisation_id=ribble.harrowgill.pk)
    assert linked == {ribble.tarnmoor.pk, ribble.josephs.pk}


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("14/03/2024", "Thursday 14 March 2024"),
        ("14th March 2024", "Thursday 14 March 2024"),
        ("March 14, 2024", "Thursday 14 March 2024"),
        ("March 2024", "March 2024"),
        ("Autumn 2021", "Autumn 2021"),
        ("Autumn 1 2021", "Autumn 1 2021"),
    ],
)
def test_a_day_is_shown_only_where_the_list_said_one(ribble, bring, written, shown):
    ribble.add(bring((written, *READING[1:])))
    [row] = queries.past_rows(actor=ribble.actor)
    [when] = [column.cell(row) for column in presenters.PAST.columns if column.title == "When"]
    assert when == shown


def test_the_latest_of_several_counts(ribble, bring):
    ribble.add(bring(READING, ("March 2020", *READING[1:])))
    linked = queries.between(actor=ribble.actor, organisation_ids=[ribble.harrowgill.pk])[ribble.harrowgill.pk]
    assert linked == {ribble.tarnmoor.pk: date(2024, 3, 14)}


def test_nobody_is_written_to(ribble, bring):
    ribble.add(bring(READING, MATHS))
    assert not Message.objects.exists()


def test_the_same_file_adds_nothing_a_second_time(ribble, bring):
    ribble.add(bring(READING, MATHS, READING))
    again = bring(READING, MATHS)
    assert states(ribble.trial(again)) == [(3, State.KNOWN), (4, State.KNOWN)]
    assert PastLink.objects.count() == 2


def test_the_database_keeps_a_link_once(ribble, bring):
    """The control: what the trial overlooked, two files at one moment, the table refuses."""
    ribble.add(bring(READING))
    row = PastLink.objects.get()
    row.pk = None
    row._state.adding = True
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_all_come_in_or_none(ribble, bring, monkeypatch):
    found = bring(READING, MATHS)

    def killed(**_):
        link_operations.past.PastLink.objects.create(
            programme=ribble.programme,
            linked_on=NOW.date(),
            client_organisation=ribble.tarnmoor,
            home_organisation=ribble.harrowgill,
            row_key="a",
            added_at=NOW,
        )
        raise KeyboardInterrupt

    monkeypatch.setattr(link_operations, "add_past", killed)
    with pytest.raises(KeyboardInterrupt):
        ribble.add(found)
    assert not PastLink.objects.exists()


def test_it_is_undone(ribble, bring):
    found = ribble.add(bring(READING, MATHS))
    ribble.undo(found)
    assert not PastLink.objects.exists()
    assert found.counts["undone"] == 2
    assert len(ribble.trial(bring(READING, MATHS)).new) == 2


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("14/03/2024", date(2024, 3, 14)),
        ("3/14/24", date(2024, 3, 14)),
        ("2024-03-14", date(2024, 3, 14)),
        ("14 March 2024", date(2024, 3, 14)),
        ("Thursday 14th March 2024", date(2024, 3, 14)),
        ("March 14, 2024", date(2024, 3, 14)),
        ("14-Mar-24", date(2024, 3, 14)),
        ("Mar 2024", date(2024, 3, 1)),
        ("Autumn term 2021", date(2021, 9, 1)),
        ("Spring 2 2022", date(2022, 1, 1)),
    ],
)
def test_days_as_people_write_them(ribble, bring, said, read):
    [row] = ribble.trial(bring((said, *READING[1:]))).rows
    assert (row.state, row.values["linked_on"]) == (State.NEW, read)


@pytest.mark.parametrize("said", ["last year", "31/02/2024", "", "n/a", "2024", "14/03/2031", "14/03/1066"])
def test_what_is_no_day_of_the_past_is_asked(ribble, bring, said):
    found = bring((said, *READING[1:]))
    [row] = ribble.trial(found).rows
    assert row.state == State.DECIDE
    [asked] = row.questions
    assert ribble.decide(found, **{asked.key: "soon"}).rows[0].state == State.DECIDE
    trial = ribble.decide(found, **{asked.key: "14 March 2024"})
    assert trial.rows[0].values["linked_on"] == date(2024, 3, 14)


def test_a_day_that_can_be_read_both_ways_is_asked_once(ribble, bring):
    found = bring(("03/04/2024", *READING[1:]), ("05/06/2023", *MATHS[1:]))
    trial = ribble.trial(found)
    assert {question.key for row in trial.rows for question in row.questions} == {"dates"}
    assert [row.values["linked_on"] for row in ribble.decide(found, dates="day").rows] == [
        date(2024, 4, 3),
        date(2023, 6, 5),
    ]


def test_a_school_is_not_linked_with_itself(ribble, bring):
    [row] = ribble.trial(bring((READING[0], "Harrowgill High School", "Harrowgill High School", "", "", ""))).rows
    assert (row.state, row.wrong) == (State.WRONG, ("Both schools are the same",))


def test_a_school_of_the_register_that_does_not_take_part_is_found_by_its_whole_name(ribble, bring):
    outside = organisations.school(name="Far Away Primary School")
    [row] = ribble.trial(bring((READING[0], "Far Away Primary School", *READING[2:]))).rows
    assert row.values["client"] == str(outside.pk)


def test_who_may_see_them(ribble, bring):
    ribble.add(bring(READING, MATHS))

    def seen(person):
        return [row.about for row in queries.past_rows(actor=persons.of_person(person))]

    assert seen(ribble.farah) == ["Reading", "Maths"]
    assert seen(ribble.helen) == ["Reading", "Maths"]
    assert seen(ribble.ruth) == ["Reading"]


def test_a_person_is_found_in_them_and_taken_out(ribble, bring):
    ribble.add(bring(READING))
    subject = Subject(
        ribble.programme.pk, ribble.farah.pk, None, "Ama Sarpong", "a.sarpong@harrowgill.lancs.sch.uk", ""
    )
    held = personal_data.collect(subject)["Links from before Linkage that name you"]
    assert [each["Who"] for each in held] == ["Ama Sarpong"]
    personal_data.erase(subject, NOW)
    assert PastLink.objects.get().people == "somebody"


def test_only_what_is_checked_can_be_added(ribble, bring):
    found = ribble.add(bring(READING))
    with pytest.raises(operations.UnableToDecide, match="added already"):
        ribble.add(found)
