"""The ask, page by page."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.kernel.errors import Refused
from linkage.organisations import queries as organisations
from linkage.programmes import queries as programmes
from linkage.programmes.presenters.settings import sharing_words
from linkage.support_requests import forms, operations, policy, queries
from linkage.support_requests.presenters import asking
from linkage.support_requests.views import steps
from linkage.support_requests.views.beginning import start
from linkage.support_requests.views.needs import all_areas, need, unclear
from linkage.ui.forms import refused
from linkage.ui.rendering import render

__all__ = [
    "all_areas",
    "check",
    "contact",
    "delete",
    "help_wanted",
    "leave_out",
    "more",
    "need",
    "resume",
    "school",
    "start",
    "unclear",
    "when",
    "who",
]

CONTACT_KEPT = "We kept what you typed about the person to talk to. You can finish it when you come back"


@page(policy.SAVE, methods=("GET",))
def resume(request: PageRequest, request_id: UUID) -> HttpResponseBase:
    """Lead to the first question that has no answer yet."""
    draft = queries.draft(actor=request.actor, request_id=request_id)
    open_questions = steps.rules_unanswered(request, draft)
    return redirect(steps.address(request, open_questions[0] if open_questions else "leave-out", draft))


@page(policy.SAVE)
def school(request: PageRequest, request_id: UUID) -> HttpResponseBase:
    """Which school: one of the asker's own, or any member for an officer."""
    draft = queries.draft(actor=request.actor, request_id=request_id)
    finder = forms.FindSchoolForm(request.GET if "q" in request.GET else None)
    text = finder.cleaned_data["q"] if finder.is_bound and finder.is_valid() else ""
    choices = steps.school_choices(request, draft, text)
    initial = {"organisation": str(draft.organisation_id or "")}
    form = forms.SchoolForm(request.POST if request.method == "POST" else None, choices=choices, initial=initial)
    if form.is_bound and form.is_valid():
        chosen = organisations.organisation(
            actor=request.actor, organisation_id=UUID(form.cleaned_data["organisation"])
        )
        operations.choose_school(actor=request.actor, at=request.at, draft=draft, organisation=chosen)
        return steps.onwards(request, draft, "school")
    context = {"form": form, "finder": finder, "found": choices, "text": text}
    context |= {"can_search": policy.asks_on_behalf(request.actor), "from_check": "back" in request.GET}
    return steps.show(request, draft, "school", context, status=422 if form.errors else 200)


@page(policy.SAVE)
def contact(request: PageRequest, request_id: UUID) -> HttpResponseBase:
    """Who at the school to talk to, when somebody asks on its behalf."""
    draft = queries.draft(actor=request.actor, request_id=request_id)
    written = queries.contact_written(actor=request.actor, draft=draft)
    form = forms.ContactForm(request.POST if request.method == "POST" else None, initial=written)
    if form.is_bound and form.is_valid():
        operations.name_contact(actor=request.actor, at=request.at, draft=draft, **form.answers)
        return steps.onwards(request, draft, "contact")
    if steps.is_leaving(request):
        operations.keep_contact(actor=request.actor, at=request.at, draft=draft, **form.typed)
        if any(form.typed.values()):
            messages.success(request, CONTACT_KEPT)
        return steps.onwards(request, draft, "contact")
    return steps.show(request, draft, "contact", {"form": form}, status=422 if form.errors else 200)


@page(policy.SAVE)
def help_wanted(request: PageRequest, request_id: UUID) -> HttpResponseBase:
    """What would help."""
    return steps.plain_question(request, request_id, "help", forms.HelpForm, ("ways",))


@page(policy.SAVE)
def when(request: PageRequest, request_id: UUID) -> HttpResponseBase:
    """When help is wanted."""
    return steps.plain_question(
        request,
        request_id,
        "when",
        partial(forms.WhenForm, windows=steps.windows(request)),
        ("window", "window_note", "urgent_reason"),
    )


@page(policy.SAVE)
def who(request: PageRequest, request_id: UUID) -> HttpResponseBase:
    """Who the help is for."""
    return steps.plain_question(request, request_id, "who", forms.WhoForm, ("who_for",))


@page(policy.SAVE)
def more(request: PageRequest, request_id: UUID) -> HttpResponseBase:
    """What a school may add and need not."""
    return steps.plain_question(request, request_id, "more", forms.MoreForm, forms.MORE)


@page(policy.SAVE)
def leave_out(request: PageRequest, request_id: UUID) -> HttpResponseBase:
    """Schools to leave out, added one by one, and whether the school's name is shown."""
    draft = queries.draft(actor=request.actor, request_id=request_id)
    initial = {"name_shown": forms.HIDE if draft.is_name_hidden else forms.SHOW}
    form = forms.LeaveOutForm(request.POST if request.method == "POST" else None, initial=initial)
    found = []
    if form.is_bound and form.is_valid():
        try:
            found = steps.change_left_out(request, draft, form)
        except Refused as error:
            refused(form, error)
        else:
            if not found and steps.wants_onwards(request):
                return steps.onwards(request, draft, "leave-out")
            if not found and not form.errors:
                return redirect(request.get_full_path())
    avoided = queries.avoided_schools_of(actor=request.actor, support_request=draft)
    context = {"form": form, "found": found, "avoided": avoided}
    return steps.show(request, draft, "leave-out", context, status=422 if form.errors else 200)


@page(policy.SUBMIT)
def check(request: PageRequest, request_id: UUID) -> HttpResponseBase:
    """The answers to check, what happens next by its days, and the button that sends."""
    draft = queries.draft(actor=request.actor, request_id=request_id)
    agreed = programmes.settings(actor=request.actor)
    form = forms.ConsentForm(
        request.POST if request.method == "POST" else None, words=sharing_words(agreed), version=agreed.sharing_version
    )
    if form.is_bound and form.is_valid():
        try:
            operations.submit(actor=request.actor, at=request.at, draft=draft, **form.answers)
        except operations.UnableToSubmitRequest as error:
            refused(form, error)
        else:
            messages.success(request, f"Your request is sent. Its number is {draft.reference}")
            return redirect("support_requests:request", programme=request.programme.slug, request_id=draft.pk)
    context = {"form": form, **steps.answers_to_check(request, draft)}
    return render(request, "support_requests/check.html", context, status=422 if form.errors else 200)


@page(policy.DISCARD)
def delete(request: PageRequest, request_id: UUID) -> HttpResponseBase:
    """Delete a draft, after asking once."""
    draft = queries.draft(actor=request.actor, request_id=request_id)
    if request.method == "POST":
        operations.discard(actor=request.actor, at=request.at, draft=draft)
        messages.success(request, "Your draft is deleted")
        return redirect("support_requests:start", programme=request.programme.slug)
    context = {"draft": draft, "saved": asking.saved_at(draft)}
    return render(request, "support_requests/delete.html", context)
