"""Files that somebody handed in, taken apart in a process of their own that may neither grow nor last."""

from linkage.documents.gateway.keeping import Checked, check
from linkage.documents.gateway.reading import Row, Sheet, read
from linkage.documents.gateway.scanning import Verdict, scanned
from linkage.documents.rules.limits import UnableToKeepFile, UnableToReadSheet

__all__ = [
    "Checked",
    "Row",
    "Sheet",
    "UnableToKeepFile",
    "UnableToReadSheet",
    "Verdict",
    "check",
    "read",
    "scanned",
]
