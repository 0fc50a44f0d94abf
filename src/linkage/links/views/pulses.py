"""The one-click questions."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.kernel.errors import Refused
from linkage.links import forms, operations, policy, queries
from linkage.links.models import Pulse
from linkage.ui.forms import refused
from linkage.ui.rendering import render


@page(policy.ANSWER)
def pulse(request: PageRequest, pulse_id: UUID) -> HttpResponseBase:
    """Answer signed in."""
    return _answer(request, queries.pulse(actor=request.actor, pulse_id=pulse_id), by_link=False)


@page(policy.ANSWER, link=policy.PULSE_LINK)
def pulse_by_link(request: PageRequest) -> HttpResponseBase:
    """Answer from the mail, without an account; the link lives until it is answered."""
    asked = queries.pulse(actor=request.actor, pulse_id=request.actor.answers_about)
    return _answer(request, asked, by_link=True)


def _answer(request: PageRequest, asked: Pulse, *, by_link: bool) -> HttpResponseBase:
    if asked.state != "asked":
        return render(request, "links/pulse_over.html", {"pulse": asked})
    other = asked.link.helper if asked.person_id == asked.link.asker_id else asked.link.asker
    form = forms.PulseForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            operations.answer(actor=request.actor, at=request.at, pulse=asked, **form.answers)
        except Refused as error:
            refused(form, error)
        else:
            return _thanked(request, asked, by_link=by_link)
    context = {"form": form, "link": asked.link, "other": other, "by_link": by_link}
    return render(request, "links/pulse.html", context, status=422 if form.errors else 200)


def _thanked(request: PageRequest, asked: Pulse, *, by_link: bool) -> HttpResponseBase:
    if by_link:
        return redirect(request.get_full_path())
    messages.success(request, "Your answers are counted")
    return redirect("links:link", programme=request.programme.slug, link_id=asked.link_id)
