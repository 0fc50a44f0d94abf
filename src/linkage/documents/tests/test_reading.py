"""Files that people hand in: good ones come out as they are, hostile ones not at all."""

import io
import json
import resource
import subprocess
import sys
import time
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from openpyxl.xml.functions import fromstring

from linkage.documents import gateway
from linkage.documents.gateway import Row, UnableToReadSheet
from linkage.documents.gateway.limiting import MEMORY_BYTES
from linkage.documents.rules import decoded, read_csv
from linkage.documents.tests.sheets import hostile, lying, sheet_xml, with_part, xlsx

HOSTILE = hostile()
SRC = Path(__file__).parents[3]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Where the child stands and keeps what is for a while: a folder that nobody else writes to."""

    class Watched(subprocess.Popen):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs | {"env": {"TMPDIR": str(tmp_path)}, "cwd": tmp_path})

    monkeypatch.setattr(subprocess, "Popen", Watched)
    return tmp_path


def processor_seconds_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def test_a_child_that_left_a_file_behind_would_be_seen(folder):
    """The control: whoever writes to the usual places writes to the folder that is looked into."""
    script = "import tempfile, pathlib; tempfile.mkstemp(); pathlib.Path('here').touch()"
    subprocess.run([sys.executable, "-c", script], check=True)
    assert len(list(folder.iterdir())) == 2


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_refused_plainly_soon_and_without_a_trace(what, folder):
    name, content = HOSTILE[what]
    begun = time.process_time()
    with pytest.raises(UnableToReadSheet) as refused:
        gateway.read(content, name)
    spent = time.process_time() - begun
    sentence = str(refused.value)
    assert 15 < len(sentence) < 250, sentence
    assert not any(word in sentence for word in ("Error", "Traceback", "zlib", "XML", "zip")), sentence
    assert spent < 2, "the file cost this process itself too much"
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("what", ["bomb that lies", "a cell at the far end", "many small bombs", "entities that grow"])
def test_the_worst_take_no_more_than_two_seconds(what):
    name, content = HOSTILE[what]
    spent = []
    for _ in range(3):  # of the processor, whatever else the machine does; the best of three tells what the file costs
        begun = processor_seconds_of_children()
        with pytest.raises(UnableToReadSheet):
            gateway.read(content, name)
        spent.append(processor_seconds_of_children() - begun)
    assert min(spent) < 2


def test_no_file_takes_more_memory_than_it_may():
    """A process of its own looks at all of them, and the largest of its children is asked how large it was."""
    script = (
        "import json, resource\n"
        "from linkage.documents import gateway\n"
        "from linkage.documents.tests.sheets import hostile\n"
        "for name, content in hostile().values():\n"
        "    try: gateway.read(content, name)\n"
        "    except gateway.UnableToReadSheet: pass\n"
        "own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "print(json.dumps([own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss]))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, env={"PYTHONPATH": str(SRC)})
    own, child = json.loads(done.stdout)
    # A child begins as a copy of who starts it, so its largest size is never told smaller than that.
    assert child * 1024 < max(own * 1024, MEMORY_BYTES) + 30_000_000


def test_the_limit_of_memory_holds_where_no_check_looks():
    """The control: with the checks taken away the child stops at its limit instead of taking all there is."""
    script = (
        "import sys\n"
        "from linkage.documents.gateway import child\n"
        "child.check_packed = lambda content: bytes(400_000_000)\n"
        "sys.argv = ['child', 'a.xlsx']\n"
        "child.main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        input=xlsx([["Name"]]),
        capture_output=True,
        check=True,
        env={"PYTHONPATH": str(SRC)},
    )
    assert json.loads(done.stdout) == {
        "refused": "The file takes too much to read. Copy the rows you need into a new spreadsheet and choose that"
    }


def test_a_child_that_dies_is_a_plain_refusal(monkeypatch):
    monkeypatch.setattr(gateway.reading, "CHILD", "linkage.documents.no_such_module")
    with pytest.raises(UnableToReadSheet, match="cannot be read"):
        gateway.read(xlsx([["Name"]]), "a.xlsx")


def test_a_child_that_never_ends_is_ended(monkeypatch):
    monkeypatch.setattr(gateway.asking, "LONGEST_SECONDS", 0.05)
    with pytest.raises(UnableToReadSheet, match="cannot be read"):
        gateway.read(xlsx([["Name"]] * 15_000), "a.xlsx")


def test_a_good_workbook_comes_out_as_a_person_reads_it():
    content = xlsx(
        [
            ["Name", "", "Days"],
            [],
            ["Zoë O’Brien", None, 3.0],
            [datetime.fromisoformat("2026-09-14T08:02"), date(2026, 9, 14), True, -2.5],
        ]
    )
    assert gateway.read(content, "Autumn.XLSX").rows == (
        Row(1, ("Name", "", "Days")),
        Row(3, ("Zoë O’Brien", "", "3")),
        Row(4, ("2026-09-14 08:02", "2026-09-14", "Yes", "-2.5")),
    )


def test_the_first_sheet_with_anything_in_it_is_read_and_no_hidden_one():
    book = openpyxl.load_workbook(_file(xlsx([], Secret=[["hidden"]], Form=[["Name"], ["Ama"]])))
    book["Secret"].sheet_state = "hidden"
    kept = _file(b"")
    book.save(kept)
    found = gateway.read(kept.getvalue(), "a.xlsx")
    assert (found.name, found.rows) == ("Form", (Row(1, ("Name",)), Row(2, ("Ama",))))


def test_a_formula_comes_as_its_last_value_and_is_never_calculated():
    cell = '<row r="1"><c r="A1"><f>1+1</f><v>5</v></c></row>'
    sheet = sheet_xml(cell)
    assert gateway.read(with_part("xl/worksheets/sheet1.xml", sheet), "a.xlsx").rows == (Row(1, ("5",)),)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_a_text_file_is_read_whatever_it_was_saved_as(delimiter, encoding):
    rows = [
        ["Name", "School", "Evidence"],
        ["Zoë", "St Joseph’s", 'He said "no", then\r\nyes – café'],
        ["Ama", "Tarn", "x"],
    ]
    text = "\r\n".join(delimiter.join(f'"{c.replace(chr(34), chr(34) * 2)}"' for c in row) for row in rows)
    found = gateway.read(text.encode(encoding), "a.csv").rows
    assert [list(row.cells) for row in found] == [[cell.replace("\r\n", "\n") for cell in row] for row in rows]


def test_excels_own_first_line_names_the_delimiter():
    assert list(read_csv(b"sep=|\r\na,b|c\r\n")) == [["a,b", "c"]]


def test_blank_rows_keep_their_numbers():
    assert [row.number for row in gateway.read(b"a,b\r\n\r\n,\r\nc,d\r\n", "a.csv").rows] == [1, 4]


LETTERS = st.text(
    alphabet=st.characters(codec="cp1252", exclude_categories=("Cc", "Cs"), exclude_characters="\x85\u2028\u2029"),
    max_size=30,
)
ROWS = st.lists(st.lists(LETTERS, min_size=2, max_size=4), min_size=1, max_size=6)


def _line(row):
    return ",".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row)


@given(ROWS, st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_what_is_encoded_comes_back_equal(rows, encoding):
    text = "\r\n".join(_line(row) for row in rows)
    assume(encoding != "utf-8" or not text.startswith("sep="))
    assert decoded(text.encode(encoding)) == text


@given(ROWS)
def test_windows_letters_come_back_equal_or_the_row_is_named(rows):
    text = "\r\n".join(_line(row) for row in rows)
    try:
        found = decoded(text.encode("cp1252"))
    except UnableToReadSheet as refused:
        found = str(refused)
    if found.startswith("Row "):
        return
    # The same bytes may be the UTF-8 of another text, and then nobody can tell: people do not write so.
    assert found in (text, _as_utf8(text))


def _as_utf8(text):
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeDecodeError:
        return text


@given(
    st.lists(
        st.tuples(st.sampled_from(["Zoë", "José", "café", "plain", "naïve – “so”", "£5"]), st.booleans()),
        min_size=1,
        max_size=8,
    )
)
def test_mixed_letters_come_right_or_the_row_is_named(lines):
    """Rows pasted together from two files: never a spoilt letter."""
    content = b"\r\n".join(text.encode("utf-8" if is_new else "cp1252") for text, is_new in lines)
    try:
        found = decoded(content)
    except UnableToReadSheet as refused:
        found = str(refused)
    assert found == "\r\n".join(text for text, _ in lines) or found.startswith("Row ")


def test_a_spoilt_letter_would_be_seen():
    """The control: read as one encoding, two rows of two encodings are spoilt."""
    both = "Zoë\r\n".encode() + "José".encode("cp1252")
    assert both.decode("cp1252") == "ZoÃ«\r\nJosé"
    with pytest.raises(UnableToReadSheet, match="Row 1 holds letters"):
        decoded(both)


def test_a_part_is_measured_and_not_believed():
    with pytest.raises(UnableToReadSheet, match="damaged"):
        gateway.read(lying(1_000_000, 900_000), "a.xlsx")


def test_the_guard_against_hostile_xml_is_installed():
    """openpyxl reads and writes safely only where defusedxml is there, and says nothing when it is not."""
    assert openpyxl.DEFUSEDXML is True
    with pytest.raises(Exception, match="EntitiesForbidden"):
        fromstring('<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]><s>&x;</s>')


def _file(content):
    return io.BytesIO(content)
