"""What a file is, by its first bytes and not by its name."""

from pathlib import PurePath

from linkage.documents.rules.limits import UnableToReadSheet

PACKED, OLD_EXCEL, TEXT = "packed", "old excel", "text"

PACKED_START = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OTHERS = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a packed archive",
    b"7z\xbc\xaf": "a packed archive",
    b"Rar!": "a packed archive",
    b"{\\rtf": "a text document",
    b"MZ": "a program",
    b"\x7fELF": "a program",
}
_ENDINGS = {PACKED: {".xlsx", ".ods"}, OLD_EXCEL: {".xls"}, TEXT: {".csv", ".tsv", ".txt"}}
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MACROS = "_VBA_PROJECT".encode("utf-16-le")
_WITH_MACROS = {".xlsm", ".xltm", ".xlam", ".xlsb"}
_LOOKED_AT = 2_000
PROTECTED = "The file is protected by a password. Take the password off and save it again"
MACROS = "The file holds macros, which we do not open. Save it as an Excel workbook (.xlsx)"
SAVE_AGAIN = "Open it in Excel and save it as an Excel workbook (.xlsx) or as CSV"


def kind_of(content: bytes, name: str) -> str:
    """Return what kind of spreadsheet it is; raises UnableToReadSheet for what is none, or is called another.

    A file whose name ends otherwise than it is may open as something else elsewhere: it is not read.
    """
    ending = PurePath(name).suffix.lower()
    if ending in _WITH_MACROS:
        raise UnableToReadSheet("The file may hold macros, which we do not open. Save it as an Excel workbook (.xlsx)")
    kind = _by_first_bytes(content)
    if ending not in set().union(*_ENDINGS.values()):
        raise UnableToReadSheet("Choose a spreadsheet: a file that ends in .xlsx, .xls, .ods or .csv")
    if ending not in _ENDINGS[kind]:
        raise UnableToReadSheet(f"The file’s name ends in {ending}, but it is something else inside. {SAVE_AGAIN}")
    return kind


def _by_first_bytes(content: bytes) -> str:
    if content.startswith(PACKED_START):
        return PACKED
    if content.startswith(OLE):
        return _old_excel(content)
    for start, what in OTHERS.items():
        if content.startswith(start):
            raise UnableToReadSheet(f"This is {what}, not a spreadsheet. {SAVE_AGAIN}")
    head = content[:_LOOKED_AT].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype", b"<html", b"<?xml", b"<table", b"<script")):
        raise UnableToReadSheet(f"This is a web page, not a spreadsheet. {SAVE_AGAIN}")
    return TEXT


def _old_excel(content: bytes) -> str:
    if ENCRYPTED in content:
        raise UnableToReadSheet(PROTECTED)
    if _MACROS in content:
        raise UnableToReadSheet(MACROS)
    return OLD_EXCEL
