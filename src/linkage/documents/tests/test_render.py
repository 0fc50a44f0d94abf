import json
import re
import zlib
from datetime import UTC, datetime

import pytest
import typst

from linkage.documents import presenters

TEMPLATE = "links/data/first_conversation.typ"
DATA = {"programme": "Ribble Linkage", "colour": "#0b5d66", "contact": "hello@ribble.example"}
AT = datetime(2026, 11, 3, 10, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def guide():
    return presenters.render(TEMPLATE, DATA, made_at=AT)


def streams(pdf):
    for found in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            yield zlib.decompress(found[1])
        except zlib.error:
            yield found[1]


def test_the_guide_has_two_pages_and_says_what_it_is_to_a_screen_reader(guide):
    whole = guide + b"".join(streams(guide))
    assert guide.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", whole)) == 2
    assert b"/MarkInfo" in whole
    assert b"pdfuaid" in whole


def test_only_our_own_typeface_is_used(guide):
    whole = guide + b"".join(streams(guide))
    fonts = {name.split(b"+")[-1] for name in re.findall(rb"/BaseFont\s*/([\w+-]+)", whole)}
    assert {re.sub(rb"-Identity-H$", b"", name) for name in fonts} == {b"Inter-Regular", b"Inter-SemiBold"}


def test_the_same_data_give_the_same_bytes(guide):
    assert presenters.render(TEMPLATE, DATA, made_at=AT) == guide


def test_a_moment_between_two_seconds_is_a_moment_too(guide):
    """Every moment of a running clock is one: what is signed then has to become a paper."""
    assert presenters.render(TEMPLATE, DATA, made_at=AT.replace(microsecond=250_000)) == guide


def test_words_of_people_are_words_and_never_code():
    hostile = {**DATA, "programme": '#panic("no") $ * _ < @ \\', "contact": ""}
    assert presenters.render(TEMPLATE, hostile).startswith(b"%PDF-")
    assert json.dumps(hostile)


def test_a_template_that_is_not_there():
    with pytest.raises(FileNotFoundError):
        presenters.render("links/data/nothing.typ", DATA)


def test_a_document_without_a_title_is_not_made(tmp_path, monkeypatch):
    (tmp_path / "untitled.typ").write_text("No title, so no PDF/UA.")
    monkeypatch.setattr(presenters, "PACKAGE", tmp_path)
    with pytest.raises(typst.TypstError):
        presenters.render("untitled.typ", {})
