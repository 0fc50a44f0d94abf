"""What the pages of imports show."""

from linkage.documents.rules.limits import USUAL
from linkage.imports.presenters.checking import check, left_out
from linkage.imports.presenters.outcomes import listed, outcome, say, undone
from linkage.imports.presenters.reports import lines, told
from linkage.imports.presenters.wording import more_pages, words_of

MOST_BYTES = USUAL.upload_bytes

__all__ = [
    "MOST_BYTES",
    "check",
    "left_out",
    "lines",
    "listed",
    "more_pages",
    "outcome",
    "say",
    "told",
    "undone",
    "words_of",
]
