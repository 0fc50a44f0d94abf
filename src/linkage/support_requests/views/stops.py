"""What is never kept: a worry about a person stops here, and whoever wrote it is shown whom to tell at once."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.http import HttpResponseBase

from linkage.access.page import PageRequest
from linkage.programmes import queries as programmes
from linkage.support_requests import queries
from linkage.ui.rendering import render


def is_worry(request: PageRequest, texts: dict[str, str]) -> bool:
    """Whether one of the texts of a form is a worry about a person."""
    return bool(worry_in(request, texts))


def worry_in(request: PageRequest, texts: dict[str, str]) -> str:
    """Return the field whose text is a worry about a person; "" where none is."""
    if request.method != "POST":
        return ""
    return next((name for name, text in texts.items() if queries.is_worry(actor=request.actor, texts=[text])), "")


def stop(
    request: PageRequest, *, field: str = "", text: str = "", also: Mapping[str, str] = MappingProxyType({})
) -> HttpResponseBase:
    """Show the way outside of Linkage. Nothing is written: not here, not in the answer of the form's key.

    What was written goes back to whoever wrote it, and nowhere else, for when it was no worry about a person: `text` to
    be written another way, and `also` what the same form said besides.
    """
    settings = programmes.settings(actor=request.actor)
    context: dict[str, Any] = {"settings": settings, "field": field, "text": text, "also": also}
    response = render(request, "support_requests/stop.html", context)
    response["Cache-Control"] = "no-store"
    return response
