"""Files to keep: good ones of each kind are taken, under a safe name; the scanner's word counts where there is one."""

import hashlib
import io
import os
import socket
import threading
from datetime import timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfWriter

from linkage.access.actor import Actor
from linkage.database.tenancy import acting_in
from linkage.documents import operations, queries
from linkage.documents.forms import KeptFileField
from linkage.documents.gateway import UnableToKeepFile, Verdict, check, scanned
from linkage.documents.models import FileContent, StoredFile
from linkage.documents.rules.files import file_kind
from linkage.documents.rules.kinds import EICAR, KINDS
from linkage.documents.rules.naming import LONGEST_NAME, safe_name, size_words
from linkage.documents.tests import papers
from linkage.kernel.errors import NotFound
from linkage.programmes.tests.factories import NOW, programme

GOOD = papers.good()


class Clamd:
    """A stand-in that speaks clamd's INSTREAM on a real socket; with `says` it says the same of everything."""

    def __init__(self, says=None):
        self.says, self.heard = says, []
        self.server = socket.create_server(("127.0.0.1", 0))
        self.where = f"127.0.0.1:{self.server.getsockname()[1]}"
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.close()

    def _serve(self):
        while True:
            try:
                line, _ = self.server.accept()
            except OSError:
                return
            with line, line.makefile("rb") as asked:
                assert asked.read(10) == b"zINSTREAM\0"
                content = b""
                while length := int.from_bytes(asked.read(4)):
                    content += asked.read(length)
                self.heard.append(content)
                found = b"stream: Eicar-Test-Signature FOUND" if b"harmful" in content else b"stream: OK"
                line.sendall((self.says if self.says is not None else found) + b"\0")


@pytest.fixture
def nobody_listens():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return f"127.0.0.1:{server.getsockname()[1]}"


class TestGoodFiles:
    @pytest.mark.parametrize("kind", GOOD)
    def test_a_good_file_of_each_kind_is_taken(self, kind):
        name, content = GOOD[kind]
        assert file_kind(content, name) == kind

    def test_what_office_and_cameras_write_is_taken(self):
        """Real writers: openpyxl, Pillow and pypdf; and a PDF of our own."""
        book, kept = openpyxl.Workbook(), io.BytesIO()
        book.active["A1"] = "=1+1"
        book.save(kept)
        assert file_kind(kept.getvalue(), "a.xlsx") == "xlsx"
        for name, ending in (("PNG", "a.png"), ("JPEG", "a.jpeg")):
            kept = io.BytesIO()
            Image.effect_noise((640, 480), 40).save(kept, name)
            assert file_kind(kept.getvalue(), ending) == name.lower()
        writer, kept = PdfWriter(), io.BytesIO()
        writer.add_blank_page(595, 842)
        writer.compress_identical_objects()
        writer.write(kept)
        assert file_kind(kept.getvalue(), "a.pdf") == "pdf"

    def test_what_pypdf_hides_is_found(self):
        writer, kept = PdfWriter(), io.BytesIO()
        writer.add_blank_page(595, 842)
        writer.add_attachment("notes.txt", b"Something else")
        writer.write(kept)
        with pytest.raises(UnableToKeepFile, match="packed inside"):
            file_kind(kept.getvalue(), "a.pdf")
        writer, kept = PdfWriter(), io.BytesIO()
        writer.add_blank_page(595, 842)
        writer.encrypt("secret")
        writer.write(kept)
        with pytest.raises(UnableToKeepFile, match="password"):
            file_kind(kept.getvalue(), "a.pdf")

    def test_a_checked_file_knows_what_it_is(self):
        name, content = GOOD["pdf"]
        found = check(content, f"C:\\Users\\ama\\{name}")
        assert (found.name, found.kind, found.size) == (name, "pdf", len(content))
        assert found.sha256 == hashlib.sha256(content).hexdigest()
        assert found.verdict == Verdict.UNKNOWN


class TestNames:
    @pytest.mark.parametrize(
        ("given", "kept"),
        [
            ("Report.pdf", "Report.pdf"),
            ("../../etc/passwd.pdf", "passwd.pdf"),
            ("report.exe.pdf", "report exe.pdf"),
            ("invoice\u202efdp.pdf", "invoicefdp.pdf"),
            ('a"; filename="b.exe.pdf', "a filename=b exe.pdf"),
            ("a\r\nX-Evil: 1.pdf", "aX-Evil 1.pdf"),
            (".pdf", "pdf.pdf"),
            ("Zoë’s plan.PDF", "Zoë’s plan.pdf"),
        ],
    )
    def test_a_name_is_kept_plain(self, given, kept):
        assert safe_name(given, "pdf") == kept

    @given(st.text(max_size=300), st.sampled_from(sorted(KINDS)))
    def test_any_name_comes_out_harmless(self, name, kind):
        kept = safe_name(name, kind)
        assert len(kept) <= LONGEST_NAME
        assert kept.endswith(KINDS[kind].endings)
        assert kept.count(".") == 1
        assert not set(kept) & set('\r\n\0/\\":\u202e')
        assert safe_name(kept, kind) == kept

    def test_a_size_is_said_as_people_say_it(self):
        assert [size_words(each) for each in (1, 380_400, 2_440_000, 10_000_000)] == [
            "1 KB",
            "380 KB",
            "2.4 MB",
            "10 MB",
        ]


class TestScanner:
    def test_it_is_asked_with_all_of_the_file(self):
        content = os.urandom(200_000)
        with Clamd() as clamd:
            assert scanned(content, clamd.where) == Verdict.CLEAN
        assert clamd.heard == [content]

    def test_it_listens_at_a_path_too(self, tmp_path):
        where = tmp_path / "clamd"
        with Clamd() as clamd, socket.socket(socket.AF_UNIX) as server:
            clamd.server.close()
            server.bind(str(where))
            server.listen()
            clamd.server = server
            threading.Thread(target=clamd._serve, daemon=True).start()
            assert scanned(b"plain", str(where)) == Verdict.CLEAN

    @pytest.mark.parametrize("says", [b"", b"INSTREAM size limit exceeded. ERROR", b"UNKNOWN COMMAND", b"stream: OKAY"])
    def test_what_is_no_answer_is_none(self, says):
        with Clamd(says) as clamd:
            assert scanned(b"plain", clamd.where) == Verdict.UNKNOWN

    def test_one_that_is_not_there_says_nothing(self, nobody_listens):
        assert scanned(b"plain", nobody_listens) == Verdict.UNKNOWN
        assert scanned(b"plain", "/nowhere/clamd.socket") == Verdict.UNKNOWN

    def test_what_it_finds_is_refused(self):
        with Clamd() as clamd, pytest.raises(UnableToKeepFile, match="something harmful"):
            check(b"This is harmful", "a.txt", scanner=clamd.where)

    def test_the_test_virus_is_refused_without_it(self):
        with pytest.raises(UnableToKeepFile, match="something harmful"):
            check(EICAR, "a.txt")


class TestQuestion:
    def test_the_file_is_looked_through(self):
        name, content = GOOD["docx"]
        found = KeptFileField().clean(SimpleUploadedFile(name, content))
        assert (found.kind, found.name) == ("docx", name)

    @pytest.mark.parametrize(
        ("content", "sentence"),
        [(b"", "is empty"), (b"a" * 10_000_001, "smaller than 10 MB"), (b"<html>", "web page")],
    )
    def test_what_is_wrong_is_said(self, content, sentence):
        with pytest.raises(Exception, match=sentence):
            KeptFileField().clean(SimpleUploadedFile("a.txt", content))

    def test_a_file_is_asked_for(self):
        with pytest.raises(Exception, match="Choose a file"):
            KeptFileField().clean(None)


@pytest.fixture
def here():
    return programme(slug="ribble")


def system(here):
    return Actor.system("files", here.pk)


def kept(here, scanner=""):
    file = check(b"Minutes of the meeting", "Minutes.txt", scanner=scanner)
    return _keep(here, file)


def _keep(here, file):
    from linkage.access.operation import _inside  # noqa: PLC0415 (stands for the operation of a higher app)

    with _inside("test"):
        return operations.keep(actor=system(here), at=NOW, file=file)


@pytest.mark.django_db
class TestKept:
    def test_without_a_scanner_what_passed_our_checks_is_handed_out(self, here):
        with acting_in(here.id):
            file = kept(here)
            assert queries.content(actor=system(here), file=file) == b"Minutes of the meeting"

    def test_what_the_scanner_said_nothing_of_is_held_and_scanned_by_the_job(self, here, settings, nobody_listens):
        settings.CLAMD = nobody_listens
        with acting_in(here.id):
            file = kept(here, nobody_listens)
            assert not queries.is_served(actor=system(here), file=file)
            with pytest.raises(NotFound):
                queries.content(actor=system(here), file=file)
            assert operations.scan_waiting(actor=system(here), at=NOW) == 0
            with Clamd() as clamd:
                settings.CLAMD = clamd.where
                assert operations.scan_waiting(actor=system(here), at=NOW + timedelta(minutes=5)) == 1
                assert operations.scan_waiting(actor=system(here), at=NOW + timedelta(minutes=10)) == 0
            file.refresh_from_db()
            assert queries.content(actor=system(here), file=file) == b"Minutes of the meeting"

    def test_what_it_finds_later_is_emptied_and_never_handed_out(self, here, settings):
        with acting_in(here.id):
            file = _keep(here, check(b"This is harmful", "a.txt"))
            with Clamd() as clamd:
                settings.CLAMD = clamd.where
                # Kept before there was a scanner: not handed out from the moment there is one.
                assert not queries.is_served(actor=system(here), file=file)
                operations.scan_waiting(actor=system(here), at=NOW)
            file.refresh_from_db()
            assert file.is_refused
            assert not FileContent.objects.exists()
            settings.CLAMD = ""
            assert not queries.is_served(actor=system(here), file=file)

    def test_what_is_let_go_is_gone(self, here):
        from linkage.access.operation import _inside  # noqa: PLC0415

        with acting_in(here.id):
            file = kept(here)
            with _inside("test"):
                operations.drop(actor=system(here), at=NOW, file=file)
            assert (StoredFile.objects.count(), FileContent.objects.count()) == (0, 0)
