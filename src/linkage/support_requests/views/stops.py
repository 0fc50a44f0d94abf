"""What is never kept: a worry about a person stops here, and whoever wrote it is shown whom to tell at once."""

from typing import Any

from django.http import HttpResponseBase

from linkage.access.page import PageRequest
from linkage.programmes import queries as programmes
from linkage.support_requests import queries
from linkage.ui.rendering import render


def is_worry(request: PageRequest, texts: dict[str, str]) -> bool:
    """Whether one of the texts of a form is a worry about a person."""
    return request.method == "POST" and queries.is_worry(actor=request.actor, texts=texts.values())


def stop(request: PageRequest, *, field: str = "", text: str = "") -> HttpResponseBase:
    """Show the way outside of Linkage. Nothing is written: not here, not in the answer of the form's key.

    What was written goes back to whoever wrote it, and nowhere else, for when it was no worry about a person.
    """
    context: dict[str, Any] = {"settings": programmes.settings(actor=request.actor), "field": field, "text": text}
    return render(request, "support_requests/stop.html", context)
