"""The register in the browser: try a file, look at what it would do, let it in."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from linkage.access.actor import Actor
from linkage.organisations import operations
from linkage.organisations.enums import ImportStatus
from linkage.organisations.models import Organisation, RegisterImport
from linkage.organisations.operations import uploads
from linkage.organisations.tests.register_files import HEADER, row
from linkage.programmes.tests.factories import NOW

pytestmark = pytest.mark.django_db

WORKER = Actor.system("organisations.import_register")


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.HOME = tmp_path
    return tmp_path


@pytest.fixture
def deferred(monkeypatch):
    """The jobs that were handed to the worker, done when the test says so."""
    jobs = []
    monkeypatch.setattr(uploads.jobs, "defer", lambda name, **keys: jobs.append((name, keys["import_id"])))

    def work():
        while jobs:
            _, import_id = jobs.pop()
            operations.begin_import(actor=WORKER, at=NOW, import_id=import_id)
            operations.run_import(actor=WORKER, at=NOW, import_id=import_id)

    monkeypatch.setattr(uploads, "_telling", Silent)
    return work


class Silent:
    def __init__(self, import_id):
        self.import_id = import_id

    def __enter__(self):
        return lambda rows: None

    def __exit__(self, *_):
        return None


def upload(*rows, name="schools-20260901.csv", body=None):
    content = body if body is not None else "\r\n".join([HEADER, *rows]).encode()
    return {"file": SimpleUploadedFile(name, content)}


def test_a_file_is_tried_shown_and_then_let_in(visit, operator, deferred, home):
    answer = visit(operator, reverse("register:upload"), "post", upload(row("900001"), row("none")))
    tried = answer.url
    waiting = visit(operator, tried).text
    assert "Waiting to be read" in waiting
    assert 'hx-trigger="every 2s"' in waiting
    assert "look again now" in waiting
    deferred()
    assert not Organisation.objects.exists()
    checked = visit(operator, tried).text
    for words in (
        "Check before anything is saved",
        "Row 3",
        "“none” is not a URN.",
        "1 school would be added or changed",
    ):
        assert words in checked
    assert "every 2s" not in checked
    done = visit(operator, f"{tried}confirm/", "post").url
    deferred()
    text = visit(operator, done).text
    assert "The register is up to date" in text
    assert Organisation.objects.get().urn == 900001
    assert list((home / "uploads").iterdir()) == []
    assert "schools-20260901.csv" in visit(operator, reverse("register:imports")).text
    # What was let in is not let in twice.
    assert visit(operator, f"{tried}confirm/", "post").status_code == 422


def test_a_file_that_is_none_of_the_registers_says_why(visit, operator, deferred):
    tried = visit(operator, reverse("register:upload"), "post", upload(body=b"%PDF-1.7")).url
    deferred()
    text = visit(operator, tried).text
    assert "This is a PDF." in text
    assert "Nothing has been changed" in text
    assert RegisterImport.objects.get().status == ImportStatus.FAILED


def test_the_same_file_again_says_that_it_is_in_already(visit, operator, deferred):
    for _ in range(2):
        tried = visit(operator, reverse("register:upload"), "post", upload(row("900001"))).url
        deferred()
        text = visit(operator, tried).text
        if "would be added" in text:
            visit(operator, f"{tried}confirm/", "post")
            deferred()
    assert "in the register already" in text


def test_only_the_part_that_changes_is_sent_to_htmx(visit, operator, deferred):
    tried = visit(operator, reverse("register:upload"), "post", upload(row("900001"))).url
    assert "<html" not in visit(operator, tried, headers={"HX-Request": "true"}).text


@pytest.mark.parametrize(("content", "sentence"), [(None, "Choose a file"), (b"", "The file is empty")])
def test_no_file_or_an_empty_one_is_refused_at_its_field(visit, operator, content, sentence):
    data = {} if content is None else {"file": SimpleUploadedFile("a.csv", content)}
    answer = visit(operator, reverse("register:upload"), "post", data)
    assert answer.status_code == 422
    assert sentence in answer.text


def test_a_file_that_is_too_large_is_refused(visit, operator, monkeypatch):
    monkeypatch.setattr(uploads, "LIMIT_BYTES", 10)
    answer = visit(operator, reverse("register:upload"), "post", upload(row("900001")))
    assert answer.status_code == 422
    assert "must be smaller than" in answer.text


def test_a_job_that_is_run_again_does_nothing_twice(visit, operator, deferred):
    visit(operator, reverse("register:upload"), "post", upload(row("900001")))
    record = RegisterImport.objects.get()
    deferred()
    operations.begin_import(actor=WORKER, at=NOW, import_id=record.pk)
    assert operations.run_import(actor=WORKER, at=NOW, import_id=record.pk).imported == 1


def test_uploads_nobody_confirms_do_not_fill_the_disk(visit, operator, deferred, home):
    for n in range(8):
        visit(operator, reverse("register:upload"), "post", upload(row(str(900_001 + n))))
        deferred()
    assert len(list((home / "uploads").iterdir())) == uploads.KEPT_UPLOADS


def test_only_the_operator_comes_in(visit, operator, coordinator):
    for name in ("register:imports", "register:upload"):
        assert visit(coordinator, reverse(name)).status_code == 403
        assert visit(operator, reverse(name)).status_code == 200
    assert visit(operator, reverse("register:progress", args=[uuid.uuid4()])).status_code == 404
    assert visit(operator, "/register/nonsense/").status_code == 404
