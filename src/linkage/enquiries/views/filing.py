"""What strangers see: find your school, write, and say that it was you."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.enquiries import forms, operations, policy, queries
from linkage.enquiries.enums import EnquiryKind
from linkage.organisations.models import Organisation
from linkage.programmes import queries as programmes
from linkage.programmes.presenters.settings import lawful_words
from linkage.support_requests.views import stops
from linkage.ui.rendering import render

READ = ("GET",)


@page(policy.FILE, methods=READ)
def find_school_to_help_from(request: PageRequest) -> HttpResponseBase:
    """Find the school one works at, to say that one would like to help."""
    return _find(request, "enquiries:express-interest")


@page(policy.FILE, methods=READ)
def find_school_to_take_part(request: PageRequest) -> HttpResponseBase:
    """Find one's school, to say that it would like to take part."""
    return _find(request, "enquiries:take-part")


@page(policy.FILE)
def express_interest(request: PageRequest, organisation_id: UUID) -> HttpResponseBase:
    """Say what one is good at."""
    school = queries.school(actor=request.actor, organisation_id=organisation_id)
    form = forms.InterestForm(_posted(request), account_id=_known(request))
    return _file(request, form, EnquiryKind.INTEREST, "enquiries/express_interest.html", school)


@page(policy.FILE)
def take_part(request: PageRequest, organisation_id: UUID) -> HttpResponseBase:
    """Say that one's school would like to take part."""
    school = queries.school(actor=request.actor, organisation_id=organisation_id)
    form = forms.TakePartForm(_posted(request), account_id=_known(request))
    return _file(request, form, EnquiryKind.SCHOOL, "enquiries/take_part.html", school)


@page(policy.FILE)
def ask_us(request: PageRequest) -> HttpResponseBase:
    """Ask a question, or offer an organisation's help."""
    form = forms.QuestionForm(_posted(request), account_id=_known(request))
    return _file(request, form, None, "enquiries/ask_us.html")


@page(policy.FILE, methods=READ)
def sent(request: PageRequest) -> HttpResponseBase:
    """What happens after writing."""
    return render(request, "enquiries/sent.html", {"is_known": _known(request), **_promises(request)})


@page(policy.CONFIRM)
def confirm(request: PageRequest, token: str) -> HttpResponseBase:
    """Say by the address in the mail whether it was oneself who wrote."""
    found = queries.unconfirmed(actor=request.actor, token=token)
    if request.method != "POST" or found.sender is not None:
        return render(request, "enquiries/confirm.html", {"enquiry": found, **_promises(request)})
    acting: dict[str, Any] = {"actor": request.actor, "at": request.at, "enquiry": found}
    try:
        if request.POST.get("answer") == "yes":
            operations.confirm(**acting)
            return redirect(request.path)
        operations.disown(**acting)
    except operations.UnableToConfirm:
        # The other answer, given at the same moment, was first: its page says what became of it.
        return redirect(request.path)
    messages.success(request, "What was typed with your address is erased, and nobody has read it")
    return redirect("programmes:public", programme=request.programme.slug)


def _find(request: PageRequest, leads_to: str) -> HttpResponseBase:
    text = request.GET.get("q", "").strip()
    found = queries.schools(actor=request.actor, text=text)
    return render(request, "enquiries/find_school.html", {"text": text, "schools": found, "leads_to": leads_to})


def _file(
    request: PageRequest,
    form: forms.SenderForm,
    kind: EnquiryKind | None,
    template: str,
    school: Organisation | None = None,
) -> HttpResponseBase:
    """Show a form that anybody may send, or keep what it says; who sends too often waits, and loses nothing.

    A worry about a person is kept nowhere, whatever else is right or wrong with the form.
    """
    if worry := stops.worry_in(request, form.texts):
        return stops.stop(request, field=worry, text=form.texts[worry], also=form.given_besides(worry))
    if form.is_bound and form.is_valid():
        said = {"kind": kind, **form.answers, "organisation": school}
        operations.file(actor=request.actor, at=request.at, **said)
        return redirect("enquiries:sent", programme=request.programme.slug)
    context = {"form": form, "school": school, **_promises(request)}
    response = render(request, template, context, status=_status(form))
    if form.is_too_often:
        response["Retry-After"] = str(forms.RETRY_SECONDS)
    return response


def _status(form: forms.SenderForm) -> int:
    if form.is_too_often:
        return 429
    return 422 if form.errors else 200


def _promises(request: PageRequest) -> dict[str, Any]:
    """What is said before anything is sent: by when there is an answer, and why and for how long we keep it."""
    settings = programmes.settings(actor=request.actor)
    return {"settings": settings, "lawful_words": lawful_words(settings)}


def _posted(request: PageRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _known(request: PageRequest) -> UUID | None:
    """The account of somebody the programme knows: they are not asked who they are."""
    return request.actor.account_id if request.actor.kind == "person" else None
