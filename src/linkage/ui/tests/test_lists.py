import csv
import io
from decimal import Decimal

import openpyxl
import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from linkage.ui import lists
from linkage.ui.lists.exports import FORMULA_STARTS, PLAIN_NUMBER
from linkage.ui.tests.gallery import REQUESTS, page, rows


def chosen(query):
    return lists.chosen(REQUESTS, QueryDict(query))


def test_unknown_filters_sorts_and_pages_are_dropped():
    asked = chosen("colour=red&sort=size&page=-4&status=open")
    assert (asked.values, asked.sort, asked.number) == ({"status": ("open",)}, "", 1)


def test_a_single_filter_takes_one_answer():
    assert chosen("area=Reading&area=Maths").of("area") == ("Reading",)


def test_counts_are_what_each_answer_would_find_beside_the_other_filters():
    _, answers = lists.narrow(REQUESTS, rows(12), chosen("area=Maths"))
    assert {option.value: option.count for option in answers["status"]} == {"open": 2, "asked": 2, "gone": 0}
    assert {option.value: option.count for option in answers["area"]} == {"Reading": 4, "Maths": 4, "Attendance": 4}


@pytest.mark.parametrize("query", ["", "status=open", "area=Maths", "status=asked&area=Reading"])
def test_no_offered_answer_leads_to_nothing(query):
    for facet in page(12, query).filters:
        for option in facet.options:
            found, _ = lists.narrow(REQUESTS, rows(12), chosen(f"{facet.name}={option.value}"))
            assert found


def test_a_chosen_answer_that_finds_nothing_can_be_taken_away():
    shown = page(0, "status=open")
    assert [(chip.text, chip.url) for chip in shown.chips] == [("Open", "?")]


def test_a_chip_takes_away_one_answer_and_keeps_the_rest():
    shown = page(12, "status=open&status=asked&sort=newest&q=a")
    assert [chip.url for chip in shown.chips] == [
        "?status=asked&q=a&sort=newest",
        "?status=open&q=a&sort=newest",
    ]
    assert shown.clear_url == "?sort=newest"


def test_pages_and_their_links():
    shown = page(60, "page=3")
    assert (shown.total, shown.pages, shown.number, len(shown.rows)) == (60, 6, 3, 10)
    assert [link.text for link in shown.page_links] == ["1", "2", "3", "4", "", "6"]
    assert (shown.previous_url, shown.next_url) == ("?page=2", "?page=4")


def test_a_page_past_the_end_is_the_last():
    assert page(12, "page=99").number == 2


def test_sorting():
    assert page(3, "sort=newest").rows[0].title == "Request 02"
    assert [(sort.text, sort.is_current) for sort in page(3, "").sorts] == [
        ("Oldest first", True),
        ("Newest first", False),
    ]


def test_export_writes_every_row_not_the_page():
    text = lists.csv_text(REQUESTS.columns, rows(60))
    found = list(csv.reader(io.StringIO(text)))
    assert found[0] == ["Request", "About", "Days"]
    assert len(found) == 61
    assert found[1] == ["Request 00", "Reading", "-3"]


def test_export_is_an_attachment():
    response = lists.csv_response(REQUESTS.columns, rows(1), 'Requests "of" Ribble\r\n')
    assert response["Content-Disposition"] == 'attachment; filename="requests-of-ribble.csv"'
    assert response.content.startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+44 1632",
        "-cmd",
        "@SUM",
        "\t=1",
        "\r=1",
        "\uff1d1",
        "\uff0b1",
        "\uff0d1",
        "\uff20a",
        " =1",
        "-1+1",
        "-£5.00",
    ],
)
def test_formulas_are_escaped(text):
    assert lists.safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("value", [-5, -3.5, 0, "-5", "-3.20", "Ann-Marie", "", "5 = five", "'t Hooft"])
def test_numbers_and_words_stay_as_they_are(value):
    assert lists.safe_cell(value) == value


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40))
def test_no_cell_is_a_formula_and_nothing_is_lost(text):
    column = lists.Column("Words", lambda row: row)
    found = list(csv.reader(io.StringIO(lists.csv_text([column], [text, "end"]), newline="")))[1]
    cell = found[0] if found else ""
    assert not cell or cell[0] not in FORMULA_STARTS or PLAIN_NUMBER.fullmatch(cell)
    assert text in (cell, cell.removeprefix("'"))


def cells_of(value):
    content = lists.xlsx_bytes([lists.Column("=Words", lambda row: row)], [value, "end"])
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    return [row[0] for row in sheet.iter_rows()]


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cn")), max_size=40))
def test_no_cell_of_a_workbook_is_a_formula_and_no_word_is_lost(text):
    title, cell, _ = cells_of(text)
    assert (title.value, title.data_type) == ("'=Words", "s")
    found = cell.value or ""
    assert cell.data_type != "f"
    assert not found or found[0] not in FORMULA_STARTS or PLAIN_NUMBER.fullmatch(found)
    assert text in (found, found.removeprefix("'"))


@pytest.mark.parametrize("letter", [*map(chr, range(9)), "\x0b", "\x1f", "\ufffe", "\uffff", "\ud800"])
def test_what_is_no_letter_is_left_out_of_a_workbook(letter):
    assert cells_of(f"a{letter}b")[1].value == "ab"


@pytest.mark.parametrize("start", ["\t", "\r", "\n", "\r\n"])
def test_a_cell_that_begins_with_a_break_is_no_formula_either(start):
    assert cells_of(f"{start}=1+1")[1].value.startswith("'")


@pytest.mark.parametrize("value", [-5, -3.5, 0, Decimal("-3.20"), 12])
def test_numbers_are_numbers_in_a_workbook(value):
    _, cell, _ = cells_of(value)
    assert (cell.data_type, float(cell.value)) == ("n", float(value))


def test_a_formula_would_be_seen():
    """The control: what is not made safe is a formula there."""
    book = openpyxl.Workbook()
    book.active.append(["=1+1"])
    kept = io.BytesIO()
    book.save(kept)
    assert openpyxl.load_workbook(kept).active["A1"].data_type == "f"


def test_a_workbook_is_an_attachment_of_its_own_type():
    answer = lists.response(REQUESTS.columns, rows(3), "requests", "xlsx")
    assert answer["Content-Disposition"] == 'attachment; filename="requests.xlsx"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert openpyxl.load_workbook(io.BytesIO(answer.content)).active.max_row == 4


@pytest.mark.parametrize("asked", ["export=pdf", "export=", "export=csv%20"])
def test_only_known_files_are_made(asked):
    assert not chosen(asked).wants_export


def test_a_personal_list_becomes_a_file_by_posting_alone():
    personal = lists.ListDefinition(noun="person", noun_plural="people", columns=[], is_personal=True)
    asked = QueryDict("export=xlsx")
    assert not lists.chosen(personal, asked).wants_export
    assert lists.chosen(personal, QueryDict(), asked).export == "xlsx"
