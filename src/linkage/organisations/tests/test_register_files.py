"""Whatever a register file is packed and written in, its rows come in right or are refused by number."""

import gzip
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linkage.database.tenancy import acting_in
from linkage.organisations.models import Organisation, RegisterImport, RegisterLines
from linkage.organisations.rules import register_files, register_rows, register_scan
from linkage.organisations.rules.register_files import UnableToReadRegister
from linkage.organisations.rules.register_kinds import FileKind, Layout
from linkage.organisations.tests.register_files import DATA, HEADER, MAIN, bring_in, counts, row, school, written

pytestmark = pytest.mark.django_db


def test_unusable_rows_are_refused_by_number_and_the_rest_comes_in(tmp_path):
    done = bring_in(
        written(
            tmp_path,
            row("900001"),
            row("none"),
            row("900002", name=""),
            row("900001", name="Twin"),
            row("900003", status="Perhaps"),
            row("900004", opened="31-02-2020"),
            row("900005", low="ten"),
            row("900006", name="N" * 201),
            '900007,"888"',
            row("900008"),
        )
    )
    assert counts(done) == (2, 0, 0, 8)
    assert {one["row"]: one["reason"] for one in done.rejections} == {
        3: "“none” is not a URN.",
        4: "It has no name.",
        5: "URN 900001 is on row 2 already.",
        6: "“Perhaps” is not a status we know.",
        7: "“31-02-2020” is not a date.",
        8: "“ten” is not an age.",
        9: "The name is longer than 200 letters.",
        10: "It has 2 values and the header 12.",
    }


def test_a_row_that_is_refused_is_refused_again_and_a_twin_never_wins(tmp_path):
    path = written(tmp_path, row("900001"), row("900001", name="Twin"), row("none"))
    assert counts(bring_in(path)) == (1, 0, 0, 2)
    assert counts(bring_in(path)) == (0, 0, 0, 2)
    assert school(900001).name == "Alder School"


def test_rows_longer_than_the_header_are_taken(tmp_path):
    done = bring_in(written(tmp_path, row("900001") + ',"Linked school","Another"', row("900002")))
    assert counts(done) == (2, 0, 0, 0)


def test_a_value_may_span_lines_and_hold_quotes_commas_tabs_and_backslashes(tmp_path):
    path = written(
        tmp_path,
        row("900001", name='The ""Old""\r\nSchool, Preston'),
        row("900002", name="Back\\slash\tTab"),
        row("900003"),
    )
    assert counts(bring_in(path)) == (3, 0, 0, 0)
    assert school(900001).name == 'The "Old" School, Preston'
    assert school(900002).name == "Back\\slash Tab"
    assert counts(bring_in(path)) == (0, 0, 0, 0)


def test_a_quotation_mark_that_is_never_closed_takes_only_its_own_row(tmp_path):
    rows = [row(str(900_000 + n)) for n in range(1, 200)]
    rows[99] = rows[99].replace('"Alder School"', '"Alder School')
    done = bring_in(written(tmp_path, *rows))
    assert (done.imported, done.rejected) == (198, 1)
    assert done.rejections == [{"row": 101, "reason": "A quotation mark is opened and not closed."}]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_every_way_of_writing_letters_is_read(tmp_path, encoding):
    done = bring_in(written(tmp_path, row(name="St Thomas à Becket – 180° Æðelstan"), encoding=encoding))
    assert counts(done) == (1, 0, 0, 0)
    assert school(900001).name == "St Thomas à Becket – 180° Æðelstan"


def test_rows_written_in_different_ways_are_each_read_or_refused(tmp_path):
    path = tmp_path / "mixed-20260901.csv"
    lines = [
        HEADER.encode(),
        row("900001", name="Pàrk").encode("cp1252"),
        row("900002", name="Ŵye").encode(),
        row("900003", name="Bad").encode().replace(b"Bad", b"B\x81d"),
        row("900004", name="Nul").encode().replace(b"Nul", b"N\0l"),
    ]
    path.write_bytes(b"\r\n".join(lines))
    done = bring_in(path)
    assert (done.imported, done.rejected) == (2, 2)
    assert [one["row"] for one in done.rejections] == [4, 5]
    assert (school(900001).name, school(900002).name) == ("Pàrk", "Ŵye")


@given(
    name=st.text(
        st.characters(codec="cp1252", exclude_categories=["Cc", "Cs"], exclude_characters='"'), min_size=1, max_size=40
    ),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_name_comes_in_as_it_was_or_is_refused(tmp_path, name, encoding):
    raw = name.encode("cp1252")
    if encoding == "cp1252" and not raw.isascii():
        try:
            raw.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            return  # the same bytes are good UTF-8: nobody could tell
    done = bring_in(written(tmp_path, row(name=name), encoding=encoding), is_dry_run=False)
    if done.rejected:
        assert not name.strip()
    else:
        assert school(900001).name == " ".join(name.split())
    with acting_in(None):
        Organisation.objects.filter(urn=900001).delete()
        RegisterLines.objects.all().delete()


@given(
    st.lists(
        st.text('ab ,"\r£', min_size=1, max_size=14).filter(lambda row: row.count('"') % 2 == 0),
        min_size=1,
        max_size=3,
    )
)
@settings(max_examples=400, deadline=None)
def test_rows_taken_apart_together_say_what_each_says_alone(rows):
    table = register_scan._Table(Layout(FileKind.SCHOOLS, {"urn": 0, "name": 2}, columns=3))
    together = table.all_at_once([row.encode() for row in rows], is_utf8=True)
    if together is not None:
        assert together == table.turned([register_scan._one(row.encode(), is_utf8=True) for row in rows])


def test_an_empty_line_is_passed_over(tmp_path):
    assert counts(bring_in(written(tmp_path, row("900001"), "", row("900002"), "", ""))) == (2, 0, 0, 0)


def test_a_line_end_within_a_value_without_quotation_marks_is_refused(tmp_path):
    done = bring_in(written(tmp_path, row("900001"), row("900002").replace('"Preston"', "Pres\rton")))
    assert (done.imported, done.rejected) == (1, 1)
    assert done.rejections == [
        {"row": 3, "reason": "It has a line end in the middle of a value without quotation marks."}
    ]


def packed(tmp_path, kind):
    body = (DATA / MAIN).read_bytes()
    if kind == "zip":
        with zipfile.ZipFile(tmp_path / "register.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("folder/edubase.csv", body)
        return tmp_path / "register.zip"
    path = tmp_path / "register.csv.gz"
    path.write_bytes(gzip.compress(body))
    return path


@pytest.mark.parametrize("kind", ["zip", "csv.gz"])
def test_a_packed_file_is_read_as_it_is(tmp_path, kind):
    assert counts(bring_in(packed(tmp_path, kind))) == (36, 0, 0, 0)


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"", "The file is empty."),
        (b"%PDF-1.7 and so on", "This is a PDF."),
        (b"\x1f\x8b\x08\x00broken", "The file is damaged"),
        (b"PK\x03\x04broken", "The file is damaged"),
        (b"name,town\r\nAlder,Preston", "no column “URN”"),
        (b"URN,EstablishmentName\r\n1,Alder", "does not say which schools are open"),
        ((DATA / "groups-2026.csv").read_bytes(), "no column “URN”"),
        (b",".join(b"c%d" % n for n in range(201)) + b"\r\n", "201 columns"),
        (HEADER.encode() + b"\r\n" + b"x" * 4_000_000, "more than a megabyte"),
    ],
)
def test_a_file_that_is_none_of_the_registers_is_refused_in_a_sentence(tmp_path, body, sentence):
    path = tmp_path / "upload.csv"
    path.write_bytes(body)
    with pytest.raises(UnableToReadRegister, match=sentence):
        bring_in(path)
    assert not RegisterImport.objects.exists()


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path):
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("a.csv", "w") as inside:
        inside.write(HEADER.encode() + b"\r\n")
        for _ in range(101):
            inside.write(b"\r\n" * 500_000)
    with pytest.raises(UnableToReadRegister, match="larger than 100 MB"):
        bring_in(path)


def test_more_rows_than_the_register_has_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("linkage.organisations.rules.register_scan.LIMIT_ROWS", 2)
    with pytest.raises(UnableToReadRegister, match="more than 2 rows"):
        bring_in(written(tmp_path, row("900001"), row("900002"), row("900003")))
    assert not Organisation.objects.exists()


def test_an_import_that_is_killed_half_way_leaves_nothing(tmp_path, monkeypatch):
    real = register_files.RegisterText.blocks

    def dying(self):
        for number, lines in enumerate(real(self)):
            if number == 1:
                raise KeyboardInterrupt
            yield lines

    monkeypatch.setattr(register_files, "_BLOCK", 2_000)
    monkeypatch.setattr(register_files.RegisterText, "blocks", dying)
    with pytest.raises(KeyboardInterrupt):
        bring_in(written(tmp_path, *[row(str(900_000 + n)) for n in range(1, 100)]))
    assert not Organisation.objects.exists()
    assert not RegisterLines.objects.exists()


def test_small_blocks_cut_rows_and_values_anywhere(tmp_path, monkeypatch):
    monkeypatch.setattr(register_files, "_BLOCK", 37)
    rows = [row(str(900_000 + n), name=f"Sæ {n},\r\n “two”") for n in range(1, 40)]
    assert counts(bring_in(written(tmp_path, *rows))) == (39, 0, 0, 0)
    assert school(900039).name == "Sæ 39, “two”"


ROWS = [row(str(900_000 + n), name=f"School {n}") for n in range(1, 61)]
LONG = [*ROWS[:30], row("900031", name="Over\r\ntwo\r\nlines"), *ROWS[31:]]
EDITS = {
    "nothing": (ROWS, ROWS),
    "a row in the middle of a stretch": (ROWS, [*ROWS[:17], row("900018", name="New"), *ROWS[18:]]),
    "the first rows of two stretches": (
        ROWS,
        [*ROWS[:12], row("900013", name="New"), *ROWS[13:24], row("900025", name="Newer"), *ROWS[25:]],
    ),
    "rows put in": (ROWS, [row("900100"), *ROWS[:20], row("900101"), row("900102"), *ROWS[20:], row("900103")]),
    "rows left out": (ROWS, [*ROWS[1:10], *ROWS[30:59]]),
    "another order": (ROWS, [*ROWS[36:], *ROWS[5:20], *ROWS[:5], *ROWS[20:36]]),
    "an unchanged row twice": (ROWS, [*ROWS, ROWS[40]]),
    "a whole stretch twice": (ROWS, [*ROWS, *ROWS[12:24]]),
    "a school with a second row": (ROWS, [row("900050", name="Other"), *ROWS]),
    "a row that cannot be used": (ROWS, [*ROWS[:35], row("none"), *ROWS[35:]]),
    "an empty line": (ROWS, [*ROWS[:35], "", *ROWS[35:], ""]),
    "a value over lines, unchanged": (LONG, [*LONG[:29], row("900030", name="New"), *LONG[30:]]),
    "a value over lines, changed": (LONG, [*LONG[:30], row("900031", name="Over\r\ntwo"), *LONG[31:]]),
    "a value that takes in an unchanged row": (ROWS, [*ROWS[:30], row("900100", name="A\r\n" + ROWS[36]), *ROWS[30:]]),
    "a quotation mark never closed": (ROWS, [*ROWS[:2], ROWS[2].replace('"School', "School", 1), *ROWS[3:]]),
    "a quotation mark closed at last": (
        [*ROWS[:2], ROWS[2].replace('School 3"', "School 3"), *ROWS[3:]],
        [*ROWS[:2], ROWS[2].replace('School 3"', "School 3"), 'x"', *ROWS[3:]],
    ),
    "one that is never closed in the last row": (ROWS, [*ROWS[:-1], ROWS[-1].replace('"School', "School", 1)]),
}


@pytest.mark.parametrize("size", [97, 1 << 18])
@pytest.mark.parametrize("edit", EDITS)
def test_a_refresh_says_what_reading_all_again_would(tmp_path, monkeypatch, edit, size):
    before, after = EDITS[edit]
    monkeypatch.setattr(register_files, "_BLOCK", size)
    bring_in(written(tmp_path, *before))
    path = written(tmp_path, *after)
    found = [told(bring_in(path, is_dry_run=True))]
    RegisterLines.objects.all().delete()
    found.append(told(bring_in(path, is_dry_run=True)))
    assert found[0] == found[1]


def told(done):
    return counts(done), done.rows_read, done.unchanged, done.rejections, done.report


def test_a_refresh_reads_only_the_rows_that_changed(tmp_path, monkeypatch):
    bring_in(written(tmp_path, *ROWS))
    read = []
    real = register_rows.RowReader.read
    monkeypatch.setattr(
        register_rows.RowReader, "read", lambda self, block: read.extend(block.numbers) or real(self, block)
    )
    bring_in(written(tmp_path, row("900100"), *ROWS[:12], row("900013", name="New"), *ROWS[13:30], *ROWS[31:]))
    assert read == [2, 15]
    read.clear()
    bring_in(written(tmp_path, row("900100"), *ROWS[:12], row("900013", name="New"), *ROWS[13:30], row("900031")))
    assert read == [33]
