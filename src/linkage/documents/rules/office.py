"""What must hold of a Word, Excel, PowerPoint or OpenDocument file, and which of them it is."""

import io
import re
from zipfile import ZipFile

from linkage.documents.rules import kinds
from linkage.documents.rules.limits import USUAL, UnableToKeepFile
from linkage.documents.rules.packed import Packed, check_packed
from linkage.documents.rules.recognising import PROTECTED

MACROS = "The file holds macros, which we do not keep. Save it without them, or as a PDF"
FROM_ELSEWHERE = f"The file fetches a part of itself from somewhere else. {kinds.SAVE_AS_PDF}"
DOCUMENT = Packed(
    noun="document",
    again=kinds.SAVE_AS_PDF,
    macros=MACROS,
    smaller="Make its pictures smaller, or save it as a PDF",
    marks=(
        (kinds.EICAR, kinds.HARMFUL),
        (b"macroEnabled", MACROS),
        (b"DDEAUTO", kinds.HARMFUL_INSIDE),
        (b"<ddeLink", kinds.HARMFUL_INSIDE),
        (b"encryption-data", PROTECTED),
    ),
    folders=(
        ("/embeddings/", kinds.EMBEDDED),
        ("/activex/", kinds.HARMFUL_INSIDE),
        ("/basic/", MACROS),
        ("/scripts/", MACROS),
    ),
)
_MAIN = {
    kinds.DOCX: b"wordprocessingml.document.main+xml",
    kinds.XLSX: b"spreadsheetml.sheet.main+xml",
    kinds.PPTX: b"presentationml.presentation.main+xml",
}
_TYPES, _MIME, _ODT = "[Content_Types].xml", "mimetype", b"application/vnd.oasis.opendocument.text"
_RELATION = re.compile(rb"<Relationship\s[^>]*>", re.IGNORECASE)
_LIVE = (b"attachedtemplate", b"oleobject", b"/frame", b"subdocument", b"/control")
_FAR = re.compile(rb"target\s*=\s*[\"'](?:https?:|ftp:|mhtml:|file://[^/]|\\\\|//)")


def office_kind(content: bytes) -> str:
    """Return which of them it is, having looked through all its parts; raises UnableToKeepFile or UnableToReadSheet."""
    check_packed(content, USUAL, DOCUMENT)
    with ZipFile(io.BytesIO(content)) as packed:
        names = packed.namelist()
        for name in names:
            if name.lower().endswith(".rels"):
                _check_relations(packed.read(name))
        if _MIME in names and packed.read(_MIME).strip() == _ODT:
            return kinds.ODT
        types = packed.read(_TYPES) if _TYPES in names else b""
    found = [kind for kind, main in _MAIN.items() if main in types]
    if len(found) != 1:
        raise UnableToKeepFile(f"This is a packed file of another kind. {kinds.CHOOSE}")
    return found[0]


def _check_relations(part: bytes) -> None:
    """Nothing that runs or is laid over the page is fetched from elsewhere; links that somebody presses may lead out.

    Word notes the template on its owner's own disk so, which nobody can reach.
    """
    for relation in _RELATION.findall(part):
        small = relation.lower()
        if b"external" in small and any(kind in small for kind in _LIVE) and _FAR.search(small):
            raise UnableToKeepFile(FROM_ELSEWHERE)
