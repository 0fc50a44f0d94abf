"""How long a session lives: 60 minutes unused, 12 hours at most."""

import time
from collections.abc import Callable

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

IDLE_SECONDS = 60 * 60
LONGEST_SECONDS = 12 * 60 * 60
# The last use is noted once a minute, so that most requests do not write.
NOTED_EVERY_SECONDS = 60

STARTED, SEEN = "linkage_started", "linkage_seen"


def session_ages(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """End a session that is too old or was left alone too long, and note when it was used."""

    def middleware(request: HttpRequest) -> HttpResponse:
        _end_if_too_old(request)
        response = get_response(request)
        _note(request)
        return response

    return middleware


def _end_if_too_old(request: HttpRequest) -> None:
    now = time.time()
    started, seen = request.session.get(STARTED), request.session.get(SEEN)
    if started is None or seen is None:
        return
    if now - started > LONGEST_SECONDS or now - seen > IDLE_SECONDS:
        logout(request)


def _note(request: HttpRequest) -> None:
    """Signing in makes a new session, so its age starts with the answer that signed somebody in."""
    if not request.user.is_authenticated:
        return
    now = time.time()
    if STARTED not in request.session:
        request.session[STARTED] = now
    if now - request.session.get(SEEN, 0) > NOTED_EVERY_SECONDS:
        request.session[SEEN] = now
