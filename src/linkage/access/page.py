"""`@page`: every view's one door."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any, Protocol, cast

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.utils import timezone
from django.utils.module_loading import import_string

from linkage.access import form_keys, links
from linkage.access.action import Action
from linkage.access.actor import Actor
from linkage.database import tenancy
from linkage.kernel.errors import Forbidden, NotFound

READS = ("GET", "HEAD")


class Programme(Protocol):
    """What the door knows of a tenant."""

    id: uuid.UUID
    slug: str


class PageRequest(HttpRequest):
    """What a view behind `@page` is given; a name for the type checker, never made."""

    actor: Actor
    programme: Any
    at: datetime


@dataclass(frozen=True)
class Door:
    """How one page is guarded."""

    action: Action
    link: str | None
    methods: tuple[str, ...]
    own_transactions: bool


def page(
    action: Action,
    *,
    link: str | None = None,
    methods: tuple[str, ...] = ("GET", "POST"),
    own_transactions: bool = False,
) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """Guard a view with `action`.

    The url argument `programme` (a slug) becomes `request.programme`; `request.actor` is who asks, `request.at` the
    clock. The view and the rendering of its page run in one transaction that sees only that programme; GET may read
    only, and an answer of 400 or more leaves nothing behind.

    `link` names the kind of action link whose `token` stands in the url: the actor is then the person it was made
    for. `own_transactions` is for a library's views that manage their own writes (sign-in and its rate limits).
    """
    door = Door(action, link, methods, own_transactions)

    def decorate(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            try:
                return _serve(door, view, request, args, kwargs)
            except NotFound as error:
                raise Http404 from error
            except Forbidden as error:
                raise PermissionDenied from error

        wrapper.action = action  # type: ignore[attr-defined]
        wrapper.link = link  # type: ignore[attr-defined]
        # The middleware denies by default; a public page or a signed link opens here, and says so.
        wrapper.login_required = not (action.public or link)  # type: ignore[attr-defined]
        return wrapper

    return decorate


def _serve(
    door: Door,
    view: Callable[..., HttpResponseBase],
    request: HttpRequest,
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
) -> HttpResponseBase:
    # HEAD asks what GET would answer, so it may come only where GET may.
    allowed = (*door.methods, "HEAD") if "GET" in door.methods else door.methods
    if request.method not in allowed:
        return HttpResponseNotAllowed(door.methods)
    asked = cast(Any, request)
    asked.at = timezone.now()
    slug = kwargs.pop("programme", None)
    token = kwargs.pop("token") if door.link else ""
    if request.method in READS and not door.own_transactions:
        with _reading(slug) as programme:
            return _admit(door, asked, programme, token) or _rendered(view(request, *args, **kwargs))
    programme = _find(slug) if slug is not None else None
    with tenancy.acting_in(programme.id if programme else None):
        refusal = _admit(door, asked, programme, token)
        if refusal or not door.own_transactions:
            return refusal or _changed(view, request, args, kwargs)
    return view(request, *args, **kwargs)


@contextmanager
def _reading(slug: str | None) -> Iterator[Programme | None]:
    """Read in the programme that the address names, or in none where it names none; raise NotFound for no such one."""
    if slug is None:
        with tenancy.reading_in(None):
            yield None
        return
    with tenancy.reading_at(slug, import_string(settings.PROGRAMME_FINDER)) as found:
        if found is None:
            raise NotFound("programme")
        yield found


def _find(slug: str) -> Programme:
    found = import_string(settings.PROGRAMME_FINDER)(slug)
    if found is None:
        raise NotFound("programme")
    return cast(Programme, found)


def _admit(door: Door, request: Any, programme: Programme | None, token: str) -> HttpResponse | None:
    """Set programme and actor; return the way to sign-in for an anonymous visitor who needs it.

    Raise Forbidden for who may not, and NotFound for a token that was not made for here.
    """
    request.programme = programme
    answer = links.read(token, door.link) if door.link else None
    if answer and answer.programme_id != (programme.id if programme else None):
        raise NotFound("action link")
    request.actor = import_string(settings.ACTOR_BUILDER)(request, programme, answer)
    if door.action.gate(request.actor):
        return None
    if request.actor.kind == "nobody" and not answer:
        return redirect_to_login(request.get_full_path())
    raise Forbidden(door.action.name)


def _changed(
    view: Callable[..., HttpResponseBase],
    request: HttpRequest,
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
) -> HttpResponseBase:
    with transaction.atomic():
        earlier = form_keys.claim(request)
        if earlier is not None:
            return earlier
        response = _rendered(view(request, *args, **kwargs))
        if response.status_code >= 400:  # noqa: PLR2004
            transaction.set_rollback(True)
        else:
            form_keys.keep(request, response)
        return response


def _rendered(response: HttpResponseBase) -> HttpResponseBase:
    """Render a lazy answer while the programme's rows can still be seen."""
    render = getattr(response, "render", None)
    return render() if callable(render) and not getattr(response, "is_rendered", True) else response
