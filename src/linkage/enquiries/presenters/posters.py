"""A poster and a handout: the programme's name and colour, one sentence, and a code that leads to the public page."""

import io
from dataclasses import dataclass
from functools import lru_cache

import segno

from linkage.documents import presenters as documents
from linkage.messaging.presenters import address
from linkage.ui import colour as colours
from linkage.ui.frame import address as page_address

TEMPLATE = "enquiries/data/poster.typ"
# A quarter of the code may be hidden or torn before it cannot be read any more.
ERROR_CORRECTION = "q"


@dataclass(frozen=True)
class Sheet:
    """One size of paper."""

    paper: str
    file_name: str


POSTER, HANDOUT = Sheet("a4", "poster.pdf"), Sheet("a5", "handout.pdf")


def leads_to(slug: str) -> str:
    """Return the full address that the code holds: where somebody says that they would like to help."""
    return address(page_address("enquiries:interest", slug))


def print_sheet(sheet: Sheet, programme: str, tagline: str, colour: str, slug: str) -> bytes:
    """Return the PDF; it bears no date, so one that hangs for years is never out of date."""
    return _printed(sheet, programme, tagline, colour, leads_to(slug))


@lru_cache(maxsize=32)
def _printed(sheet: Sheet, programme: str, tagline: str, colour: str, url: str) -> bytes:
    palette = colours.palette(colour)
    data = {
        "programme": programme,
        "tagline": tagline,
        "colour": palette.accent,
        "deep": palette.deep,
        "paper": sheet.paper,
        "url": url,
        "shown": url.partition("://")[2].rstrip("/"),
        "qr": _code(url),
    }
    return documents.render(TEMPLATE, data)


def _code(url: str) -> str:
    """The code as SVG."""
    drawn = io.BytesIO()
    segno.make(url, error=ERROR_CORRECTION, micro=False).save(drawn, kind="svg", border=0, dark="#0b1420")
    return drawn.getvalue().decode()
