"""A request that came by e-mail: read in, and checked by a person before anybody hears of it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.kernel.errors import Refused
from linkage.messaging import queries as messaging
from linkage.messaging.models import InboundMail
from linkage.messaging.rules import ReadEmail
from linkage.support_requests import forms, operations, policy, queries
from linkage.support_requests.views import steps, stops
from linkage.ui.rendering import render

READ = "We read the e-mail. Check each answer: nobody is told anything until you send the request"
READ_IN_PART = "We read the first part of a long e-mail. Check each answer: nobody is told anything until you send it"


@page(policy.READ_IN)
def from_email(request: PageRequest) -> HttpResponseBase:
    """Paste an e-mail or choose its file; its draft is checked question by question."""
    posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    return _read(request, forms.EmailForm(*posted), None)


@page(policy.READ_IN)
def from_mail(request: PageRequest, inbound_id: UUID) -> HttpResponseBase:
    """Make a request of an e-mail that came in: at once, or with its words as somebody has mended them."""
    mail = messaging.inbound_mail(actor=request.actor, inbound_id=inbound_id)
    words = {"pasted": forms.as_pasted(mail.writer_name, mail.writer_email, mail.subject, mail.text)}
    if request.method != "POST":
        return _read(request, forms.MailForm(initial=words), mail)
    given = request.POST if "pasted" in request.POST else words
    return _read(request, forms.MailForm(given), mail)


def _read(request: PageRequest, form: forms.EmailForm, mail: InboundMail | None) -> HttpResponseBase:
    """Begin the draft of what a form holds, or show it again; a worry about a person stops here."""
    if form.is_bound and (form.is_valid() or form.found) and stops.is_worry(request, form.texts):
        return stops.stop(request)
    if form.is_bound and form.is_valid() and form.found:
        return _begun(request, form, form.found, mail)
    context = {"form": form, "mail": mail, "places": steps.places(request)}
    return render(request, "support_requests/from_email.html", context, status=422 if form.errors else 200)


def _begun(request: PageRequest, form: forms.EmailForm, found: ReadEmail, mail: InboundMail | None) -> HttpResponseBase:
    schools = queries.schools_at(actor=request.actor, email=found.sender_address)
    try:
        draft = operations.begin_from_email(
            actor=request.actor,
            at=request.at,
            words=form.words,
            name=found.sender_name,
            email=found.sender_address,
            organisation=schools[0] if len(schools) == 1 else None,
            areas=queries.likely_areas(actor=request.actor, words=form.words),
            mail=mail,
        )
    except Refused as error:
        messages.error(request, str(error))
        return redirect("mail:inbox", request.programme.slug)
    messages.success(request, READ_IN_PART if form.is_shortened else READ)
    return redirect(steps.address(request, "school", draft))
