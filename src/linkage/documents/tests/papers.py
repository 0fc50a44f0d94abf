"""Files to keep, made for tests: good ones of each kind, and hostile ones that nobody should have to keep on a disk."""

import io
import struct
import zipfile
import zlib

from linkage.documents.rules.kinds import EICAR
from linkage.documents.tests.sheets import EXTERNAL, OLE, many_parts, with_part, xlsx

_TYPES = "[Content_Types].xml"
_MAIN = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
}


def office(kind: str = "docx", **parts: bytes) -> bytes:
    """A document of one page; `parts` are added, their names with __ for a slash."""
    body = {"docx": "word/document.xml", "pptx": "ppt/presentation.xml"}[kind]
    types = f'<Types><Override PartName="/{body}" ContentType="{_MAIN[kind]}"/></Types>'
    held = {_TYPES: types.encode(), "_rels/.rels": b"<Relationships/>", body: b"<document>Due diligence</document>"}
    return zipped(held | parts)


def odt(**parts: bytes) -> bytes:
    return zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<office/>"} | parts)


def zipped(parts: dict[str, bytes]) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return kept.getvalue()


def pdf(*objects: bytes, trailer: bytes = b"", version: bytes = b"%PDF-1.7") -> bytes:
    """A PDF of one empty page, and these objects."""
    page = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
    )
    content, places = version + b"\n%\xe2\xe3\xcf\xd3\n", []
    for number, each in enumerate((*page, *objects), start=1):
        places.append(len(content))
        content += b"%d 0 obj\n" % number + each + b"\nendobj\n"
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n"
    return content + table + end % (len(places) + 1, trailer, len(content))


def stream(body: bytes, head: bytes = b"/Filter /FlateDecode", *, is_packed: bool = True) -> bytes:
    kept = zlib.compress(body) if is_packed else body
    return b"<< /Length %d %s >>\nstream\n" % (len(kept), head) + kept + b"\nendstream"


def png(width: int = 4, height: int = 3, more: bytes = b"") -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * (min(width, 4) + 1) * min(height, 3))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + more + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def jpeg(width: int = 4, height: int = 3, comment: bytes = b"") -> bytes:
    note = b"\xff\xfe" + struct.pack(">H", len(comment) + 2) + comment if comment else b""
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\x00"
    return b"\xff\xd8\xff\xe0\x00\x04JF" + note + frame + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" + b"\x12\xff\xd9"


def good() -> dict[str, tuple[str, bytes]]:
    """A good file of each kind: kind → the name it comes under, and its bytes."""
    return {
        "pdf": ("Due diligence.pdf", pdf(stream(b"BT (Hello) Tj ET"))),
        "docx": ("Minutes.docx", office()),
        "xlsx": ("Budget.xlsx", xlsx([["Name", "Cost"], ["Cover", 350]])),
        "pptx": ("Slides.pptx", office("pptx")),
        "odt": ("Letter.odt", odt()),
        "png": ("Site plan.png", png()),
        "jpeg": ("Hall.JPG", jpeg()),
        "txt": ("Notes.txt", "What we heard – in short".encode()),
        "csv": ("Answers.csv", "Who,Said\r\nZoë,Yes\r\n".encode("cp1252")),
    }


def hostile() -> dict[str, tuple[str, bytes]]:
    """Every hostile file: what it is → the name it comes under, and its bytes."""
    return pdfs() | odd_pdfs() | documents() | odd_documents() | pictures() | others()


SCRIPT = b"<< /S /JavaScript /JS (app.alert(1)) >>"
HIDDEN = b"4 0 << /S /JavaScript /JS (app.alert(1)) >>"
_OBJECTS = b"/Type /ObjStm /N 1 /First 4"


def pdfs() -> dict[str, tuple[str, bytes]]:
    """PDFs that do something by themselves, or hide that they do."""
    found = {
        "PDF with a script": pdf(SCRIPT),
        "PDF with a script spelt by numbers": pdf(SCRIPT.replace(b"/JavaScript", b"/J#61va#53cript")),
        "PDF with a packed script": pdf(stream(HIDDEN, b"/Filter /FlateDecode " + _OBJECTS)),
        "PDF with a script in a stream without a name": pdf(stream(HIDDEN)),
        "PDF with a script said to be a picture": pdf(
            stream(HIDDEN, b"/Subtype /Image /Filter /FlateDecode " + _OBJECTS)
        ),
        "PDF with a script packed twice": pdf(
            stream(zlib.compress(HIDDEN), b"/Filter [/FlateDecode /FlateDecode] " + _OBJECTS)
        ),
        "PDF with a script in letters": pdf(
            stream(HIDDEN.hex().encode() + b">", b"/Filter /ASCIIHexDecode " + _OBJECTS, is_packed=False)
        ),
        "PDF with a script behind a predictor": pdf(
            stream(HIDDEN, b"/Filter /FlateDecode /DecodeParms << /Predictor 12 >> " + _OBJECTS)
        ),
        "PDF that starts a program": pdf(b"<< /S /Launch /F (cmd.exe) >>"),
        "PDF with a file inside": pdf(b"<< /Type /EmbeddedFile /Length 1 >>\nstream\nx\nendstream"),
        "PDF with files inside": pdf(b"<< /Names << /EmbeddedFiles 5 0 R >> >>"),
        "PDF that sends a form": pdf(b"<< /S /SubmitForm /F (https://elsewhere.example) >>"),
        "PDF with a film": pdf(b"<< /Subtype /RichMedia >>"),
        "PDF with an old form": pdf(b"<< /AcroForm << /XFA 5 0 R >> >>"),
        "PDF that opens another": pdf(b"<< /S /GoToE /F (other.pdf) >>"),
    }
    return {what: ("a.pdf", content) for what, content in found.items()}


def odd_pdfs() -> dict[str, tuple[str, bytes]]:
    """PDFs that grow, are locked, are not whole, or are something else as well."""
    whole = pdf()
    found = {
        "PDF with a password": pdf(b"<< /Filter /Standard /V 4 >>", trailer=b"/Encrypt 4 0 R"),
        "PDF bomb": pdf(stream(b" " * 60_000_000)),
        "PDF of many bombs": pdf(*[stream(b" " * 950_000)] * 60),
        "PDF of endless streams": pdf(b"stream\n" * 45_000),
        "PDF of streams in streams": pdf(b"stream\n" * 15_000 + b"x" * 100_000 + b"endstream"),
        "half a PDF": whole[: len(whole) // 2],
        "PDF with a program behind it": whole + b"MZ\x90\0" + b"\0" * 100,
        "PDF that is a packed file too": whole + zipped({"a.txt": b"x"}),
        "PDF inside the comment of a packed file": pdf(b"<<>>\nstream\n" + _with_comment(150)),
        "PDF with something before it": b"MZ\x90\0" + whole,
        "PDF of nothing": b"%PDF-1.7\n",
        "PDF with the mark of a test virus": pdf(stream(EICAR)),
    }
    return {what: ("a.pdf", content) for what, content in found.items()}


def _with_comment(length: int) -> bytes:
    """Packed files whose comment takes in whatever comes after them."""
    content = bytearray(zipped({"a.txt": b"x"}))
    content[-2:] = length.to_bytes(2, "little")
    return bytes(content)


def documents() -> dict[str, tuple[str, bytes]]:
    """Office files with something in them that acts or is fetched."""
    far = b'<Relationships><Relationship Id="1" TargetMode="External" Type="http://x/%s" Target="%s"/></Relationships>'
    macro = _MAIN["docx"].replace("document.main", "document.macroEnabled.main").encode()
    return {
        "document with macros": ("a.docx", with_part("word/vbaProject.bin", b"x", office())),
        "document that may hold macros": ("a.docm", office()),
        "document that says it holds macros": ("a.docx", with_part(_TYPES, b"<Types>" + macro + b"</Types>", office())),
        "document with a file inside": ("a.docx", with_part("word/embeddings/oleObject1.bin", OLE, office())),
        "document with a workbook inside": ("a.docx", with_part("word/embeddings/a.xlsx", xlsx([["a"]]), office())),
        "document with a control": ("a.docx", with_part("word/activeX/activeX1.xml", b"<x/>", office())),
        "document that fetches its template": (
            "a.docx",
            with_part(
                "word/_rels/settings.xml.rels",
                far % (b"attachedTemplate", b"https://elsewhere.example/a.dotm"),
                office(),
            ),
        ),
        "document that fetches an object from a share": (
            "a.docx",
            with_part("word/_rels/document.xml.rels", far % (b"oleObject", b"\\\\elsewhere\\a"), office()),
        ),
        "document that starts a program": (
            "a.docx",
            with_part("word/document.xml", b"<w>DDEAUTO c:\\cmd.exe</w>", office()),
        ),
        "workbook that starts a program": (
            "a.xlsx",
            with_part("xl/externalLinks/externalLink1.xml", b"<x><ddeLink ddeService='cmd'/></x>", xlsx([["a"]])),
        ),
    }


def odd_documents() -> dict[str, tuple[str, bytes]]:
    """Office files that hide something, grow, are locked, or are called otherwise than they are."""
    return {
        "document with an entity": ("a.docx", with_part("word/document.xml", EXTERNAL.encode() + b"<w/>", office())),
        "document with a long way out": ("a.docx", with_part("../../etc/cron.d/a", b"x", office())),
        "document bomb": ("a.docx", with_part("word/media/a.xml", b" " * 60_000_000, office())),
        "document with a packed file inside": ("a.docx", with_part("word/media/a.png", zipped({"a": b"b"}), office())),
        "document of too many parts": ("a.docx", many_parts(500)),
        "document of far too many parts": ("a.docx", many_parts(60_000)),
        "half a document": ("a.docx", office()[:200]),
        "document with a password": (
            "a.docx",
            OLE + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 512,
        ),
        "old document": ("a.doc", OLE + b"\0" * 2_000),
        "old document called new": ("a.docx", OLE + b"\0" * 2_000),
        "workbook called document": ("a.docx", xlsx([["a"]])),
        "document called PDF": ("a.pdf", office()),
        "slides called document": ("a.docx", office("pptx")),
        "text with macros": ("a.odt", odt(**{"Basic/Standard/Module1.xml": b"<x/>"})),
        "text with scripts": ("a.odt", odt(**{"Scripts/python/a.py": b"import os"})),
        "text with a password": ("a.odt", odt(**{"META-INF/manifest.xml": b"<manifest:encryption-data/>"})),
        "document with the mark of a test virus": ("a.docx", with_part("word/media/a.txt", EICAR, office())),
    }


def pictures() -> dict[str, tuple[str, bytes]]:
    """Pictures that are not whole, far too large, or something else as well."""
    return {
        "half a PNG": ("a.png", png()[:40]),
        "PNG with a wrong checksum": ("a.png", png().replace(b"IDAT", b"IDAU", 1)),
        "PNG without a picture": ("a.png", b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", bytes(13)) + chunk(b"IEND", b"")),
        "PNG that is endlessly wide": ("a.png", png(width=2_000_000_000)),
        "PNG of too many points": ("a.png", png(width=15_000, height=15_000)),
        "PNG with a page inside": ("a.png", png(more=chunk(b"tEXt", b"a\0<script>alert(1)</script>"))),
        "PNG with something behind it": ("a.png", png() + b"MZ\x90\0"),
        "PNG that is a packed file too": ("a.png", png() + zipped({"a": b"b"})),
        "PNG of nothing": ("a.png", b"\x89PNG\r\n\x1a\n"),
        "half a JPEG": ("a.jpg", jpeg()[:20]),
        "JPEG without an end": ("a.jpg", jpeg()[:-2]),
        "JPEG that is endlessly wide": ("a.jpg", jpeg(width=65_000)),
        "JPEG of no size": ("a.jpg", jpeg(width=0)),
        "JPEG with a program for a server": ("a.jpg", jpeg(comment=b"<?php system('id'); ?>")),
        "JPEG that is a packed file too": ("a.jpg", jpeg() + zipped({"a": b"b"})),
        "PNG called JPEG": ("a.jpg", png()),
        "moving picture": ("a.gif", b"GIF89a" + b"\0" * 100),
        "moving picture called PNG": ("a.png", b"GIF89a" + b"\0" * 100),
        "drawing with a script": ("a.svg", b"<svg onload='alert(1)'/>"),
    }


def others() -> dict[str, tuple[str, bytes]]:
    """What is no document at all, whatever it is called."""
    return {
        "nothing": ("a.pdf", b""),
        "blank": ("a.txt", b" \r\n\t"),
        "too many bytes": ("a.txt", b"a" * 10_000_001),
        "test virus": ("a.txt", EICAR),
        "test virus called PDF": ("a.pdf", EICAR),
        "test virus after a while": ("a.csv", b"a,b\r\n" * 1_000 + EICAR),
        "program": ("a.exe", b"MZ\x90\0" + b"\0" * 100),
        "program called PDF": ("a.pdf", b"MZ\x90\0" + b"\0" * 100),
        "program with two endings": ("report.pdf.exe", pdf()),
        "program of another system": ("a.txt", b"\x7fELF" + b"\0" * 100),
        "web page": ("a.html", b"<html><script>alert(1)</script></html>"),
        "web page called text": ("a.txt", b"\xef\xbb\xbf <!DOCTYPE html><script>alert(1)</script>"),
        "drawing called text": ("a.txt", b"<svg onload='alert(1)'/>"),
        "noughts": ("a.txt", bytes(5_000)),
        "random": ("a.txt", bytes(range(256)) * 20),
        "text called PDF": ("a.pdf", b"Dear all, this is the report."),
        "packed files": ("a.zip", zipped({"a.txt": b"x"})),
        "packed files called document": ("a.docx", zipped({"a.txt": b"x"})),
        "archive": ("a.txt", b"\x1f\x8b\x08" + b"\0" * 100),
        "rich text": ("a.txt", b"{\\rtf1 {\\object}}"),
        "short cut": ("a.lnk", b"L\0\0\0" + b"\0" * 100),
        "no ending": ("report", pdf()),
        "two documents in one": (
            "a.docx",
            zipped({_TYPES: "".join(_MAIN.values()).encode(), "word/document.xml": b"<x/>"}),
        ),
    }
