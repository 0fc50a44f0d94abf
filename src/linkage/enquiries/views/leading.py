"""What an enquiry leads to: asking the head, a request, a school that takes part; and the head's answer."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.enquiries import operations, policy, queries
from linkage.enquiries.models import Enquiry
from linkage.enquiries.views.working import back_to, found_for
from linkage.kernel.errors import Refused
from linkage.ui.rendering import render


@page(policy.PASS_ON, methods=("POST",))
def pass_on(request: PageRequest, enquiry_id: UUID) -> HttpResponseBase:
    """Ask the head of the sender's school."""
    found = found_for(request, enquiry_id, policy.PASS_ON)
    try:
        operations.pass_on(actor=request.actor, at=request.at, enquiry=found)
    except Refused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "The head has it by e-mail, and the sender knows")
    return back_to(request, enquiry_id)


@page(policy.BEGIN_REQUEST, methods=("POST",))
def begin_request(request: PageRequest, enquiry_id: UUID) -> HttpResponseBase:
    """Begin a request with the sender's words, and go on writing it."""
    found = found_for(request, enquiry_id, policy.BEGIN_REQUEST)
    try:
        draft = operations.begin_request(actor=request.actor, at=request.at, enquiry=found)
    except Refused as error:
        messages.error(request, str(error))
        return back_to(request, enquiry_id)
    messages.success(request, "A draft with these words. Nobody is told anything until you send it")
    return redirect("support_requests:resume", request.programme.slug, draft.pk)


@page(policy.LET_TAKE_PART, methods=("POST",))
def let_take_part(request: PageRequest, enquiry_id: UUID) -> HttpResponseBase:
    """Let the school take part, and go on to its head."""
    found = found_for(request, enquiry_id, policy.LET_TAKE_PART)
    try:
        operations.let_take_part(actor=request.actor, at=request.at, enquiry=found)
    except Refused as error:
        messages.error(request, str(error))
        return back_to(request, enquiry_id)
    messages.success(request, f"{found.place} takes part, and the sender knows. Now make sure who its head is")
    return redirect("people:prove-head", request.programme.slug, found.organisation_id)


@page(policy.NOMINATE)
def passed_on(request: PageRequest, enquiry_id: UUID) -> HttpResponseBase:
    """The head answers signed in."""
    return _answer(request, queries.enquiry_passed_on(actor=request.actor, enquiry_id=enquiry_id), by_link=False)


@page(policy.NOMINATE, link=policy.HEAD_LINK)
def passed_on_by_link(request: PageRequest) -> HttpResponseBase:
    """The head answers from the mail, without an account; the link lives until it is answered."""
    found = queries.enquiry_passed_on(actor=request.actor, enquiry_id=request.actor.answers_about)
    return _answer(request, found, by_link=True)


def _answer(request: PageRequest, found: Enquiry, *, by_link: bool) -> HttpResponseBase:
    """Show what the colleague wrote; then begin the nomination, or tell them: not now."""
    asked = request.actor.answering.state if request.actor.answering else found.question
    if not found.is_with_head or found.question != asked:
        return render(request, "enquiries/passed_on_over.html", {"enquiry": found})
    said = ""
    if request.method == "POST":
        try:
            if request.POST.get("answer") == "yes":
                draft = operations.nominate(actor=request.actor, at=request.at, enquiry=found)
                return redirect("directory:colleague", request.programme.slug, draft.pk)
            operations.not_now(actor=request.actor, at=request.at, enquiry=found)
        except Refused as error:
            said = str(error)
        else:
            return redirect(request.get_full_path())
    context = {"enquiry": found, "by_link": by_link, "said": said}
    return render(request, "enquiries/passed_on.html", context, status=422 if said else 200)
