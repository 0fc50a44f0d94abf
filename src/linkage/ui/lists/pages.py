"""A list as one page shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Paginator

from linkage.ui.lists.choices import Chosen
from linkage.ui.lists.definition import Filter, ListDefinition
from linkage.ui.lists.exports import CSV, KINDS, XLSX
from linkage.ui.lists.facets import Facet, Option

NEAR = 1  # pages shown on either side of the current one


@dataclass(frozen=True)
class Link:
    """A chip, a sort or a page number; without an address it is a gap."""

    text: str
    url: str
    is_current: bool = False

    @property
    def number(self) -> str:
        """The page number, as pagination calls it."""
        return self.text


@dataclass(frozen=True)
class ListPage:
    """Everything `ui/list.html` shows."""

    definition: ListDefinition
    chosen: Chosen
    rows: Sequence[Any]
    total: int
    pages: int
    number: int
    filters: Sequence[Facet]
    hidden_options: int
    chips: Sequence[Link]
    sorts: Sequence[Link]
    page_links: Sequence[Link]
    previous_url: str
    next_url: str
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def noun_plural(self) -> str:
        """What the rows are called."""
        return self.definition.noun_plural

    @property
    def clear_url(self) -> str:
        """The list without filters and words, in the same order."""
        return Chosen(values={}, sort=self.chosen.sort).url()

    @property
    def kinds(self) -> list[tuple[str, str]]:
        """The kinds of file, and what people call them."""
        return [(XLSX, "Excel"), (CSV, "CSV")]

    @property
    def export_urls(self) -> dict[str, str]:
        """The same rows as a file, by kind."""
        return {kind: self.chosen.url(export=kind) for kind in KINDS}

    @property
    def kept_by_filters(self) -> list[tuple[str, str]]:
        """What the filter form must carry along."""
        kept = {"q": self.chosen.query, "sort": self.chosen.sort}
        return [(name, value) for name, value in kept.items() if value]

    @property
    def kept_by_search(self) -> list[tuple[str, str]]:
        """What the search form must carry along."""
        return [(name, value) for name, values in self.chosen.values.items() for value in values]

    @property
    def has_filters(self) -> bool:
        """Whether there is anything to choose."""
        return any(facet.options for facet in self.filters)

    @property
    def is_narrowed(self) -> bool:
        """Whether the reader asked for less than everything."""
        return bool(self.chips or self.chosen.query)

    @property
    def head(self) -> list[str]:
        """The titles of the columns."""
        return [column.title for column in self.definition.columns]

    @property
    def labels(self) -> list[str]:
        """What stands before each value on a phone."""
        return [column.title if column.label is None else column.label for column in self.definition.columns]

    @property
    def cells(self) -> list[list[Any]]:
        """The rows, column by column."""
        return [[column.cell(row) for column in self.definition.columns] for row in self.rows]


def page(
    definition: ListDefinition,
    asked: Chosen,
    rows: Any,
    answers: Mapping[str, Sequence[Option]] | None = None,
    **extra: Any,
) -> ListPage:
    """Make the page. `rows` is a list or a queryset, already filtered and sorted; `answers` the options by filter."""
    answers = answers or {}
    paginator = Paginator(rows, definition.per_page)
    current = paginator.get_page(asked.number)
    facets = [_facet(wanted, answers.get(wanted.name, ())) for wanted in definition.filters]
    shown = sum(len(facet.options) for facet in facets)
    return ListPage(
        definition=definition,
        chosen=asked,
        rows=list(current.object_list),
        total=paginator.count,
        pages=paginator.num_pages,
        number=current.number,
        filters=facets,
        hidden_options=sum(len(found) for found in answers.values()) - shown,
        chips=_chips(asked, facets),
        sorts=_sorts(definition, asked),
        page_links=_page_links(asked, current.number, paginator.num_pages),
        previous_url=asked.url(page=current.number - 1) if current.has_previous() else "",
        next_url=asked.url(page=current.number + 1) if current.has_next() else "",
        extra=extra,
    )


def _facet(wanted: Filter, found: Sequence[Option]) -> Facet:
    # A choice must never lead to nothing; one that was made already stays, so that it can be unmade.
    useful = [option for option in found if option.count != 0 or option.chosen]
    return Facet(wanted.name, wanted.title, wanted.single, useful)


def _chips(asked: Chosen, facets: Sequence[Facet]) -> list[Link]:
    return [
        Link(option.text, asked.url(without=(facet.name, option.value)))
        for facet in facets
        for option in facet.options
        if option.chosen
    ]


def _sorts(definition: ListDefinition, asked: Chosen) -> list[Link]:
    first = definition.sorts[0].name if definition.sorts else ""
    current = asked.sort or first
    return [
        Link(sort.text, asked.url(sort="" if sort.name == first else sort.name), sort.name == current)
        for sort in definition.sorts
    ]


def _page_links(asked: Chosen, number: int, pages: int) -> list[Link]:
    near = {1, pages, *range(max(1, number - NEAR), min(pages, number + NEAR) + 1)}
    links: list[Link] = []
    before = 0
    for place in sorted(near):
        if place > before + 1:
            links.append(Link("", ""))
        links.append(Link(str(place), asked.url(page=place), place == number))
        before = place
    return links
