"""A spreadsheet that waits to be checked names people who were never told: they are found in it and taken out."""

from linkage.access.personal_data import Subject
from linkage.imports import personal_data
from linkage.imports.tests.conftest import NOW
from linkage.imports.tests.workbooks import AMA, JOY, OMAR, changed, form


def subject(ribble, name="Ama Sarpong", email=AMA[3]):
    return Subject(ribble.programme.pk, ribble.farah.pk, None, name, email, "")


def test_the_rows_that_name_a_person_are_handed_out(ribble):
    ribble.bring(form(AMA, changed(JOY, evidence="She learned it from Ama Sarpong."), OMAR), "Autumn.xlsx")
    [held] = personal_data.collect(subject(ribble)).values()
    assert [(each["File"], each["Row"]) for each in held] == [("Autumn.xlsx", 2), ("Autumn.xlsx", 3)]


def test_nothing_of_an_erased_person_is_left_in_a_spreadsheet(ribble):
    found = ribble.bring(form(AMA, OMAR), "Ama Sarpong and others.xlsx")
    found.headings[0] = "Said by Ama Sarpong"
    found.answers = {"name:3": "ama sarpong", "name:4": "Somebody else"}
    found.suggested = {"ama sarpong": ["maths"], "sums": ["maths"]}
    found.save()
    personal_data.erase(subject(ribble), NOW)
    found.refresh_from_db()
    kept = f"{found.rows} {found.headings} {found.answers} {found.suggested} {found.file_name}".lower()
    assert "sarpong" not in kept
    assert AMA[3] not in kept
    assert [row[0] for row in found.rows] == [3]
    assert found.answers == {"name:4": "Somebody else"}


def test_who_is_found_by_their_address_alone_is_found(ribble):
    ribble.bring(form(changed(AMA, name="A. S.")))
    [held] = personal_data.collect(subject(ribble)).values()
    assert len(held) == 1
