"""The one list page: filters with counts, chips, sort, pages, and an export of the same rows.

List pages. A view chooses, asks its query, and shows:

    chosen = lists.chosen(REQUESTS, request.GET)                    # unknown filters and sorts are dropped
    rows = queries.requests(actor=request.actor, **chosen.values)   # or lists.narrow() for rows in memory
    options = {"status": lists.options(counts, labels, chosen.of("status"))}
    if chosen.wants_export:
        return lists.response(REQUESTS.columns, rows, "requests", chosen.export)
    page = lists.page(REQUESTS, chosen, rows, options)
    return render(request, "support_requests/requests.html", {"page": page}, block="list")

The template extends `ui/list.html`, and fills `block rows` when a table is not the right shape.
"""

from linkage.ui.lists.choices import Chosen, chosen
from linkage.ui.lists.definition import Column, Filter, ListDefinition, Sort
from linkage.ui.lists.exports import csv_response, csv_text, response, safe_cell, xlsx_bytes, xlsx_response
from linkage.ui.lists.facets import Facet, Option, narrow, options
from linkage.ui.lists.pages import Link, ListPage, page

__all__ = [
    "Chosen",
    "Column",
    "Facet",
    "Filter",
    "Link",
    "ListDefinition",
    "ListPage",
    "Option",
    "Sort",
    "chosen",
    "csv_response",
    "csv_text",
    "narrow",
    "options",
    "page",
    "response",
    "safe_cell",
    "xlsx_bytes",
    "xlsx_response",
]
