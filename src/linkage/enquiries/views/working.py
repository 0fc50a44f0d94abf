"""What whoever deals with an enquiry does with it; and the sender who writes back."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.action import Action
from linkage.access.page import PageRequest, page
from linkage.enquiries import forms, operations, policy, queries
from linkage.enquiries.models import Enquiry
from linkage.kernel.errors import Refused
from linkage.support_requests.views import stops
from linkage.ui.forms import PlainForm, refused
from linkage.ui.rendering import render


@page(policy.TAKE, methods=("POST",))
def take(request: PageRequest, enquiry_id: UUID) -> HttpResponseBase:
    """Take it on."""
    found = found_for(request, enquiry_id, policy.TAKE)
    try:
        operations.take(actor=request.actor, at=request.at, enquiry=found)
    except Refused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "You look after it now")
    return back_to(request, enquiry_id)


@page(policy.REASSIGN)
def reassign(request: PageRequest, enquiry_id: UUID) -> HttpResponseBase:
    """Give it to somebody else."""
    found = found_for(request, enquiry_id, policy.REASSIGN)
    able = {str(one.pk): one for one in queries.possible_owners(actor=request.actor, at=request.at)}
    form = forms.OwnerForm(
        request.POST if request.method == "POST" else None,
        choices=[(key, one.name) for key, one in able.items()],
        initial={"owner": str(found.owner_id or "")},
    )

    def give(**given: Any) -> None:
        operations.reassign(**given, owner=able[form.cleaned_data["owner"]])

    return _asked(request, found, form, give, "reassign", "It is given on")


@page(policy.REPLY)
def reply(request: PageRequest, enquiry_id: UUID) -> HttpResponseBase:
    """Answer by mail."""
    found = found_for(request, enquiry_id, policy.REPLY)
    form = forms.ReplyForm(request.POST if request.method == "POST" else None)

    def send(**given: Any) -> None:
        operations.reply(**given, words=form.cleaned_data["words"])

    return _asked(request, found, form, send, "reply", "Your answer is on its way")


@page(policy.CLOSE)
def close(request: PageRequest, enquiry_id: UUID) -> HttpResponseBase:
    """Close it with a reason."""
    found = found_for(request, enquiry_id, policy.CLOSE)
    form = forms.CloseForm(request.POST if request.method == "POST" else None)

    def end(**given: Any) -> None:
        operations.close(**given, **form.answers)

    return _asked(request, found, form, end, "close", "It is closed")


@page(policy.WRITE_BACK, link=policy.WRITE_BACK_LINK)
def write_back(request: PageRequest) -> HttpResponseBase:
    """The sender writes back from our answer, without an account."""
    found = queries.enquiry_of_sender(actor=request.actor, enquiry_id=request.actor.answers_about)
    form = forms.ReplyForm(
        request.POST if request.method == "POST" else None,
        label="What would you like to say?",
        hint="Leave out names of pupils, and of anybody else",
    )
    if stops.is_worry(request, form.texts):
        return stops.stop(request, field="words", text=form.texts["words"])
    if form.is_bound and form.is_valid():
        try:
            operations.write_back(actor=request.actor, at=request.at, enquiry=found, words=form.cleaned_data["words"])
        except Refused as error:
            refused(form, error)
        else:
            messages.success(request, "Thank you. Whoever looks after it has it by e-mail")
            return redirect(request.get_full_path())
    thread = queries.replies(actor=request.actor, enquiry=found)
    context = {"form": form, "enquiry": found, "replies": thread}
    return render(request, "enquiries/write_back.html", context, status=422 if form.errors else 200)


def found_for(request: PageRequest, enquiry_id: UUID, action: Action) -> Enquiry:
    """Return the enquiry, when the action may be done to it."""
    found = queries.enquiry(actor=request.actor, enquiry_id=enquiry_id)
    action.check(request.actor, found)
    return found


def back_to(request: PageRequest, enquiry_id: UUID) -> HttpResponseBase:
    """Return to the page of the enquiry."""
    return redirect("enquiries:enquiry", programme=request.programme.slug, enquiry_id=enquiry_id)


def _asked(
    request: PageRequest, found: Enquiry, form: PlainForm, do: Callable[..., None], name: str, said: str
) -> HttpResponseBase:
    """A page with one question."""
    if form.is_bound and form.is_valid():
        try:
            do(actor=request.actor, at=request.at, enquiry=found)
        except Refused as error:
            refused(form, error)
        else:
            messages.success(request, said)
            return back_to(request, found.pk)
    context = {"form": form, "enquiry": found, "doing": name}
    return render(request, "enquiries/one_question.html", context, status=422 if form.errors else 200)
