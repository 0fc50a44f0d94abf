"""Pages anybody may see."""

import hashlib
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.cache import get_conditional_response

from linkage.access.page import PageRequest, page
from linkage.kernel.errors import NotFound
from linkage.programmes import policy, queries
from linkage.programmes.presenters import public
from linkage.programmes.presenters.settings import lawful_words
from linkage.ui import colour, registry
from linkage.ui.frame import address_or_none
from linkage.ui.rendering import render

READ = ("GET",)
STYLE_SECONDS = 300


@page(policy.SEE_PUBLIC, methods=READ)
def front(request: PageRequest) -> HttpResponse:
    """The first page of the installation: the one programme there is, or the list of them."""
    found = list(queries.all_programmes(actor=request.actor))
    if len(found) == 1:
        name = "programmes:home" if request.actor.is_signed_in else "programmes:public"
        return redirect(name, programme=found[0].slug)
    return render(request, "programmes/front.html", {"programmes": found})


@page(policy.SEE_PUBLIC, methods=READ)
def programme(request: PageRequest) -> HttpResponse:
    """The public page of a programme."""
    actor, slug = request.actor, request.programme.slug
    shown = public.page(
        queries.programme(actor=actor),
        queries.settings(actor=actor),
        (source(actor) for source in registry.public_facts),
        queries.frequent_questions(actor=actor),
        public.Ways(
            ask=address_or_none("support_requests:start", slug),
            nominate=address_or_none("directory:nominate", slug),
            join="" if actor.staff_of else address_or_none("people:join", slug),
            interest=address_or_none("enquiries:interest", slug),
            ask_us=address_or_none("enquiries:ask-us", slug),
            refer=address_or_none("referrals:start", slug),
            take_part=address_or_none("enquiries:find-to-take-part", slug),
            poster=address_or_none("enquiries:poster", slug),
            handout=address_or_none("enquiries:handout", slug),
        ),
    )
    return render(request, "programmes/public.html", {"public_page": shown})


@page(policy.SEE_PUBLIC, methods=READ)
def brand_css(request: PageRequest) -> HttpResponse:
    """The programme's colours; a browser that has them already is told so."""
    text = colour.stylesheet(request.programme.slug, request.programme.colour)
    response = HttpResponse(text, content_type="text/css; charset=utf-8")
    response["ETag"] = f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'
    response["Cache-Control"] = f"public, max-age={STYLE_SECONDS}"
    found: HttpResponse = get_conditional_response(request, etag=response["ETag"], response=response) or response
    return found


@page(policy.SEE_PUBLIC, methods=READ)
def help_page(request: PageRequest, about: str) -> HttpResponse:
    """One of the pages of help, in a programme or for the installation."""
    return render(request, f"programmes/{about}.html", _help_facts(request))


def _help_facts(request: Any) -> dict[str, Any]:
    try:
        settings = queries.settings(actor=request.actor)
    except NotFound:
        return {"programme": None, "settings": None, "lawful_words": ""}
    return {"programme": settings.programme, "settings": settings, "lawful_words": lawful_words(settings)}
