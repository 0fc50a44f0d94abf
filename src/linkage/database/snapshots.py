"""Which transactions had ended when something was read, by PostgreSQL's own account (`pg_current_snapshot()`)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Snapshot:
    """All transactions before `xmin` had ended, none from `xmax` on had begun, and `still_open` are those between."""

    xmin: int
    xmax: int
    still_open: frozenset[int]

    @classmethod
    def read(cls, text: str) -> "Snapshot":
        """Return what `xmin:xmax:open,open` says, as PostgreSQL writes it."""
        xmin, xmax, still_open = text.split(":")
        return cls(int(xmin), int(xmax), frozenset(map(int, filter(None, still_open.split(",")))))

    def __str__(self) -> str:
        """The same again, as PostgreSQL reads it."""
        return f"{self.xmin}:{self.xmax}:{','.join(map(str, sorted(self.still_open)))}"

    def sees(self, transaction: int) -> bool:
        """Whether a transaction had ended: what it wrote was seen by whoever read then."""
        return transaction < self.xmax and transaction not in self.still_open

    def sees_each(self, transactions: NDArray[np.int64]) -> NDArray[np.bool_]:
        """The same of many."""
        seen: NDArray[np.bool_] = (transactions < self.xmax) & ~np.isin(transactions, [*self.still_open])
        return seen
