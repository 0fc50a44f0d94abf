"""Spreadsheets as coordinators have them: a Microsoft Forms export, its messy variants, and the old list of links."""

from linkage.documents.tests.sheets import xlsx

FORM = (
    "ID",
    "Start time",
    "Completion time",
    "Email",
    "Name",
    "Which school do you work at?",
    "Name of the colleague you would like to nominate",
    "Their email address",
    "Job title",
    "Area(s) of strength (please tick all that apply)",
    "Phase",
    "What makes them strong? Please give evidence (for example results, visits, what colleagues say)",
    "How many days a half term could they be released?",
    "Any other comments",
)
HELEN, PETER, RUTH = (
    "head@harrowgill.lancs.sch.uk",
    "p.lane@st-josephs-preston.lancs.sch.uk",
    "ruth@tarnmoor.lancs.sch.uk",
)
EVIDENCE = "Reading ages in Year 9 rose by two years in one. Three schools have visited and copied the tutor programme."
PHONICS = "Every child passed the screening check this year, from 61% three years ago. She wrote our scheme herself."
MATHS = "Leads mastery across two schools. Colleagues ask him first, and the Year 6 results show why."

AMA = (HELEN, "Harrowgill High School", "Ama Sarpong", "a.sarpong@harrowgill.lancs.sch.uk", "Head of English",
       "Reading and literacy;", "Secondary", EVIDENCE, "2", "")  # fmt: skip
JOY = (PETER, "St Joseph's", "Joy Bennett", "j.bennett@st-josephs-preston.lancs.sch.uk", "Reception lead",
       "Phonics;Early years;", "Primary", PHONICS, "1 day", "Not Fridays")  # fmt: skip
OMAR = (RUTH, "Tarnmoor Primary School", "Omar Haddad", "o.haddad@tarnmoor.lancs.sch.uk", "Maths lead",
        "Maths;", "Primary;Secondary", MATHS, "", "")  # fmt: skip


def answers(*rows, start: int = 1, days=("9/14/26 8:02:11", "9/15/26 16:40:02", "9/21/26 12:15:40")) -> list[list[str]]:
    """Rows of the form as Microsoft writes them, numbered, each with the times beside it."""
    whole = []
    for number, row in enumerate(rows):
        email, *rest = row
        day = days[number % len(days)]
        whole.append([start + number, day, day, email, "", *rest])
    return whole


def form(*rows, **more) -> bytes:
    """The form's export with these answers."""
    return xlsx([FORM, *answers(*rows, **more)])


def changed(row, **fields) -> tuple[str, ...]:
    """The same answer with something else in it: school, name, email, areas, evidence."""
    places = {"nominator": 0, "school": 1, "name": 2, "email": 3, "job": 4, "areas": 5, "evidence": 7, "days": 8}
    cells = list(row)
    for name, value in fields.items():
        cells[places[name]] = value
    return tuple(cells)


def microsoft_forms() -> bytes:
    """The export as it comes."""
    return xlsx([FORM, *answers(AMA, JOY, OMAR)])


def renamed() -> bytes:
    """Somebody tidied it: other headings in another order, a title merged over them, blank rows, a total at the end."""
    head = ("Colleague", "E-mail", "Organisation", "Role", "Expertise", "Why them?", "Submitted by (e-mail)", "Date")
    rows = [
        ["Nominations autumn term 2026 – please do not forward"],
        [],
        head,
        ["Ama Sarpong", AMA[3], AMA[1], AMA[4], "Literacy across the school", EVIDENCE, HELEN, "14/09/2026"],
        [],
        ["Omar Haddad", OMAR[3], OMAR[1], OMAR[4], "Maths", MATHS, RUTH, "21/09/2026"],
        ["Bea Nowak", "b.nowak@tarnmoor.lancs.sch.uk", '"', "Teacher", "Maths", MATHS, '"', '"'],
        ["Total", "3"],
    ]
    return xlsx(rows)


def windows_csv() -> bytes:
    """A text file saved by an older Excel: semicolons and Windows letters."""
    zoe = (RUTH, OMAR[1], "Zoë O’Brien", "z.obrien@tarnmoor.lancs.sch.uk", "SENCo", "Maths", "Primary",
           "She has built – from nothing – a café of ideas.", "1", "")  # fmt: skip
    rows = [FORM, *answers(zoe)]
    lines = (";".join(f'"{cell}"'.replace("\n", " ") for cell in row) for row in rows)
    return "\r\n".join(lines).encode("cp1252")


OLD = ("Date", "School asking", "School helping", "Who", "Area", "Notes")


def old_list(*rows) -> bytes:
    """The old spreadsheet of who helped whom."""
    return xlsx([["Support brokered 2019 to 2024"], OLD, *rows])
