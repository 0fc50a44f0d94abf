"""What the rows of a file said when it was last read: a refresh passes over those that say it again."""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from xxhash import xxh3_64_intdigest as digest_of

STRETCH_ROWS = 12
"""A stretch is passed over at once, or looked through row by row: with one row changed of a hundred, one of nine is."""

CODES = {"digests": "Q", "urns": "I", "sums": "Q", "sizes": "I", "counts": "I"}
"""The arrays of a memory, in order, each with the code of its numbers: of 8 bytes or 4."""


@dataclass
class Memory:
    """The rows of one file in their order, and the stretches they stand in.

    Row n has `digests[n]` and tells of the school `urns[n]`, which is 0 when it did not come in. Stretch n has
    `counts[n]` rows and `sizes[n]` bytes, with all line ends, whose digest is `sums[n]`.
    """

    digests: "array[int]"
    urns: "array[int]"
    sums: "array[int]"
    sizes: "array[int]"
    counts: "array[int]"

    @classmethod
    def of(cls, kept: Mapping[str, bytes]) -> "Memory":
        """Return the memory kept as these bytes; of nothing when there are none."""
        return cls(*(array(code, kept.get(name, b"")) for name, code in CODES.items()))

    def kept(self) -> dict[str, bytes]:
        """Return the bytes of each array."""
        return {name: getattr(self, name).tobytes() for name in CODES}

    def __post_init__(self) -> None:
        self._pending: list[bytes] = []

    def places(self) -> list[int]:
        """Return the place of the first row of each stretch, and one past the last row."""
        return list(accumulate(self.counts, initial=0))

    def add(self, raws: Sequence[bytes], digests: Iterable[int], urns: Iterable[int]) -> None:
        """Add rows that stand one after the other; 0 for the school of a row that is yet to be read."""
        self.digests.extend(digests)
        self.urns.extend(urns)
        self._pending += raws
        whole = len(self._pending) - len(self._pending) % STRETCH_ROWS
        for start in range(0, whole, STRETCH_ROWS):
            self._add_stretch(self._pending[start : start + STRETCH_ROWS])
        del self._pending[:whole]

    def add_stretches(self, was: "Memory", first: int, last: int, rows: slice) -> None:
        """Add stretches from `first` to before `last`, and their `rows`, as they were."""
        self._end_stretch()
        self.digests += was.digests[rows]
        self.urns += was.urns[rows]
        self.sums += was.sums[first:last]
        self.sizes += was.sizes[first:last]
        self.counts += was.counts[first:last]

    def came_in(self, numbers: Iterable[int], urns: Iterable[int]) -> None:
        """Say of which schools the rows with these numbers told; the header is row 1."""
        for number, urn in zip(numbers, urns, strict=True):
            self.urns[number - 2] = urn

    def has_twins(self) -> bool:
        """Say whether two rows tell of the same school."""
        known = len(self.urns) - self.urns.count(0)
        return len(set(self.urns) - {0}) < known

    def finish(self) -> None:
        """End the last stretch, and let none be passed over that holds a row which did not come in."""
        self._end_stretch()
        if 0 not in self.urns:
            return
        for n, (start, end) in enumerate(zip(places := self.places(), places[1:], strict=False)):
            if 0 in self.urns[start:end]:
                self.sums[n] = 0

    def _end_stretch(self) -> None:
        if self._pending:
            self._add_stretch(self._pending)
            self._pending = []

    def _add_stretch(self, rows: list[bytes]) -> None:
        together = b"\n".join((*rows, b""))
        self.sums.append(digest_of(together))
        self.sizes.append(len(together))
        self.counts.append(len(rows))
