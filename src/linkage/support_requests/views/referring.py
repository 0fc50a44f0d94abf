"""Referring a school: the form that anybody may send, and the school's own answer."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.areas import queries as areas
from linkage.kernel.errors import Refused
from linkage.organisations.models import Organisation
from linkage.programmes import queries as programmes
from linkage.programmes.presenters.settings import lawful_words, sharing_words
from linkage.support_requests import forms, operations, policy, queries
from linkage.support_requests.enums import ReferralStatus
from linkage.support_requests.models import Referral, UnableToMoveRequest
from linkage.support_requests.presenters import asking
from linkage.support_requests.presenters import referrals as presenters
from linkage.support_requests.views import steps, stops
from linkage.ui import lists
from linkage.ui.forms import refused
from linkage.ui.rendering import render


@page(policy.REFER, methods=("GET",))
def find_school(request: PageRequest) -> HttpResponseBase:
    """Find the school that one refers, among those that take part."""
    text = request.GET.get("q", "").strip()
    found = queries.schools_to_refer(actor=request.actor, text=text)
    shown = [(each.id, asking.choice_in_words(each)) for each in found]
    return render(request, "support_requests/refer_school.html", {"text": text, "schools": shown})


@page(policy.REFER)
def refer(request: PageRequest, organisation_id: UUID) -> HttpResponseBase:
    """Say what the school needs and who there agrees. A worry about a person is kept nowhere."""
    school = queries.school_to_refer(actor=request.actor, organisation_id=organisation_id)
    account_id = request.actor.account_id if request.actor.kind == "person" else None
    form = forms.ReferForm(_posted(request), account_id=account_id)
    if worry := stops.worry_in(request, form.texts):
        return stops.stop(request, field=worry, text=form.texts[worry], also=form.given_besides(worry))
    if form.is_bound and form.is_valid() and _is_referred(request, school, form):
        return redirect("referrals:sent", programme=request.programme.slug)
    context = {"form": form, "school": school, **_promises(request)}
    response = render(request, "support_requests/refer.html", context, status=_status(form))
    if form.is_too_often:
        response["Retry-After"] = str(forms.RETRY_SECONDS)
    return response


@page(policy.REFER, methods=("GET",))
def sent(request: PageRequest) -> HttpResponseBase:
    """What happens after referring."""
    return render(request, "support_requests/refer_sent.html", {"is_known": request.actor.kind == "person"})


@page(policy.CONFIRM_REFERRAL)
def confirm(request: PageRequest, token: str) -> HttpResponseBase:
    """Say by the address in the mail whether it was oneself who refers."""
    found = queries.unconfirmed_referral(actor=request.actor, token=token)
    if request.method != "POST" or found.state != ReferralStatus.UNCONFIRMED:
        return render(request, "support_requests/refer_confirm.html", {"found": found})
    acting: dict[str, Any] = {"actor": request.actor, "at": request.at, "referral": found}
    try:
        if request.POST.get("answer") == "yes":
            operations.confirm_referral(**acting)
            return redirect(request.path)
        operations.disown_referral(**acting)
    except operations.UnableToConfirmReferral:
        # The other answer, given at the same moment, was first: its page says what became of it.
        return redirect(request.path)
    messages.success(request, "What was typed with your address is erased, and nobody has read it")
    return redirect("programmes:public", programme=request.programme.slug)


@page(policy.LIST_REFERRALS, methods=("GET",))
def referrals(request: PageRequest) -> HttpResponseBase:
    """What I referred, and what came of it."""
    asked = lists.chosen(presenters.REFERRED, request.GET)
    found, options = lists.narrow(presenters.REFERRED, queries.referred(actor=request.actor), asked)
    if asked.wants_export:
        return lists.response(presenters.REFERRED.columns, found, "what you referred", asked.export)
    context = {"page": lists.page(presenters.REFERRED, asked, found, options)}
    return render(request, "support_requests/referrals.html", context, block="list")


@page(policy.WATCH_REFERRALS, methods=("GET",))
def silent(request: PageRequest) -> HttpResponseBase:
    """Which schools have not answered, for who watches over it: whose each is, since when, and what happens next."""
    definition = presenters.silent(request.at)
    asked = lists.chosen(definition, request.GET)
    rows = queries.silent_schools(actor=request.actor, at=request.at)
    found, options = lists.narrow(definition, rows, asked)
    if asked.wants_export:
        return lists.response(definition.columns, found, "referrals without an answer", asked.export)
    context = {"page": lists.page(definition, asked, found, options)}
    return render(request, "support_requests/silent.html", context, block="list")


@page(policy.AGREE)
def answer(request: PageRequest, referral_id: UUID) -> HttpResponseBase:
    """Agree for the school, or not, signed in."""
    return _answer(request, queries.referral_to_answer(actor=request.actor, referral_id=referral_id))


@page(policy.AGREE, link=policy.REFERRAL_LINK)
def answer_by_link(request: PageRequest) -> HttpResponseBase:
    """Agree for the school, or not, from the mail and without an account."""
    return _answer(request, queries.referral_to_answer(actor=request.actor, referral_id=request.actor.answers_about))


def _is_referred(request: PageRequest, school: Organisation, form: forms.ReferForm) -> bool:
    answers = form.answers
    who = {name: answers.pop(name) for name in ("name", "email") if name in answers}
    said = operations.Said(**answers)
    try:
        operations.refer(actor=request.actor, at=request.at, organisation=school, said=said, **who)
    except Refused as error:
        refused(form, error)
        return False
    return True


def _answer(request: PageRequest, found: Referral) -> HttpResponseBase:
    if found.state != ReferralStatus.SENT:
        return render(request, "support_requests/referral_over.html", {"found": found})
    if request.method == "POST" and request.POST.get("answer") == "no":
        return _declined(request, found)
    form = _agree_form(request, found)
    if worry := stops.worry_in(request, form.texts):
        return stops.stop(request, field=worry, text=form.texts[worry])
    if form.is_bound and form.is_valid():
        try:
            operations.agree(actor=request.actor, at=request.at, referral=found, agreed=_agreed(request, form))
        except (Refused, UnableToMoveRequest) as error:
            refused(form, error)
        else:
            return redirect(request.get_full_path())
    last = queries.answer_by(actor=request.actor, referral=found, at=request.at)
    context = {"form": form, "found": found, "answer_by": last}
    return render(request, "support_requests/referral.html", context, status=422 if form.errors else 200)


def _declined(request: PageRequest, found: Referral) -> HttpResponseBase:
    try:
        operations.decline_referral(actor=request.actor, at=request.at, referral=found)
    except Refused as error:
        messages.error(request, str(error))
    return redirect(request.get_full_path())


def _agree_form(request: PageRequest, found: Referral) -> forms.AgreeForm:
    suggested = queries.area_choices(actor=request.actor, words=found.words)
    agreed = programmes.settings(actor=request.actor)
    return forms.AgreeForm(
        _posted(request),
        suggested=[(each.area.code, each.area.name) for each in suggested],
        areas=[(area.code, area.name) for area in areas.areas(actor=request.actor)],
        windows=steps.windows(request),
        sharing=sharing_words(agreed),
        initial={
            "words": found.words,
            "area": [each.area.code for each in suggested if each.is_ticked],
            "version": agreed.sharing_version,
        },
    )


def _agreed(request: PageRequest, form: forms.AgreeForm) -> operations.Agreed:
    said = form.answers
    return operations.Agreed(
        words=said["words"],
        areas=queries.areas_named(actor=request.actor, codes=form.codes),
        ways=said["ways"],
        window=said["window"],
        who_for=said["who_for"],
        has_consent=said["has_consent"],
        version=said["version"],
    )


def _promises(request: PageRequest) -> dict[str, Any]:
    settings = programmes.settings(actor=request.actor)
    return {"settings": settings, "lawful_words": lawful_words(settings)}


def _status(form: forms.ReferForm) -> int:
    if form.is_too_often:
        return 429
    return 422 if form.errors else 200


def _posted(request: PageRequest) -> Any:
    return request.POST if request.method == "POST" else None
