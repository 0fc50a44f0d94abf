"""Lists of people taken home: by coordinators only, and never unnoticed."""

import io

import openpyxl
import pytest

from linkage.access.models import AuditEntry


@pytest.fixture
def farah(sign_in, coordinator):
    return sign_in(coordinator)


@pytest.mark.parametrize("address", ["/ribble/people/", "/ribble/people/heads/"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_list_is_taken_home_and_that_is_written_down(farah, coordinator, head, address, kind):
    answer = farah.post(address, {"export": kind})
    assert answer["Content-Disposition"].endswith(f'.{kind}"')
    [entry] = AuditEntry.objects.filter(action="people.take_list")
    assert entry.actor_person_id == coordinator.pk


def test_the_file_has_the_rows_of_the_screen(farah, coordinator, head):
    content = farah.post("/ribble/people/?q=ruth", {"export": "xlsx"}).content
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert [row[:2] for row in sheet.iter_rows(min_row=2, values_only=True)] == [
        ("Ruth Okafor", "ruth@hope.lancs.sch.uk")
    ]


def test_looking_writes_nothing_and_hands_no_file_out(farah, head):
    answer = farah.get("/ribble/people/?export=csv")
    assert "text/html" in answer["Content-Type"]
    assert not AuditEntry.objects.filter(action="people.take_list").exists()


def test_nobody_else_takes_it(sign_in, head):
    assert sign_in(head).post("/ribble/people/", {"export": "csv"}).status_code == 403
    assert not AuditEntry.objects.filter(action="people.take_list").exists()
