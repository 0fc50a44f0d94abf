"""What a list is made of."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

PER_PAGE = 25


@dataclass(frozen=True)
class Column:
    """One column: what the page shows of a row, and what the export writes (the same unless said)."""

    title: str
    cell: Callable[[Any], Any]
    export: Callable[[Any], Any] | None = None
    label: str | None = None

    def exported(self, row: Any) -> Any:
        """The plain value for a spreadsheet."""
        return self.export(row) if self.export else self.cell(row)


@dataclass(frozen=True)
class Filter:
    """One question beside the list. `key` reads the answer (or answers) from a row, for rows kept in memory."""

    name: str
    title: str
    single: bool = False
    key: Callable[[Any], Any] | None = None
    labels: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Sort:
    """One order of the list; `key` sorts rows kept in memory."""

    name: str
    text: str
    key: Callable[[Any], Any] | None = None
    reverse: bool = False


@dataclass(frozen=True)
class ListDefinition:
    """What a list is made of. Its first sort is the one without asking; `nothing` is what an empty choice finds.

    Who takes a *personal* list home (people, addresses) is written down: it goes by POST, and its view calls an
    operation of its app first.
    """

    noun: str
    noun_plural: str
    columns: Sequence[Column]
    filters: Sequence[Filter] = ()
    sorts: Sequence[Sort] = ()
    per_page: int = PER_PAGE
    has_search: bool = False
    nothing: str = "nothing"
    empty_title: str = "Nothing here yet"
    empty_text: str = ""
    is_personal: bool = False
