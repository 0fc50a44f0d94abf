"""Proving heads: the coordinator's pages, the invitation somebody answers, the code of a letter."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import page
from linkage.kernel.days import day_of
from linkage.people import forms, operations, policy, queries
from linkage.people.enums import InvitationMethod
from linkage.people.presenters import pages
from linkage.ui import lists
from linkage.ui.forms import refused
from linkage.ui.rendering import render

REFUSALS = (operations.UnableToInvite, operations.UnableToSettle)


@page(policy.INVITE)
def heads(request: Any) -> HttpResponseBase:
    """Each member school and how the proof of its head stands."""
    chosen = lists.chosen(pages.HEADS, request.GET, request.POST)
    rows = queries.proofs(actor=request.actor, on=day_of(request.at))
    rows, answers = lists.narrow(pages.HEADS, rows, chosen)
    if chosen.wants_export:
        operations.note_list_taken(actor=request.actor, at=request.at)
        return lists.response(pages.HEADS.columns, rows, "heads", chosen.export)
    return render(request, "people/heads.html", {"page": lists.page(pages.HEADS, chosen, rows, answers)}, block="list")


@page(policy.INVITE)
def invite_heads(request: Any) -> HttpResponseBase:
    """Invite the heads of many schools at once: those chosen by ?school=…, else the first without a head."""
    rows = queries.proofs(actor=request.actor, on=day_of(request.at))
    schools = pages.to_invite(rows, request.GET.getlist("school"))
    form = forms.BulkInviteForm(request.POST if request.method == "POST" else None, schools=schools)
    if form.is_bound and form.is_valid():
        try:
            sent = operations.invite(actor=request.actor, at=request.at, invites=form.invites())
        except REFUSALS as error:
            refused(form, error)
        else:
            messages.success(request, pages.invited(len(sent)))
            return redirect("people:heads", programme=request.programme.slug)
    context = {"form": form, "rows": pages.rows_of(form), "without": pages.without_head(rows)}
    return render(request, "people/invite_heads.html", context, status=422 if form.errors else 200)


@page(policy.INVITE)
def prove_head(request: Any, organisation_id: UUID) -> HttpResponseBase:
    """One school: who is proved, invited or claims to be its head, and the three ways to make sure."""
    found = queries.proof(actor=request.actor, on=day_of(request.at), organisation_id=organisation_id)
    form = forms.ProofForm(
        request.POST if request.method == "POST" else None,
        domain=pages.domain_of(found.organisation),
        initial=pages.claimed(found, request.GET.get("claim", "")),
    )
    if form.is_bound and form.is_valid():
        try:
            return _prove(request, form, form.invite(found.organisation))
        except REFUSALS as error:
            refused(form, error)
    context = {"form": form, "proof": found}
    return render(request, "people/prove_head.html", context, status=422 if form.errors else 200)


def _prove(request: Any, form: forms.ProofForm, one: operations.Invite) -> HttpResponseBase:
    method, acting = form.cleaned_data["method"], {"actor": request.actor, "at": request.at}
    if method == InvitationMethod.LETTER:
        letter = operations.print_letter(one=one, **acting)
        context = {"letter": letter, "by": request.actor.name, "where": pages.letter_address(request.programme.slug)}
        return render(request, "people/letter_to_print.html", context)
    if method == InvitationMethod.BY_HAND:
        operations.confirm_by_hand(one=one, reason=form.cleaned_data["reason"], **acting)
        messages.success(request, f"{one.name} now acts for {one.organisation.name}, and has been told")
    else:
        operations.invite(invites=[one], **acting)
        messages.success(request, pages.invited(1))
    return redirect("people:prove-head", programme=request.programme.slug, organisation_id=one.organisation.pk)


@page(policy.WITHDRAW, methods=("POST",))
def withdraw(request: Any, invitation_id: UUID) -> HttpResponseBase:
    """Take an invitation back."""
    invitation = queries.invitation(actor=request.actor, invitation_id=invitation_id)
    organisation_id = invitation.organisation_id
    try:
        was_erased = operations.withdraw(actor=request.actor, at=request.at, invitation=invitation)
    except operations.UnableToSettle as error:
        messages.error(request, str(error))
    else:
        messages.success(request, pages.withdrawn(was_erased=was_erased))
    return redirect("people:prove-head", programme=request.programme.slug, organisation_id=organisation_id)


@page(policy.ANSWER, link="invitation")
def invitation(request: Any) -> HttpResponseBase:
    """What the invitation is, and the two answers; a POST gives one of them."""
    found = queries.invitation(actor=request.actor, invitation_id=request.actor.answering.record_id)
    if request.actor.answering.state != found.status:
        return render(request, "people/invitation_answered.html", {"invitation": found})
    if request.method != "POST":
        return render(request, "people/invitation.html", {"invitation": found})
    acting = {"actor": request.actor, "at": request.at, "invitation": found}
    if request.POST.get("answer") == "yes":
        operations.accept(**acting)
        return redirect(request.path)
    was_erased = operations.decline(**acting)
    return redirect("people:declined", programme=request.programme.slug) if was_erased else redirect(request.path)


@page(policy.JOIN, methods=("GET",))
def declined(request: Any) -> HttpResponseBase:
    """What happened with the data of somebody who said no."""
    return render(request, "people/declined.html")


@page(policy.USE_LETTER)
def letter(request: Any) -> HttpResponseBase:
    """Type the code of a letter."""
    letters = queries.own_letters(actor=request.actor)
    form = forms.LetterCodeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            used = operations.use_letter(actor=request.actor, at=request.at, letters=letters, **form.answers)
        except operations.UnableToProve as error:
            refused(form, error)
        else:
            messages.success(request, f"You now act for {used.organisation.name}")
            return redirect("programmes:home", programme=request.programme.slug)
    context = {"form": form, "letters": letters}
    return render(request, "people/letter.html", context, status=422 if form.errors else 200)
