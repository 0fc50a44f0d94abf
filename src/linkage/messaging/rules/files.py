"""What came with a mail, told by its own bytes and never by what it says it is. Pure."""

from dataclasses import dataclass

MOST_FILES = 10
MOST_FILE_BYTES = 5_000_000
NAME_CHARACTERS = 100
UNKNOWN = "application/octet-stream"
_BEGINNINGS = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"PK\x03\x04", "application/zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"{\\rtf", "application/rtf"),
    (b"MZ", "application/x-msdownload"),
)
WORDS = {
    "application/pdf": "PDF",
    "image/png": "Picture",
    "image/jpeg": "Picture",
    "image/gif": "Picture",
    "application/zip": "Office document or archive",
    "application/x-ole-storage": "Older office document",
    "application/rtf": "Text document",
    "application/x-msdownload": "Program: do not open it",
    "text/plain": "Text",
    UNKNOWN: "Unknown kind",
}


@dataclass(frozen=True)
class File:
    """A file that came with a mail; without content where it is too large to keep."""

    name: str
    content_type: str
    size: int
    content: bytes


def kind_of(content: bytes) -> str:
    """Return what a file is by its first bytes; plain text only when all of it can be read as such."""
    for beginning, kind in _BEGINNINGS:
        if content.startswith(beginning):
            return kind
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return UNKNOWN
    return "text/plain" if text and not any(ord(letter) < 32 and letter not in "\t\r\n" for letter in text) else UNKNOWN  # noqa: PLR2004


def kept(name: str, content: bytes) -> File:
    """Return the file as we keep it: its name without folders and tricks, its content unless it is too large."""
    bare = name.replace("\\", "/").rpartition("/")[2]
    shown = " ".join("".join(letter if letter.isprintable() else " " for letter in bare).split())
    is_small = len(content) <= MOST_FILE_BYTES
    return File(shown[-NAME_CHARACTERS:] or "File", kind_of(content), len(content), content if is_small else b"")
