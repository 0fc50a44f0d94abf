"""What the reader asked of a list, read from the address and written back into addresses."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from linkage.ui.lists.definition import ListDefinition
from linkage.ui.lists.exports import KINDS


@dataclass(frozen=True)
class Chosen:
    """What the reader asked for, cleaned by the definition."""

    values: Mapping[str, tuple[str, ...]]
    query: str = ""
    sort: str = ""
    number: int = 1
    export: str = ""
    """The kind of file asked for: "csv", "xlsx", or nothing for the page."""

    @property
    def wants_export(self) -> bool:
        """Whether a file is asked for and not the page."""
        return bool(self.export)

    def of(self, name: str) -> tuple[str, ...]:
        """The chosen answers of one filter."""
        return self.values.get(name, ())

    def url(self, *, without: tuple[str, str] | None = None, **changes: Any) -> str:
        """The address of the same list with one answer taken away or something changed; always back to page 1."""
        pairs = [(name, value) for name, values in self.values.items() for value in values if (name, value) != without]
        rest = {"q": self.query, "sort": self.sort, **changes}
        pairs += [(name, value) for name, value in rest.items() if value]
        return f"?{urlencode(pairs)}"


def chosen(definition: ListDefinition, data: QueryDict, sent: QueryDict | None = None) -> Chosen:
    """Read what was asked for; what the definition does not know is dropped, never an error.

    `sent` is what was posted: a personal list becomes a file by that alone.
    """
    export = (QueryDict() if sent is None else sent) if definition.is_personal else data
    values = {
        wanted.name: tuple(dict.fromkeys(value for value in data.getlist(wanted.name) if value))
        for wanted in definition.filters
    }
    sort = data.get("sort", "")
    number = data.get("page", "1")
    return Chosen(
        values={name: found[:1] if _single(definition, name) else found for name, found in values.items() if found},
        query=data.get("q", "").strip()[:200] if definition.has_search else "",
        sort=sort if sort in {known.name for known in definition.sorts[1:]} else "",
        number=int(number) if number.isascii() and number.isdigit() and len(number) <= len("99999") else 1,
        export=kind if (kind := export.get("export", "")) in KINDS else "",
    )


def _single(definition: ListDefinition, name: str) -> bool:
    return any(wanted.single for wanted in definition.filters if wanted.name == name)
