"""What a coordinator settles: a summary in front, and one small page for each group."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.kernel.errors import Refused
from linkage.programmes import forms, operations, policy, queries
from linkage.programmes.presenters import settings as presenters
from linkage.programmes.rules import SERVICE_LEVELS
from linkage.ui.forms import refused
from linkage.ui.frame import address
from linkage.ui.rendering import render


@page(policy.SEE_SETTINGS, methods=("GET",))
def summary(request: PageRequest) -> HttpResponse:
    """Every setting with a link to change it."""
    settings = queries.settings(actor=request.actor)
    shipped = queries.shipped_calendars(actor=request.actor)
    own_questions = queries.frequent_questions(actor=request.actor).count()
    beside = [each.name for each in queries.neighbours(actor=request.actor)]
    cards = presenters.cards(
        settings.programme, settings, shipped, own_questions, beside, lambda name: address(name, request.programme.slug)
    )
    return render(request, "programmes/settings.html", {"cards": cards})


@page(policy.CHANGE_SETTINGS)
def describe(request: PageRequest) -> HttpResponse:
    """Name, line under it, contact."""
    programme = queries.programme(actor=request.actor)
    form = forms.DescribeForm(_posted(request), initial=_fields(programme, forms.DescribeForm))
    operation = partial(operations.describe, programme=programme)
    return settle(request, form, operation, "The name and the contact are saved", "programmes/settings_describe.html")


@page(policy.CHANGE_SETTINGS)
def colour(request: PageRequest) -> HttpResponse:
    """The one colour; the message says what became of it."""
    programme = queries.programme(actor=request.actor)
    form = forms.ColourForm(_posted(request), initial={"colour": programme.colour})
    operation = partial(operations.choose_colour, programme=programme)
    return settle(
        request,
        form,
        operation,
        lambda made: f"Your colour is {presenters.colour_words(made.colour)}",
        "programmes/settings_colour.html",
        shown=presenters.colour_words(programme.colour),
    )


@page(policy.CHANGE_SETTINGS)
def service_levels(request: PageRequest) -> HttpResponse:
    """Promises and reminders."""
    settings = queries.settings(actor=request.actor)
    form = forms.ServiceLevelsForm(_posted(request), initial={name: getattr(settings, name) for name in SERVICE_LEVELS})
    operation = partial(operations.set_service_levels, settings=settings)
    return settle(request, form, operation, "The promises are saved", "programmes/settings_service_levels.html")


@page(policy.CHANGE_SETTINGS)
def ways(request: PageRequest) -> HttpResponse:
    """Listing, and schools of one trust."""
    settings = queries.settings(actor=request.actor)
    initial = _fields(settings, forms.WaysForm)
    initial["is_same_trust_excluded"] = "yes" if settings.is_same_trust_excluded else "no"
    form = forms.WaysForm(_posted(request), initial=initial)
    operation = partial(operations.choose_ways, settings=settings)
    return settle(request, form, operation, "How people are brought together is saved", "programmes/settings_ways.html")


@page(policy.CHANGE_SETTINGS)
def asking(request: PageRequest) -> HttpResponse:
    """Introduce at once, or ask first."""
    settings = queries.settings(actor=request.actor)
    initial = _fields(settings, forms.AskingForm)
    initial["is_next_asked_alone"] = "yes" if settings.is_next_asked_alone else "no"
    form = forms.AskingForm(_posted(request), initial=initial)
    operation = partial(operations.choose_asking, settings=settings)
    message = "Saved: it counts for whoever is chosen from now on"
    return settle(request, form, operation, message, "programmes/settings_asking.html", settings=settings)


@page(policy.CHANGE_SETTINGS)
def mail_hours(request: PageRequest) -> HttpResponse:
    """When e-mails that can wait go out."""
    settings = queries.settings(actor=request.actor)
    initial = _fields(settings, forms.MailHoursForm)
    initial["has_mail_hours"] = "yes" if settings.has_mail_hours else "no"
    form = forms.MailHoursForm(_posted(request), initial=initial)
    operation = partial(operations.choose_mail_hours, settings=settings)
    message = "When e-mails go out is saved: it counts for the next one"
    return settle(request, form, operation, message, "programmes/settings_mail_hours.html")


@page(policy.CHANGE_SETTINGS)
def lawful_basis(request: PageRequest) -> HttpResponse:
    """Why names may be kept."""
    settings = queries.settings(actor=request.actor)
    form = forms.LawfulForm(_posted(request), initial=_fields(settings, forms.LawfulForm))
    operation = partial(operations.state_lawful_basis, settings=settings)
    return settle(
        request,
        form,
        operation,
        "What people are told is saved",
        "programmes/settings_lawful_basis.html",
        ours=presenters.LAWFUL_WORDS.values(),
    )


@page(policy.CHANGE_SETTINGS)
def sharing(request: PageRequest) -> HttpResponse:
    """What a school agrees to when it asks."""
    settings = queries.settings(actor=request.actor)
    form = forms.SharingForm(_posted(request), initial=_fields(settings, forms.SharingForm))
    operation = partial(operations.word_sharing, settings=settings)
    message = "What schools agree to is saved. Requests sent before keep the words they agreed to"
    template = "programmes/settings_sharing.html"
    return settle(request, form, operation, message, template, ours=presenters.SHARING_WORDS, settings=settings)


@page(policy.CHANGE_SETTINGS)
def safeguarding_contact(request: PageRequest) -> HttpResponse:
    """Whom to ring about a child."""
    settings = queries.settings(actor=request.actor)
    form = forms.SafeguardingForm(_posted(request), initial=_fields(settings, forms.SafeguardingForm))
    operation = partial(operations.name_safeguarding_contact, settings=settings)
    message = "Who is rung about a child is saved"
    return settle(request, form, operation, message, "programmes/settings_safeguarding_contact.html")


@page(policy.PAUSE)
def pause(request: PageRequest) -> HttpResponse:
    """Stop the clocks; while they stand still, the page offers to start them."""
    programme = queries.programme(actor=request.actor)
    form = forms.PauseForm(_posted(request))
    operation = partial(operations.pause, programme=programme)
    message = "The programme is paused: clocks stand still and reminders wait"
    return settle(request, form, operation, message, "programmes/settings_pause.html", programme=programme)


@page(policy.RESUME, methods=("POST",))
def resume(request: PageRequest) -> HttpResponse:
    """Let the clocks run again."""
    programme = queries.programme(actor=request.actor)
    form = django_forms.Form(request.POST)
    operation = partial(operations.resume, programme=programme)
    message = "The programme runs again: the days of the pause count in no clock"
    return settle(request, form, operation, message, "programmes/settings_pause.html", programme=programme)


def settle(
    request: PageRequest,
    form: Any,
    operation: Callable[..., Any],
    message: str | Callable[[Any], str],
    template: str,
    after: str = "programmes:settings",
    **context: Any,
) -> HttpResponse:
    """Show a form, or do what it says, say so and go back; what is refused comes back filled."""
    if form.is_bound and form.is_valid():
        answers = form.answers if hasattr(form, "answers") else {}
        try:
            made = operation(actor=request.actor, at=request.at, **answers)
        except Refused as error:
            refused(form, error)
        else:
            messages.success(request, message if isinstance(message, str) else message(made))
            return redirect(after, programme=request.programme.slug)
    return render(request, template, {"form": form, **context}, status=422 if form.errors else 200)


def _posted(request: PageRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _fields(record: Any, form: type[django_forms.Form]) -> dict[str, Any]:
    return {name: getattr(record, name) for name in form.base_fields}
