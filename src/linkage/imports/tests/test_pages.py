"""The pages: choose, match, check, add, undo; what was wrong can be taken home."""

import html
import io
import re

import openpyxl
import pytest

from linkage.access.models import AuditEntry
from linkage.directory.models import Nomination
from linkage.documents.tests.sheets import xlsx
from linkage.imports.models import SheetImport
from linkage.imports.tests import workbooks
from linkage.imports.tests.workbooks import AMA, FORM, JOY, OMAR, answers, changed, form
from linkage.links.models import PastLink

START = "/ribble/imports/"


@pytest.fixture
def farah(ribble, sign_in):
    return sign_in(ribble.farah)


def choose(client, content, kind="people", name="Nominations autumn.xlsx"):
    file = io.BytesIO(content)
    file.name = name
    return client.post(f"{START}{kind}/", {"file": file})


def fields_of(page):
    """What the page's form would send as it stands."""
    body = page.content.decode()
    found = {}
    for select in re.findall(r'<select[^>]* name="([^"]+)">(.*?)</select>', body, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', select[1])
        found[select[0]] = chosen[1] if chosen else ""
    found |= dict(re.findall(r'<input class="govuk-input"[^>]* name="([^"]+)"[^>]* value="([^"]*)"', body))
    shown = re.search(r'name="shown" value="(\d+)"', body)
    return {**found, "shown": shown[1] if shown else ""}


def text(response):
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def test_a_file_is_chosen_checked_and_added(farah, ribble):
    page = farah.get(choose(farah, workbooks.microsoft_forms()).url)
    seen = text(page)
    assert "Check before anything is saved" in seen
    assert "Nominations autumn.xlsx, 3 rows" in seen
    assert "3 people would be added." in seen
    [found] = SheetImport.objects.all()
    done = farah.post(f"{START}{found.pk}/add/", fields_of(page), follow=True)
    assert "3 people added" in text(done)
    assert Nomination.objects.count() == 3


def test_a_decision_is_kept_and_shown_before_it_is_added(farah, ribble):
    page = farah.get(choose(farah, form(AMA, changed(OMAR, email="o.haddad@tarnmoor"))).url)
    assert "1 thing to decide" in text(page)
    [found] = SheetImport.objects.all()
    answers = {**fields_of(page), "answer-email:3": OMAR[3]}
    again = farah.post(f"{START}{found.pk}/add/", answers, follow=True)
    assert "Your decisions changed what would be added" in text(again)
    assert "2 people would be added." in text(again)
    assert not Nomination.objects.exists()
    done = farah.post(f"{START}{found.pk}/add/", fields_of(again), follow=True)
    assert "2 people added" in text(done)


def test_columns_that_cannot_be_told_are_matched_by_hand(farah, ribble):
    page = farah.get(choose(farah, xlsx([["A", "B"], ["Ama", "x"]])).url)
    assert "Match your columns" in text(page)
    assert "Choose below which column holds" in text(page)
    assert b"formaction" not in page.content


def test_what_is_wrong_goes_home_with_the_reason_beside_it_and_comes_back_right(farah, ribble):
    choose(farah, form(AMA, changed(JOY, name=""), changed(OMAR, email="o.haddad@tarnmoor")))
    [found] = SheetImport.objects.all()
    page = farah.get(f"{START}{found.pk}/")
    farah.post(f"{START}{found.pk}/add/", fields_of(page))
    assert Nomination.objects.count() == 1
    answer = farah.post(f"{START}{found.pk}/rows/", {"export": "xlsx"})
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][-1] == "What is wrong"
    assert [row[-1] for row in rows[1:]] == ["We need to know who this is", "The e-mail address is not complete"]
    sheet["G2"], sheet["H3"] = "Joy Bennett", OMAR[3]
    kept = io.BytesIO()
    sheet.parent.save(kept)
    page = farah.get(choose(farah, kept.getvalue(), name="right.xlsx").url)
    assert "2 people would be added." in text(page)
    assert AuditEntry.objects.filter(action="imports.take_rows").count() == 1


def test_a_formula_in_a_file_goes_home_as_words(farah, ribble):
    rows = [FORM, *answers(changed(AMA, name="", evidence="=1+1 and more"))]
    choose(farah, "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows).encode(), name="a.csv")
    [found] = SheetImport.objects.all()
    body = farah.post(f"{START}{found.pk}/rows/", {"export": "csv"}).content.decode("utf-8-sig")
    assert "'=1+1 and more" in body


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"%PDF-1.7", "This is a PDF"),
        (b"PK\x03\x04", "damaged"),
        (b"x" * 10_000_001, "smaller than 10 MB"),
    ],
)
def test_a_bad_file_gets_a_plain_sentence(farah, content, said):
    answer = choose(farah, content)
    assert answer.status_code == 422
    assert said in text(answer)
    assert not SheetImport.objects.exists()


def test_past_links_come_in_and_stand_in_their_list(farah, ribble):
    row = ("14/03/2024", "Tarnmoor Primary", "Harrowgill High School", "Ama Sarpong", "Reading", "Two visits")
    page = farah.get(choose(farah, workbooks.old_list(row), "past-links", "Old.xlsx").url)
    assert "1 link would be added." in text(page)
    [found] = SheetImport.objects.all()
    farah.post(f"{START}{found.pk}/add/", fields_of(page))
    assert PastLink.objects.count() == 1
    listed = text(farah.get("/ribble/links/before/"))
    assert "Reading" in listed
    assert "Thursday 14 March 2024" in listed
    file = farah.post("/ribble/links/before/?q=reading", {"export": "csv"}).content.decode("utf-8-sig")
    assert "Ama Sarpong" in file
    assert AuditEntry.objects.filter(action="links.take_past").count() == 1


def test_undoing_asks_first(farah, ribble):
    page = farah.get(choose(farah, form(AMA)).url)
    [found] = SheetImport.objects.all()
    farah.post(f"{START}{found.pk}/add/", fields_of(page))
    assert "Take back what this file added?" in text(farah.get(f"{START}{found.pk}/undo/"))
    undone = farah.post(f"{START}{found.pk}/undo/", follow=True)
    assert "1 person taken back" in text(undone)
    assert not Nomination.objects.exists()


def test_a_file_can_be_thrown_away(farah, ribble):
    choose(farah, form(AMA))
    [found] = SheetImport.objects.all()
    farah.post(f"{START}{found.pk}/discard/")
    assert not SheetImport.objects.exists()


@pytest.mark.parametrize("who", ["helen", "peter"])
def test_nobody_else_comes_near(ribble, sign_in, who):
    found = ribble.bring(form(AMA))
    client = sign_in(getattr(ribble, who))
    for address in (START, f"{START}people/", f"{START}past-links/", f"{START}{found.pk}/", f"{START}{found.pk}/undo/"):
        assert client.get(address).status_code == 403


@pytest.mark.parametrize("many", [1, 40])
def test_the_page_asks_no_more_for_more_rows(farah, ribble, many, django_assert_max_num_queries):
    rows = [changed(AMA, email=f"a{n}@harrowgill.lancs.sch.uk", areas=f"Unknown {n}") for n in range(many)]
    address = choose(farah, form(*rows)).url
    with django_assert_max_num_queries(21):
        farah.get(address)
