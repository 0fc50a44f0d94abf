"""Spreadsheets made for tests: good ones, and hostile ones that nobody should have to keep on a disk."""

import io
import struct
import warnings
import zipfile
import zlib

import openpyxl


def xlsx(rows, **more_sheets) -> bytes:
    book = openpyxl.Workbook()
    for title, cells in {"Sheet1": rows, **more_sheets}.items():
        sheet = book.active if title == "Sheet1" else book.create_sheet(title)
        for row in cells:
            sheet.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def with_part(name: str, content: bytes, base: bytes | None = None) -> bytes:
    """An .xlsx with one part replaced or added."""
    kept = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(base or xlsx([["Name"]]))) as old,
        zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            if entry.filename != name:
                new.writestr(entry.filename, old.read(entry.filename))
        new.writestr(name, content)
    return kept.getvalue()


def sheet_xml(cells: str, before: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{cells}</sheetData></worksheet>"
    ).encode()


SHEET = "xl/worksheets/sheet1.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENTITIES = (
    '<!DOCTYPE s [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>'
)
EXTERNAL = '<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
ONE_CELL = '<row r="1"><c r="A1" t="inlineStr"><is><t>{}</t></is></c></row>'


def lying(size: int, claimed: int) -> bytes:
    """An .xlsx whose sheet unpacks to `size` blanks and says that it is `claimed` bytes long, its checksum as if so."""
    content = bytearray(with_part(SHEET, b" " * size))
    honest = struct.pack("<I", size)
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = 0
        while (place := content.find(mark, place)) >= 0:
            if content[place + at : place + at + 4] == honest:
                content[place + at : place + at + 4] = struct.pack("<I", claimed)
                content[place + at - 8 : place + at - 4] = struct.pack("<I", zlib.crc32(b" " * claimed))
            place += 4
    return bytes(content)


def many_parts(count: int) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as file:
        for number in range(count):
            file.writestr(f"xl/{number}.xml", "")
    return kept.getvalue()


def encrypted() -> bytes:
    """An .xlsx whose parts say that they are encrypted."""
    content = bytearray(xlsx([["Name"]]))
    at = 0
    while (at := content.find(b"PK\x01\x02", at)) >= 0:
        content[at + 8] |= 1
        at += 4
    return bytes(content)


def hostile() -> dict[str, tuple[str, bytes]]:
    """Every hostile file: what it is → the name it comes under, and its bytes."""
    return bombs() | strangers() | damaged() | texts()


def bombs() -> dict[str, tuple[str, bytes]]:
    """Files that become far larger, or would be written elsewhere."""
    good = xlsx([["Name", "E-mail"], ["Ama", "ama@school.example"]])
    big = with_part(SHEET, sheet_xml(ONE_CELL.format(" " * 60_000_000)))
    return {
        "bomb": ("a.xlsx", big),
        "bomb within the limit of bytes": ("a.xlsx", with_part("xl/a.xml", b" " * 40_000_000)),
        "bomb that lies": ("a.xlsx", lying(200_000_000, 900_000)),
        "sheet that is longer than it says": ("a.xlsx", lying(1_000_000, 900_000)),
        "many small bombs": ("a.xlsx", _with_many(80, 900_000)),
        "too many parts": ("a.xlsx", many_parts(500)),
        "far too many parts": ("a.xlsx", many_parts(60_000)),
        "packed inside": ("a.xlsx", with_part("xl/embeddings/b.zip", good)),
        "packed inside without saying so": ("a.xlsx", with_part("xl/media/picture.png", good)),
        "zip slip": ("a.xlsx", with_part("../../etc/cron.d/a", b"x")),
        "zip slip from Windows": ("a.xlsx", with_part("..\\..\\a.xml", b"x")),
        "zip slip to the root": ("a.xlsx", with_part("/etc/passwd", b"x")),
        "zip slip to a drive": ("a.xlsx", with_part("C:/a.xml", b"x")),
        "two parts of one name": ("a.xlsx", _twice()),
        "a cell at the far end": ("a.xlsx", with_part(SHEET, sheet_xml(_cell("XFD1048576")))),
        "far down": ("a.xlsx", with_part(SHEET, sheet_xml(_cell("A1") + _cell("A1048576")))),
        "far right": ("a.xlsx", with_part(SHEET, sheet_xml(_cell("ZZ1")))),
    }


def strangers() -> dict[str, tuple[str, bytes]]:
    """Files with something in them that no spreadsheet needs, or that are something else as well."""
    good = xlsx([["Name", "E-mail"], ["Ama", "ama@school.example"]])
    utf16 = f'<?xml version="1.0" encoding="UTF-16"?>{EXTERNAL}<worksheet/>'.encode("utf-16")
    return {
        "external entity": ("a.xlsx", with_part(SHEET, sheet_xml(ONE_CELL.format("&x;"), EXTERNAL))),
        "entities that grow": ("a.xlsx", with_part(SHEET, sheet_xml(ONE_CELL.format("&c;"), ENTITIES))),
        "external entity in another part": ("a.xlsx", with_part("xl/sharedStrings.xml", EXTERNAL.encode())),
        "external entity in UTF-16": ("a.xlsx", with_part(SHEET, utf16)),
        "doctype after a long comment": (
            "a.xlsx",
            with_part(SHEET, sheet_xml(ONE_CELL.format("a"), f"<!--{'-x' * 60_000}-->{EXTERNAL}")),
        ),
        "macros": ("a.xlsm", with_part("xl/vbaProject.bin", b"x")),
        "macros under another name": ("a.xlsx", with_part("xl/vbaProject.bin", b"x")),
        "macros in an old file": ("a.xls", OLE + b"\0" * 504 + "_VBA_PROJECT".encode("utf-16-le") + b"\0" * 512),
        "password": ("a.xlsx", OLE + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 512),
        "PDF": ("a.xlsx", b"%PDF-1.7\n" + b"x" * 100),
        "PDF that is a workbook too": ("a.xlsx", b"%PDF-1.7\n" + good),
        "picture that is a workbook too": ("a.xlsx", b"GIF89a" + good),
        "text that is a workbook too": ("a.csv", b"name,email\r\n" + good),
        "workbook with something behind it": ("a.xlsx", good + b"MZ" + b"\0" * 100),
        "web page": ("a.xls", b"<html><table><tr><td>Name</td></tr></table></html>"),
        "web page with a script": ("a.csv", b"\xef\xbb\xbf  <script>alert(1)</script>"),
        "old Excel's XML": ("a.xls", b"<?xml version='1.0'?><Workbook/>"),
        "program": ("a.csv", b"MZ\x90\0" + b"\0" * 100),
        "archive": ("a.csv", b"\x1f\x8b\x08" + b"\0" * 100),
        "picture": ("a.csv", b"\x89PNG\r\n\x1a\n" + b"\0" * 100),
        "workbook called CSV": ("a.csv", good),
        "CSV called workbook": ("a.xlsx", b"Name,E-mail\r\nAma,ama@school.example\r\n"),
        "CSV called old workbook": ("a.xls", b"Name,E-mail\r\n"),
    }


def damaged() -> dict[str, tuple[str, bytes]]:
    """Files that were not saved whole, or by nobody we know."""
    good = xlsx([["Name", "E-mail"], ["Ama", "ama@school.example"]])
    return {
        "empty": ("a.xlsx", b""),
        "empty csv": ("a.csv", b""),
        "blank csv": ("a.csv", b"\r\n\r\n  \r\n"),
        "no cell": ("a.xlsx", xlsx([])),
        "encrypted parts": ("a.xlsx", encrypted()),
        "half of it": ("a.xlsx", good[: len(good) // 2]),
        "without its end": ("a.xlsx", good[:-30]),
        "damaged inside": ("a.xlsx", _damaged(good)),
        "only the first bytes": ("a.xlsx", b"PK\x03\x04"),
        "only the first bytes of an old file": ("a.xls", OLE),
        "an old file of nothing": ("a.xls", OLE + b"\0" * 4096),
        "workbook without a sheet": ("a.xlsx", _without(good, SHEET)),
        "zip that is no workbook": ("a.xlsx", many_parts(3)),
        "no ending": ("spreadsheet", good),
        "double ending": ("a.xlsx.exe", good),
        "name that means a folder": ("../../a", good),
    }


def texts() -> dict[str, tuple[str, bytes]]:
    """Text files that are none, or too much."""
    return {
        "too many bytes": ("a.csv", b"name,email\r\n" * 900_000),
        "noughts": ("a.csv", b"\0" * 5_000),
        "random": ("a.csv", bytes(range(256)) * 20),
        "too many rows": ("a.csv", b"a,b\r\n" * 20_001),
        "too many columns": ("a.csv", b",".join([b"a"] * 61)),
        "one endless row": ("a.csv", b"a" * 9_000_000),
        "quotes that never close": ("a.csv", b'Name,E-mail\r\n"' + b"a,b\r\n" * 100_000),
        "half a UTF-16 letter": ("a.csv", b"\xff\xfeN\0a\0m"),
        "two encodings": ("a.csv", "Name\r\nRené\r\n".encode("cp1252") + "Zoë\r\n".encode()),
        "no encoding": ("a.csv", b"Name\r\n\x81\x8d\r\n"),
    }


def _cell(place: str) -> str:
    row = "".join(letter for letter in place if letter.isdigit())
    return f'<row r="{row}"><c r="{place}" t="inlineStr"><is><t>x</t></is></c></row>'


def _with_many(count: int, size: int) -> bytes:
    kept = io.BytesIO(xlsx([["Name"]]))
    with zipfile.ZipFile(kept, "a", zipfile.ZIP_DEFLATED) as file:
        for number in range(count):
            file.writestr(f"xl/{number}.xml", b" " * size)
    return kept.getvalue()


def _twice() -> bytes:
    kept = io.BytesIO(xlsx([["Name"]]))
    with zipfile.ZipFile(kept, "a") as file, warnings.catch_warnings(action="ignore"):
        file.writestr(SHEET, sheet_xml(_cell("A1")))
    return kept.getvalue()


def _damaged(content: bytes) -> bytes:
    at = content.find(SHEET.encode()) + len(SHEET) + 20
    return content[:at] + bytes(255 - byte for byte in content[at : at + 20]) + content[at + 20 :]


def _without(content: bytes, name: str) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(kept, "w") as new:
        for entry in old.infolist():
            if entry.filename != name:
                new.writestr(entry.filename, old.read(entry.filename))
    return kept.getvalue()
