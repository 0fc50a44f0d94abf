"""Where enquiries are found: behind More, for whoever deals with them."""

from collections.abc import Iterator
from typing import Any

from linkage.enquiries import policy
from linkage.ui.frame import address
from linkage.ui.registry import MorePage


def more_pages(request: Any) -> Iterator[MorePage]:
    """The enquiries, for whoever deals with them; the poster, for everybody."""
    slug = request.programme.slug
    if policy.LIST.allows(request.actor):
        yield MorePage(
            "Enquiries", "Who would like to help, and what people ask you", address("enquiries:enquiries", slug)
        )
    yield MorePage(
        "Poster and handout", "With a code to scan, for staff rooms and meetings", address("enquiries:posters", slug)
    )
