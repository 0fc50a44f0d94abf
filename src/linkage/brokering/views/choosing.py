"""Choosing whom to introduce."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.brokering import forms, operations, policy, presenters, queries
from linkage.brokering.operations import UnableToLink
from linkage.brokering.queries import Choice, Chosen, NotNow
from linkage.brokering.views.shortlists import record_panel
from linkage.kernel.errors import Refused
from linkage.links import presenters as links
from linkage.messaging import queries as messaging
from linkage.programmes import queries as programmes
from linkage.support_requests import queries as support_requests
from linkage.support_requests.models import SupportRequest
from linkage.support_requests.presenters.record import record_page
from linkage.ui.forms import refused
from linkage.ui.rendering import render


@page(policy.CHOOSE, methods=("GET",))
def choose(request: PageRequest, request_id: UUID) -> HttpResponseBase:
    """Who could help with a request, why, and why not the others."""
    return _choose(request, found_for(request, request_id))


@page(policy.LINK)
def introduce(request: PageRequest, request_id: UUID, entry_id: UUID) -> HttpResponseBase:
    """The mail before it is sent, the last checks, and the introduction."""
    found = found_for(request, request_id)
    if not queries.is_looking(actor=request.actor, support_request=found):
        return over(request, found)
    if programmes.settings(actor=request.actor).asks_first:
        # Nobody is introduced here before they have said yes.
        return redirect("brokering:ask", programme=request.programme.slug, request_id=request_id, entry_id=entry_id)
    chosen = queries.chosen(actor=request.actor, support_request=found, entry_id=entry_id, at=request.at)
    if isinstance(chosen, NotNow):
        return choose_again(request, found, chosen)
    form = forms.IntroduceForm(request.POST if request.method == "POST" else None, initial=_our_words(request, chosen))
    if form.is_bound and "preview" not in request.POST and form.is_valid():
        try:
            operations.link(
                actor=request.actor, at=request.at, support_request=found, entry_id=entry_id, **form.answers
            )
        except Refused as error:
            # Somebody was quicker while this was sent: there is nothing to put right in the words.
            return choose_again(request, found, NotNow(chosen.person.name, list(error.violations), chosen.told))
        return _introduced(request, found, chosen)
    return _confirm(request, found, chosen, form)


def _choose(
    request: PageRequest,
    found: SupportRequest,
    choice: Choice | None = None,
    form: Form | None = None,
    kept: Mapping[str, str] | None = None,
) -> HttpResponseBase:
    if not queries.is_looking(actor=request.actor, support_request=found):
        return over(request, found)
    shown = queries.standing(actor=request.actor, support_request=found, at=request.at)
    choice = choice or queries.choice(actor=request.actor, support_request=found, at=request.at)
    context = {
        "found": found,
        "shown": presenters.choose_page(choice, shows_all="all" in request.GET, settings=shown.settings),
        "record": _record(request, found),
        "steps": presenters.steps_of(shown),
        "looks": presenters.LOOKS,
        "may_share": queries.may_share(actor=request.actor),
        "panels": list(record_panel(request, found)),
        "form": form,
        "kept": kept,
    }
    return render(request, "brokering/choose.html", context, status=_status(request))


def choose_again(request: PageRequest, found: SupportRequest, not_now: NotNow) -> HttpResponseBase:
    """Back to choosing, with the reason above and what was written kept."""
    given = request.POST.dict()
    form = refused(forms.KeptWordsForm(given), UnableToLink(presenters.not_now(not_now)))
    return _choose(request, found, not_now.choice, form, presenters.own_words(not_now, given))


def over(request: PageRequest, found: SupportRequest) -> HttpResponseBase:
    """There is nobody to choose for a request any more, and why."""
    return render(request, "brokering/over.html", {"found": found}, status=_status(request))


def _status(request: PageRequest) -> int:
    """What was sent and could not be done is 422; looking at the same page is not."""
    return 422 if request.method == "POST" else 200


def _our_words(request: PageRequest, chosen: Chosen) -> dict[str, str]:
    """The words to begin with: the programme's own where it has some, else ours."""
    mail = messaging.worded(
        actor=request.actor,
        kind="links.introduction",
        mail=links.introduction(chosen.told),
        values={
            **links.values_of(chosen.told),
            "first_name": f"{chosen.told.asker.first_name} and {chosen.told.helper.first_name}",
            "programme": request.programme.name,
        },
    )
    return {"subject": mail.subject, "greeting": "\n\n".join(mail.opening)}


def _confirm(
    request: PageRequest, found: SupportRequest, chosen: Chosen, form: forms.IntroduceForm
) -> HttpResponseBase:
    is_preview = "preview" in request.POST
    if is_preview:
        # Looking at one's words is not sending them: nothing is complained of, and what is empty is ours.
        given = {name: value for name, value in request.POST.dict().items() if value}
        form = forms.IntroduceForm(initial={**_our_words(request, chosen), **given})
    subject, greeting = (str(form[name].value() or "") for name in ("subject", "greeting"))
    context = {
        "found": found,
        "chosen": chosen,
        "form": form,
        "mail": links.introduction(replace(chosen.told, subject=subject, greeting=greeting)),
    }
    return render(request, "brokering/introduce.html", context, status=422 if form.is_bound else 200)


def _introduced(request: PageRequest, found: SupportRequest, chosen: Chosen) -> HttpResponseBase:
    told = chosen.told
    messages.success(request, f"{told.asker.name} and {told.helper.name} have been introduced")
    return redirect("support_requests:request", programme=request.programme.slug, request_id=found.pk)


def found_for(request: PageRequest, request_id: UUID) -> SupportRequest:
    """The request that somebody is chosen for, by whoever works on it."""
    found = support_requests.support_request(actor=request.actor, request_id=request_id)
    policy.CHOOSE.check(request.actor, found)
    return found


def _record(request: PageRequest, found: SupportRequest) -> object:
    actor = request.actor
    return record_page(
        actor=actor,
        at=request.at,
        support_request=found,
        steps=support_requests.Steps(actor, request.at, [found]),
        question=support_requests.open_question(actor=actor, support_request=found),
        areas=support_requests.areas_of(actor=actor, support_request=found),
        avoided=support_requests.avoided_schools_of(actor=actor, support_request=found),
    )
