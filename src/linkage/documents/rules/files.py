"""Which files are kept: recognised by what is in them, called by their own ending, and harmless as far as we see."""

from pathlib import PurePath

from linkage.documents.rules import kinds
from linkage.documents.rules.encodings import decoded
from linkage.documents.rules.limits import UnableToKeepFile, UnableToReadSheet, is_small_enough
from linkage.documents.rules.office import MACROS, office_kind
from linkage.documents.rules.pdfs import PDF_START, check_pdf
from linkage.documents.rules.pictures import JPEG_START, PNG_START, check_jpeg, check_png
from linkage.documents.rules.recognising import ENCRYPTED, OLE, OTHERS, PACKED_START, PROTECTED

_WITH_MACROS = frozenset({".docm", ".dotm", ".xlsm", ".xltm", ".xlam", ".xlsb", ".pptm", ".potm", ".ppsm", ".ppam"})
_TEXTS = (kinds.TXT, kinds.CSV)
_PAGES = (b"<!doctype", b"<html", b"<?xml", b"<svg", b"<table", b"<script", b"<?php")
_LOOKED_AT = 2_000


def file_kind(content: bytes, name: str) -> str:
    """Return what kind of file it is; raises UnableToKeepFile or UnableToReadSheet for one that is not kept.

    A file whose name ends otherwise than it is may open as something else elsewhere: it is not kept.
    """
    is_small_enough(len(content))
    ending = PurePath(name).suffix.lower()
    if ending in _WITH_MACROS:
        raise UnableToKeepFile(MACROS)
    if ending not in kinds.ENDINGS:
        raise UnableToKeepFile(f"Files of this kind are not kept. {kinds.CHOOSE}")
    if kinds.EICAR in content:
        raise UnableToKeepFile(kinds.HARMFUL)
    kind = _recognised(content, ending)
    if ending not in kinds.KINDS[kind].endings:
        raise UnableToKeepFile(
            f"The file’s name ends in {ending}, but it is something else inside. "
            "Save it again in the program it is from"
        )
    return kind


def _recognised(content: bytes, ending: str) -> str:
    if content.startswith(PACKED_START):
        return office_kind(content)
    if content.startswith(OLE):
        old = f"Files of older Office programs are not kept. {kinds.SAVE_AS_PDF}"
        raise UnableToKeepFile(PROTECTED if ENCRYPTED in content else old)
    for start, kind, check in _STARTS:
        if content.startswith(start):
            check(content)
            return kind
    for start, what in OTHERS.items():
        if content.startswith(start):
            raise UnableToKeepFile(f"This is {what}, which is not kept. {kinds.CHOOSE}")
    _check_text(content)
    return next((kind for kind in _TEXTS if ending in kinds.KINDS[kind].endings), kinds.TXT)


_STARTS = ((PDF_START, kinds.PDF, check_pdf), (PNG_START, kinds.PNG, check_png), (JPEG_START, kinds.JPEG, check_jpeg))


def _check_text(content: bytes) -> None:
    if content[:_LOOKED_AT].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_PAGES):
        raise UnableToKeepFile(f"This is a web page, which is not kept. {kinds.SAVE_AS_PDF}")
    try:
        text = decoded(content)
    except UnableToReadSheet as problem:
        raise UnableToKeepFile(f"This is none of the kinds of files that are kept. {kinds.CHOOSE}") from problem
    if not text.strip():
        raise UnableToKeepFile("There is nothing in the file. Choose another")
