"""What a file handed in must be before anything takes it apart, and what its words are."""

from linkage.documents.rules.cells import as_text
from linkage.documents.rules.encodings import decoded, delimiter_of, read_csv
from linkage.documents.rules.limits import Limits, UnableToReadSheet
from linkage.documents.rules.packed import check_packed
from linkage.documents.rules.recognising import kind_of

__all__ = [
    "Limits",
    "UnableToReadSheet",
    "as_text",
    "check_packed",
    "decoded",
    "delimiter_of",
    "kind_of",
    "read_csv",
]
