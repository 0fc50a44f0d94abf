"""Pages for when something went wrong, in plain words. They ask nothing of the database, which may be what is wrong."""

import logging
import sys
import traceback
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.html import format_html

RETRY_SECONDS = "60"
SHOWN_FRAMES = 8
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Trouble:
    """One kind of trouble: what happened, what to do, and whether what was typed is lost."""

    status: int
    title: str
    sentences: tuple[str, ...]
    shows_reference: bool = False


NOT_UNDERSTOOD = Trouble(
    400,
    "We could not understand that",
    (
        "Something in the address or in what was sent did not make sense to us.",
        "Go back and try again. If you followed a link from an e-mail, check that the whole link was copied.",
    ),
)
NOT_ALLOWED = Trouble(
    403,
    "You cannot open this page",
    (
        "You are signed in, but this is for other people in the programme.",
        "If you think you should see it, ask the programme to change what you may do.",
    ),
)
OPEN_TOO_LONG = Trouble(
    403,
    "This page was open for too long",
    (
        "To keep your answers safe we stopped before anything was sent. Nothing has been changed.",
        "Go back, reload the page and send it again. Copy anything long that you have written first.",
    ),
)
NOT_FOUND = Trouble(
    404,
    "We cannot find that page",
    (
        "It may have been moved, or it may be for other people only.",
        "If you typed the address, check it. If you followed a link, tell the programme it does not work.",
    ),
)
TOO_LARGE = Trouble(
    413,
    "That is too large",
    (
        "We could not take what you sent, because it is too big for us.",
        "Try a smaller file, or send it in parts. Nothing has been changed.",
    ),
)
TOO_MANY = Trouble(
    429,
    "Please wait a moment",
    (
        "That was tried many times in a short while, so we have stopped it to keep accounts safe.",
        "Wait a few minutes and try again. Nothing has been lost.",
    ),
)
OUR_FAULT = Trouble(
    500,
    "Sorry, something went wrong on our side",
    (
        "It is not your fault, and what was saved before is safe. What you sent just now was not kept.",
        "Go back and try again. If it happens twice, tell the programme.",
    ),
    shows_reference=True,
)
AWAY = Trouble(
    503,
    "We cannot reach our records just now",
    (
        "This usually lasts less than a minute. Nothing that was saved is lost.",
        "Wait a moment, then reload the page. If you were sending a form, go back and send it again.",
    ),
    shows_reference=True,
)


def show(request: HttpRequest, trouble: Trouble) -> HttpResponse:
    """Answer with one page of trouble. It is drawn without the request, so that nothing can ask the database."""
    reference = str(getattr(request, "reference", "") or "")
    context = {"trouble": trouble, "brand": getattr(request, "programme", None), "reference": reference}
    try:
        content: str = render_to_string("ui/error.html", context)
    except Exception:  # noqa: BLE001 (the last page there is must come, whatever is broken)
        content = _bare(trouble, reference)
    response = HttpResponse(content, status=trouble.status)
    if trouble in (TOO_MANY, AWAY):
        response["Retry-After"] = RETRY_SECONDS
    response["Cache-Control"] = "no-store"
    return response


def _bare(trouble: Trouble, reference: str) -> str:
    return format_html(
        '<!DOCTYPE html><html lang="en"><title>{0}</title><h1>{0}</h1><p>{1}</p><p>{2}</p>',
        trouble.title,
        " ".join(trouble.sentences),
        reference,
    )


def handler400(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A request that made no sense, or was larger than we take."""
    if isinstance(exception, RequestDataTooBig | TooManyFilesSent):
        return show(request, TOO_LARGE)
    return show(request, NOT_UNDERSTOOD)


def handler403(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Visible, but not allowed."""
    del exception
    return show(request, NOT_ALLOWED)


def handler404(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Not there, or not for this person: the same page, so that nobody can tell which."""
    del exception
    return show(request, NOT_FOUND)


def handler429(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Too many tries; allauth asks for this name in the root urls."""
    del exception
    return show(request, TOO_MANY)


def handler500(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Our fault; while the database cannot be reached it says so instead, with status 503."""
    raised = exception or sys.exc_info()[1]
    _note(request, raised)
    if isinstance(raised, OperationalError | InterfaceError):
        return show(request, AWAY)
    return show(request, OUR_FAULT)


def _note(request: HttpRequest, raised: BaseException | None) -> None:
    """Log the reference that the page shows, the page's name, the kind of error and the way to it.

    Neither the address nor the message: a link may stand in the one, somebody's words in the other.
    """
    frames = traceback.extract_tb(raised.__traceback__) if raised else []
    way = " < ".join(f"{frame.filename}:{frame.lineno}" for frame in reversed(frames[-SHOWN_FRAMES:]))
    found = getattr(request, "resolver_match", None)
    page, reference = found.view_name if found else "", getattr(request, "reference", "")
    logger.error("Reference %s, page %s: %s at %s", reference, page, type(raised).__name__, way)


def csrf_failure(request: HttpRequest, reason: str = "", **_: Any) -> HttpResponse:
    """A form whose token is gone: nearly always a page that stood open overnight."""
    del reason
    return show(request, OPEN_TOO_LONG)
