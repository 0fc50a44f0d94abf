"""The operator imports a register file of which one row cannot be used."""

import pytest

from linkage.organisations.tests.register_files import row, written
from tests.journeys.post import deliver_everything


@pytest.fixture
def operator(place, settings, tmp_path):
    """Farah runs the installation too; uploads lie in a folder of the story's own."""
    settings.HOME = tmp_path
    place.farah.account.is_operator = True
    place.farah.account.save(update_fields=["is_operator"])
    return place.farah


def test_a_file_with_one_bad_row_is_tried_then_let_in(operator, visitor, tmp_path):
    """Given a file of the main form with a row without a number, when it is let in, then all but that row come in."""
    file = written(
        tmp_path,
        row("900101", "Fellside Primary School", town="Keswick", phase="Primary", low="4", high="11"),
        row("none", "Nowhere School"),
        row("900102", "St. Oswald’s High School", town="Penrith"),
        name="edubaseallstatefunded20260901.csv",
        encoding="cp1252",
    )
    farah = visitor()

    farah.goes_to("/register/").signs_in(operator.email).is_at("The register of schools")
    farah.presses("Import a register file").presses("Check this file", status=422).is_told("Choose a file")
    farah.attaches("Register file", file).presses("Check this file").sees("Waiting to be read")
    deliver_everything()

    # The page looks again by itself.
    farah.is_at("Check before anything is saved").looks()
    farah.sees("nothing has been saved", "1 row was refused", "Row 3", "URN")
    farah.sees("2 schools would be added or changed").presses("Update the register")
    deliver_everything()
    farah.is_at("The register is up to date").looks().sees("1 row was refused", "Row 3")

    farah.goes_to("/ribble/schools/add/").fills("Name, town, postcode or URN", "st oswalds penrith").presses("Search")
    farah.sees("St. Oswald’s High School", "1 school found")


def test_without_javascript_one_looks_again(operator, visitor, tmp_path):
    """Given no scripts and a file of another kind, when one looks again, then the page says what is wrong."""
    nonsense = tmp_path / "timetable.csv"
    nonsense.write_text("Monday,Tuesday\nmaths,art\n")
    farah = visitor(phone=True, scripts=False)

    farah.goes_to("/register/import/").signs_in(operator.email)
    farah.attaches("Register file", nonsense).presses("Check this file").sees("Waiting to be read")
    deliver_everything()
    farah.follows("look again now").is_at("Could not be read").sees("Nothing has been changed")
