"""A reference for each request: on the error page, in the log, in the audit entry."""

import secrets
from collections.abc import Callable
from typing import Any, cast

from django.http import HttpRequest, HttpResponse

from linkage.access import audit

# Letters and digits nobody mistakes for one another when read out over a telephone.
ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
LENGTH = 8


def reference(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Give each request a short random reference."""

    def middleware(request: HttpRequest) -> HttpResponse:
        mark = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        cast(Any, request).reference = mark
        token = audit.reference.set(mark)
        try:
            return get_response(request)
        finally:
            audit.reference.reset(token)

    return middleware


def no_store(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Keep pages of signed-in people, and of signed links, out of every cache, but what says that it is public."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        actor = getattr(request, "actor", None)
        if actor is not None and actor.kind != "nobody" and "public" not in response.get("Cache-Control", ""):
            response["Cache-Control"] = "no-store"
        return response

    return middleware
