"""A coordinator moves from their old spreadsheet to Linkage in one sitting."""

from linkage.imports.tests.workbooks import EVIDENCE, changed, form, old_list
from tests.journeys.prepare import head
from tests.journeys.ways import in_every_way

HELEN, AMA = "h.brook@harrowgill.n-yorks.sch.uk", "a.sarpong@harrowgill.n-yorks.sch.uk"
JOY = "j.bennett@harrowgill.n-yorks.sch.uk"
NOMINATED = (HELEN, "Harrowgill High", "Ama Sarpong", AMA, "Head of English",
             "Reading and literacy across the curriculum;", "Secondary", EVIDENCE, "2", "")  # fmt: skip
UNFINISHED = changed(NOMINATED, name="Joy Bennett", email="j.bennett@harrowgill")
HELPED = ("14/03/2024", "Thistlebank School", "Harrowgill High School", "Ama Sarpong", "Reading", "Two visits")


@in_every_way
def test_a_coordinator_moves_in_with_two_spreadsheets(place, visitor, post, tmp_path):
    """Given heads' answers and an old list, when both are brought, then people are asked and old links count."""
    head(place, place.harrowgill, "Helen Brook", HELEN)
    people, links = tmp_path / "Nominations autumn.xlsx", tmp_path / "Old list.xlsx"
    people.write_bytes(form(NOMINATED, UNFINISHED))
    links.write_bytes(old_list(HELPED))

    farah = visitor()
    farah.goes_to("/ribble/imports/").signs_in(place.farah.email).is_at("Add from a spreadsheet")
    farah.follows("People, from a form’s answers or a list").is_at("Add people from a spreadsheet")
    farah.presses("Check this file", status=422).is_told("Choose a file")
    brings_people(farah, people)
    brings_past_links(farah, links)

    # Ama is asked, and Helen is told what was entered in her name.
    [asked], [told] = post(AMA), post(HELEN)
    ama, helen = visitor(phone=True), visitor(phone=True)
    ama.opens(asked).sees("Helen Brook", "Farah Siddiqui entered what Helen Brook wrote on a form")
    helen.opens(told).sees("2 nominations", "Ama Sarpong", "withdraw it")

    takes_back(farah)


def brings_people(farah, file) -> None:
    farah.attaches("Your spreadsheet", file).presses("Check this file").is_at("Check before anything is saved")
    farah.sees("Nominations autumn.xlsx, 2 rows", "1 thing to decide", "The e-mail address is not complete")
    farah.fills("E-mail for row 3", JOY).presses("Check again").sees("2 people would be added.")
    farah.presses("Add 2 people").is_at("2 people added").sees("Each head is told")


def brings_past_links(farah, file) -> None:
    farah.goes_to("/ribble/imports/past-links/").attaches("Your spreadsheet", file).presses("Check this file")
    farah.sees("1 link would be added.").presses("Add 1 link").is_at("1 link added").sees("Nobody was written to")
    farah.presses("See the links from before Linkage").sees("Thursday 14 March 2024", "Two visits")


def takes_back(farah) -> None:
    farah.goes_to("/ribble/imports/").follows("Nominations autumn.xlsx").follows("Undo this")
    farah.is_at("Take back what this file added?").presses("Take it back").is_at("2 people taken back")
    farah.goes_to("/ribble/imports/").follows("Old list.xlsx").follows("Undo this").presses("Take it back")
    farah.is_at("1 link taken back").goes_to("/ribble/links/before/").sees("No links from before Linkage")
