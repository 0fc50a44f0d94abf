"""How a file is handed out: the one way, whatever keeps it."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from linkage.access.actor import Actor
from linkage.documents import queries
from linkage.documents.models import StoredFile


def attached(content: bytes, content_type: str, name: str) -> HttpResponse:
    """Return a file to keep: never shown inside a page of ours, never guessed at by a browser (name: RFC 6266)."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["X-Content-Type-Options"] = "nosniff"
    return response


def file_response(actor: Actor, file: StoredFile) -> HttpResponse:
    """Return a file to be kept by its reader, whole; the view that calls this has asked whether they may read it.

    It is never shown inside a page of ours nor guessed at by a browser, and what is in it may do nothing here. Parts of
    it are not handed out: who asks for a range gets all of it, as the standard allows. Raises NotFound for a file that
    is not to be handed out.
    """
    response = attached(queries.content(actor=actor, file=file), file.content_type, file.name)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox; frame-ancestors 'none'"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Accept-Ranges"] = "none"
    response["Cache-Control"] = "private, no-store"
    return response
