"""What a coordinator or officer does with a request."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.kernel.errors import Refused
from linkage.people.models import Person
from linkage.support_requests import forms, operations, policy, queries
from linkage.support_requests.models import SupportRequest
from linkage.support_requests.presenters import desk
from linkage.support_requests.views.steps import choose_url
from linkage.ui.forms import PlainForm, refused
from linkage.ui.rendering import render


@page(policy.TAKE, methods=("POST",))
def take(request: PageRequest, request_id: UUID) -> HttpResponseBase:
    """Say that we have it."""
    found = _found(request, request_id, policy.TAKE)
    return _pressed(request, found, operations.take, "The school knows that you have it")


@page(policy.CHOOSE, methods=("POST",))
def choose(request: PageRequest, request_id: UUID) -> HttpResponseBase:
    """Begin to choose, and go to the people who could help."""
    found = _found(request, request_id, policy.CHOOSE)
    return _pressed(request, found, operations.start_choosing, "", then=choose_url(request, found))


@page(policy.CLOSE, methods=("POST",))
def close(request: PageRequest, request_id: UUID) -> HttpResponseBase:
    """Close a request that has come to its end."""
    found = _found(request, request_id, policy.CLOSE)
    return _pressed(request, found, operations.close, "The request is closed")


@page(policy.REASSIGN)
def reassign(request: PageRequest, request_id: UUID) -> HttpResponseBase:
    """Give it to somebody else."""
    found = _found(request, request_id, policy.REASSIGN)
    able = {str(person.pk): person for person in _possible_owners(request, found)}
    choices, hints = desk.owner_choices(queries.loads(actor=request.actor, among=able.values(), at=request.at))
    form = forms.OwnerForm(
        request.POST if request.method == "POST" else None,
        choices=choices,
        hints=hints,
        initial={"owner": str(found.owner_id or "")},
    )

    def give(**given: Any) -> None:
        operations.reassign(**given, owner=able[form.cleaned_data["owner"]])

    chosen = able.get(request.POST.get("owner", ""))
    return _asked(request, found, form, give, "reassign", f"{chosen.name if chosen else ''} looks after it now")


@page(policy.QUESTION)
def question(request: PageRequest, request_id: UUID) -> HttpResponseBase:
    """Ask the school a question; the clock stops."""
    found = _found(request, request_id, policy.QUESTION)
    form = forms.WordsForm(
        request.POST if request.method == "POST" else None,
        label="What do you want to know?",
        required="Write your question",
        hint="They get it by e-mail and can answer from there. The clock stops until they do.",
    )

    def ask(**given: Any) -> None:
        operations.ask_question(**given, words=form.cleaned_data["words"])

    return _asked(request, found, form, ask, "question", "Your question is sent. The clock stands still")


@page(policy.GO_ON, methods=("POST",))
def go_on(request: PageRequest, request_id: UUID) -> HttpResponseBase:
    """Go on without the answer."""
    found = _found(request, request_id, policy.GO_ON)
    return _pressed(request, found, operations.go_on_without_answer, "You go on without the answer. The clock runs")


@page(policy.CLOSE)
def close_unanswered(request: PageRequest, request_id: UUID) -> HttpResponseBase:
    """Let go a request whose school never answered."""
    found = _found(request, request_id, policy.CLOSE)
    form = forms.ReasonForm(
        request.POST if request.method == "POST" else None,
        label="What do you write to the school?",
        required="Write a sentence the school can read",
        hint="They get this sentence by e-mail, and can ask again any day.",
        initial={"reason": "We did not hear from you, so we have closed this for now."},
    )

    def let_go(**given: Any) -> None:
        operations.close_unanswered(**given, reason=form.cleaned_data["reason"])

    return _asked(request, found, form, let_go, "close_unanswered", "The request is closed, and the school knows")


@page(policy.CANNOT_HELP)
def cannot_help(request: PageRequest, request_id: UUID) -> HttpResponseBase:
    """Say that nobody can be found yet, and why."""
    found = _found(request, request_id, policy.CANNOT_HELP)
    form = forms.CannotHelpForm(request.POST if request.method == "POST" else None)

    def say(**given: Any) -> None:
        operations.record_cannot_help(**given, **form.answers)

    return _asked(request, found, form, say, "cannot_help", "The school knows that there is nobody yet")


@page(policy.JOIN)
def joins(request: PageRequest, request_id: UUID) -> HttpResponseBase:
    """Say that the school joins a network or comes to an event instead."""
    found = _found(request, request_id, policy.JOIN)
    form = forms.JoinForm(request.POST if request.method == "POST" else None)

    def say(**given: Any) -> None:
        operations.record_joined(**given, **form.answers)

    return _asked(request, found, form, say, "joins", "The school knows what it joins")


def _found(request: PageRequest, request_id: UUID, action: Any) -> SupportRequest:
    found = queries.support_request(actor=request.actor, request_id=request_id)
    action.check(request.actor, found)
    return found


def _possible_owners(request: PageRequest, found: SupportRequest) -> list[Person]:
    return queries.possible_owners(actor=request.actor, support_request=found, at=request.at)


def _back(request: PageRequest, found: SupportRequest) -> HttpResponseBase:
    return redirect("support_requests:request", programme=request.programme.slug, request_id=found.pk)


def _pressed(
    request: PageRequest, found: SupportRequest, do: Callable[..., None], said: str, then: str = ""
) -> HttpResponseBase:
    """A button that needs no words: do it, or say why not on the record's page."""
    try:
        do(actor=request.actor, at=request.at, support_request=found)
    except Refused as error:
        messages.error(request, str(error))
        return _back(request, found)
    if said:
        messages.success(request, said)
    return redirect(then) if then else _back(request, found)


def _asked(
    request: PageRequest, found: SupportRequest, form: PlainForm, do: Callable[..., None], name: str, said: str
) -> HttpResponseBase:
    """A page with one question."""
    if form.is_bound and form.is_valid():
        try:
            do(actor=request.actor, at=request.at, support_request=found)
        except Refused as error:
            refused(form, error)
        else:
            messages.success(request, said)
            return _back(request, found)
    context = {"form": form, "found": found, "doing": name}
    return render(request, "support_requests/one_question.html", context, status=422 if form.errors else 200)
