"""One question, one operation: what most pages of an engagement are made of."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest
from linkage.engagements.models import Engagement
from linkage.kernel.errors import Refused
from linkage.ui.forms import PlainForm, refused
from linkage.ui.rendering import render

# The words of one question: title, button, what is said once it is done, and lines above it.
Words = dict[str, Any]


def ask(
    request: PageRequest,
    found: Engagement,
    form: PlainForm,
    do: Callable[..., Any],
    said: Words,
    *,
    to: str = "engagements:engagement",
    template: str = "engagements/question.html",
    context: dict[str, Any] | None = None,
) -> HttpResponseBase:
    """Draw a question, or do what was answered and go on to the page `to`."""
    if form.is_bound and form.is_valid():
        try:
            do(**form.answers)
        except Refused as error:
            refused(form, error)
        else:
            messages.success(request, said["done"])
            return redirect(to, programme=request.programme.slug, engagement_id=found.pk)
    given = {"form": form, "found": found, "said": said, "back": to, **(context or {})}
    return render(request, template, given, status=422 if form.errors else 200)


def press(
    request: PageRequest,
    found: Engagement,
    do: Callable[[], Any],
    done: str,
    *,
    to: str = "engagements:engagement",
) -> HttpResponseBase:
    """Do what a button says, or say why it cannot be done; then go on to the page `to`."""
    try:
        do()
    except Refused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)
    return redirect(to, programme=request.programme.slug, engagement_id=found.pk)


def bound(request: PageRequest) -> Any:
    """Return what was posted, None on the first visit."""
    return request.POST if request.method == "POST" else None
