"""A head's yes and no, "still right", and taking it down."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.action import Action
from linkage.access.page import PageRequest, page
from linkage.kernel.errors import Refused
from linkage.practice import forms, operations, policy, presenters, queries
from linkage.practice.models import Practice
from linkage.ui.forms import PlainForm, refused
from linkage.ui.rendering import render


@page(policy.AGREE)
def agree(request: PageRequest, practice_id: UUID) -> HttpResponseBase:
    """Say yes to what stands there; the other of two schools says whether it is named."""
    found = _found(request, practice_id, policy.AGREE)
    shows = found.organisation_id in policy.leads(request.actor, found)
    kind = forms.AgreeForm if shows else forms.NamedForm
    form = kind(_given(request), initial={"read": found.changed_at.isoformat()})

    def do(read: str, **answers: Any) -> None:
        operations.agree(actor=request.actor, at=request.at, practice=found, read_at=_moment(read), **answers)

    said = {"title": "May other schools see this?", "button": "Yes, they may", "done": "Thank you. Your yes is noted"}
    names = queries.area_names(actor=request.actor, practice=found)
    shown = presenters.practice_page(found, request.actor, names)
    return _ask(request, found, form, do, said, template="practice/agree.html", shown=shown)


@page(policy.SEND_BACK)
def send_back(request: PageRequest, practice_id: UUID) -> HttpResponseBase:
    """Say what should change first."""
    found = _found(request, practice_id, policy.SEND_BACK)

    def do(missing: str) -> None:
        operations.send_back(actor=request.actor, at=request.at, practice=found, missing=missing)

    said = {
        "title": "What should change first?",
        "lead": f"It goes back to {found.written_by.name}, who has an e-mail with what you write.",
        "button": "Send it back",
        "done": f"Sent back to {found.written_by.name}",
    }
    return _ask(request, found, forms.MissingForm(_given(request)), do, said, to="practice:own")


@page(policy.TAKE_BACK)
def take_back(request: PageRequest, practice_id: UUID) -> HttpResponseBase:
    """Take the yes back."""
    found = _found(request, practice_id, policy.TAKE_BACK)

    def do() -> None:
        operations.take_back(actor=request.actor, at=request.at, practice=found)

    said = {
        "title": "Take your school’s yes back?",
        "lead": "From then on other schools do not find it. You need not say why, and you can say yes again.",
        "button": "Take it back",
        "kind": "warning",
        "done": "Taken back. Other schools do not find it any more",
    }
    return _ask(request, found, PlainForm(_given(request)), do, said)


@page(policy.CONFIRM, methods=("POST",))
def confirm(request: PageRequest, practice_id: UUID) -> HttpResponseBase:
    """Say that it is still right."""
    found = _found(request, practice_id, policy.CONFIRM)
    try:
        operations.confirm(actor=request.actor, at=request.at, practice=found)
    except Refused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Thank you. We ask again in a year")
    return redirect("practice:practice", request.programme.slug, found.pk)


@page(policy.TAKE_DOWN)
def take_down(request: PageRequest, practice_id: UUID) -> HttpResponseBase:
    """Take it down for good; whoever runs the programme says why."""
    found = _found(request, practice_id, policy.TAKE_DOWN)
    is_own = policy.CHANGE.allows(request.actor, found)
    form = PlainForm(_given(request)) if is_own else forms.ReasonForm(_given(request))

    def do(reason: str = "") -> None:
        operations.take_down(actor=request.actor, at=request.at, practice=found, reason=reason)

    said = {
        "title": f"Take down “{found.title}”?",
        "lead": "Other schools do not find it any more. Its words stay readable for the school.",
        "button": "Take it down",
        "kind": "warning",
        "done": "It is taken down",
    }
    return _ask(request, found, form, do, said)


def _found(request: PageRequest, practice_id: UUID, action: Action) -> Practice:
    found = queries.practice(actor=request.actor, practice_id=practice_id)
    action.check(request.actor, found)
    return found


def _ask(
    request: PageRequest,
    found: Practice,
    form: PlainForm,
    do: Callable[..., Any],
    said: dict[str, str],
    *,
    to: str = "practice:practice",
    template: str = "practice/question.html",
    **context: Any,
) -> HttpResponseBase:
    """Draw a question, or do what was answered and go on."""
    if form.is_bound and form.is_valid():
        try:
            do(**form.answers)
        except Refused as error:
            refused(form, error)
        else:
            messages.success(request, said["done"])
            keys = () if to == "practice:own" else (found.pk,)
            return redirect(to, request.programme.slug, *keys)
    given = {"form": form, "found": found, "said": said, **context}
    return render(request, template, given, status=422 if form.errors else 200)


def _given(request: PageRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _moment(text: str) -> datetime | None:
    """When what somebody read was written; never a version there was, where the page was tampered with."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
