import io

import pytest
import typst
import zxingcpp
from PIL import Image
from pypdf import PdfReader

from linkage.documents import presenters as documents
from linkage.enquiries.presenters import posters

pytestmark = pytest.mark.django_db
URL = "http://linkage.test/ribble/interest/"


def picture_of(pdf_or_data, monkeypatch, sheet, colour):
    """The printed sheet as a camera sees it."""
    drawn = {}

    def as_picture(template, data, *, made_at=None):
        drawn["data"] = data
        return typst.compile(
            documents.PACKAGE / template,
            root=documents.PACKAGE,
            font_paths=[documents.FONTS],
            ignore_system_fonts=True,
            sys_inputs={"data": documents.json.dumps(data)},
            format="png",
            ppi=100,
        )

    monkeypatch.setattr(documents, "render", as_picture)
    posters._printed.cache_clear()
    picture = posters.print_sheet(sheet, "Ribble Linkage", "School-to-school support", colour, "ribble")
    posters._printed.cache_clear()
    return Image.open(io.BytesIO(picture))


@pytest.mark.parametrize("sheet", [posters.POSTER, posters.HANDOUT], ids=["poster", "handout"])
@pytest.mark.parametrize("colour", ["#0b5d66", "#ffdd00"])
def test_a_camera_reads_the_address_off_the_paper(monkeypatch, sheet, colour):
    found = zxingcpp.read_barcodes(picture_of(None, monkeypatch, sheet, colour))
    assert [each.text for each in found] == [URL]


def test_a_code_that_is_torn_is_not_read(monkeypatch):
    """The control: the reader above finds nothing where there is nothing to read."""
    picture = picture_of(None, monkeypatch, posters.POSTER, "#0b5d66")
    width, height = picture.size
    picture.paste((255, 255, 255), (0, int(height * 0.6), width // 3, height))
    assert [each.text for each in zxingcpp.read_barcodes(picture)] == []


@pytest.mark.parametrize(("path", "paper"), [("poster.pdf", (595, 842)), ("handout.pdf", (420, 595))])
def test_anybody_gets_one_page_that_is_tagged_and_says_the_same_in_words(client, programme, path, paper):
    answer = client.get(f"/ribble/poster/{path}")
    assert answer["Content-Type"] == "application/pdf"
    pdf = PdfReader(io.BytesIO(answer.content))
    [page] = pdf.pages
    assert (round(page.mediabox.width), round(page.mediabox.height)) == paper
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert pdf.trailer["/Root"]["/Lang"] == "en-GB"
    words = " ".join(page.extract_text().split())
    assert "Ribble Linkage" in words
    assert "linkage.test/ribble/interest" in words
    assert "QR code that leads to" in answer.content.decode("latin-1") or alternative_texts(pdf)


def alternative_texts(pdf) -> list[str]:
    return [
        str(each.get_object()["/Alt"])
        for each in (pdf.get_object(number) for number in range(1, len(pdf.xref[0]) + 1))
        if isinstance(each, dict) and "/Alt" in each
    ]


def test_the_public_page_and_more_lead_to_it(client, programme, farah, sign_in):
    assert 'href="/ribble/poster/poster.pdf"' in client.get("/ribble/").content.decode()
    more = sign_in(farah).get("/ribble/more/").content.decode()
    assert 'href="/ribble/poster/"' in more
    assert 'href="/ribble/enquiries/"' in more
    assert URL in client.get("/ribble/poster/").content.decode()
