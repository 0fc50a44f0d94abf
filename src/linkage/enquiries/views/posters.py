"""Paper that leads here: a poster for staff rooms, a handout for meetings."""

from django.http import HttpResponse, HttpResponseBase

from linkage.access.page import PageRequest, page
from linkage.documents import presenters as documents
from linkage.enquiries import policy
from linkage.enquiries.presenters import posters as presenters
from linkage.ui.rendering import render


@page(policy.PRINT, methods=("GET",))
def posters(request: PageRequest) -> HttpResponseBase:
    """What there is to print, and where its code leads."""
    return render(request, "enquiries/posters.html", {"leads_to": presenters.leads_to(request.programme.slug)})


@page(policy.PRINT, methods=("GET",))
def poster(request: PageRequest) -> HttpResponseBase:
    """The poster."""
    return _file(request, presenters.POSTER)


@page(policy.PRINT, methods=("GET",))
def handout(request: PageRequest) -> HttpResponseBase:
    """The handout."""
    return _file(request, presenters.HANDOUT)


def _file(request: PageRequest, sheet: presenters.Sheet) -> HttpResponseBase:
    programme = request.programme
    content = presenters.print_sheet(sheet, programme.name, programme.tagline, programme.colour, programme.slug)
    response = HttpResponse(content, content_type=documents.PDF)
    response["Content-Disposition"] = f'inline; filename="{programme.slug}-{sheet.file_name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
