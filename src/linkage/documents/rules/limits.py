"""How much a file handed in may hold; looked at before it is taken apart."""

from dataclasses import dataclass

from linkage.kernel.errors import Refused


class UnableToReadSheet(Refused):
    """A file that is no spreadsheet we can read, or is one that we will not; the sentence says how to put it right."""


class UnableToKeepFile(Refused):
    """A file that we will not keep; the sentence says how to put it right."""


@dataclass(frozen=True)
class Limits:
    """The most a spreadsheet may hold: bytes, parts of a packed file, rows, columns and letters."""

    upload_bytes: int = 10_000_000
    unpacked_bytes: int = 50_000_000
    ratio: int = 100
    entries: int = 200
    rows: int = 20_000
    columns: int = 60
    letters: int = 5_000_000
    letters_in_a_cell: int = 32_767


USUAL = Limits()


def is_small_enough(size: int, limits: Limits = USUAL) -> None:
    """Return when a file of `size` bytes may be looked at; raises UnableToReadSheet."""
    if not size:
        raise UnableToReadSheet("The file is empty. Choose another")
    if size > limits.upload_bytes:
        most = limits.upload_bytes // 1_000_000
        raise UnableToReadSheet(
            f"The file must be smaller than {most} MB. Delete what you do not need, and save it again"
        )
