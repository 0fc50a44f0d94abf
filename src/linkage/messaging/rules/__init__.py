"""Rules about mails, split by noun: what may be written, how one that came in is read, and what becomes of it."""

from linkage.messaging.rules.authentication import parsed, proof_of
from linkage.messaging.rules.deciding import IN_A_ROW, Known, fate_of
from linkage.messaging.rules.files import File, kind_of
from linkage.messaging.rules.incoming import MOST_BYTES, Incoming, incoming
from linkage.messaging.rules.reading import (
    ReadEmail,
    an_email_can_be_read,
    read_email,
    request_words,
)
from linkage.messaging.rules.reports import Report, Returned
from linkage.messaging.rules.writing import (
    ADDRESS_CHARACTERS,
    HAND_OVER,
    JOB_LOST,
    NAME_CHARACTERS,
    RELAY_SETTLES,
    SUBJECT_CHARACTERS,
    WORDING_CHARACTERS,
    WORKER_GONE,
    display_name,
    filled,
    is_deliverable,
    names_are_known,
    one_line,
    pause_after,
    unknown_names,
)

__all__ = [
    "ADDRESS_CHARACTERS",
    "HAND_OVER",
    "IN_A_ROW",
    "JOB_LOST",
    "MOST_BYTES",
    "NAME_CHARACTERS",
    "RELAY_SETTLES",
    "SUBJECT_CHARACTERS",
    "WORDING_CHARACTERS",
    "WORKER_GONE",
    "File",
    "Incoming",
    "Known",
    "ReadEmail",
    "Report",
    "Returned",
    "an_email_can_be_read",
    "display_name",
    "fate_of",
    "filled",
    "incoming",
    "is_deliverable",
    "kind_of",
    "names_are_known",
    "one_line",
    "parsed",
    "pause_after",
    "proof_of",
    "read_email",
    "request_words",
    "unknown_names",
]
