"""The kinds of files that are kept, what they are called, and how they are sent."""

from typing import NamedTuple

PDF, DOCX, XLSX, PPTX, ODT = "pdf", "docx", "xlsx", "pptx", "odt"
PNG, JPEG, TXT, CSV = "png", "jpeg", "txt", "csv"


class Kind(NamedTuple):
    """What a kind is called, which endings its name may have, and its content type."""

    label: str
    endings: tuple[str, ...]
    content_type: str


_OFFICE = "application/vnd.openxmlformats-officedocument."
KINDS: dict[str, Kind] = {
    PDF: Kind("PDF", (".pdf",), "application/pdf"),
    DOCX: Kind("Word document", (".docx",), f"{_OFFICE}wordprocessingml.document"),
    XLSX: Kind("Excel workbook", (".xlsx",), f"{_OFFICE}spreadsheetml.sheet"),
    PPTX: Kind("PowerPoint slides", (".pptx",), f"{_OFFICE}presentationml.presentation"),
    ODT: Kind("OpenDocument text", (".odt",), "application/vnd.oasis.opendocument.text"),
    PNG: Kind("Picture", (".png",), "image/png"),
    JPEG: Kind("Picture", (".jpg", ".jpeg"), "image/jpeg"),
    TXT: Kind("Plain text", (".txt",), "text/plain"),
    CSV: Kind("Table as text", (".csv",), "text/csv"),
}
ENDINGS = tuple(ending for kind in KINDS.values() for ending in kind.endings)
ALLOWED = "PDF, Word, Excel, PowerPoint, OpenDocument text, a picture (PNG or JPEG) or plain text"
CHOOSE = f"Choose one of these: {ALLOWED}"
SAVE_AS_PDF = "Open it, save it as a PDF, and choose that"
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
HARMFUL = "The file holds something harmful, so it is not kept. Have your computer looked at, and choose another file"
HARMFUL_INSIDE = "The file holds something that acts by itself, which we do not keep. Save it as a PDF and choose that"
EMBEDDED = "Another file is packed inside this one. Take it out, or save it as a PDF and choose that"
