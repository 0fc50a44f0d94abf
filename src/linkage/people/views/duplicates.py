"""People who are known twice: found, shown side by side, and made one."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.kernel.errors import NotFound
from linkage.people import forms, operations, policy, queries
from linkage.people.presenters import duplicates as presenters
from linkage.ui.forms import refused
from linkage.ui.rendering import render


@page(policy.SEE_DUPLICATES)
def duplicates(request: PageRequest) -> HttpResponseBase:
    """Who may be one person, and a way to name two records that we do not see by ourselves."""
    form = forms.TwoAddressesForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        keys = {}
        for name, email in form.answers.items():
            try:
                keys[name] = queries.by_email(actor=request.actor, email=email).pk
            except NotFound:
                form.add_error(name, "Nobody in this programme has this address")
        if not form.errors and keys["one"] == keys["other"]:
            form.add_error("other", "Enter another address than the first")
        if not form.errors:
            return redirect("people:merge", request.programme.slug, keys["one"], keys["other"])
    context = {"pairs": queries.pairs(actor=request.actor), "form": form}
    return render(request, "people/duplicates.html", context, status=422 if form.errors else 200)


@page(policy.MERGE)
def merge(request: PageRequest, person_id: UUID, other_id: UUID) -> HttpResponseBase:
    """Two records side by side: which values stay, what moves, and that it cannot be undone."""
    kept = queries.person(actor=request.actor, person_id=person_id)
    gone = queries.person(actor=request.actor, person_id=other_id)
    given = request.POST if request.method == "POST" else None
    form = forms.MergeForm(given, differing=presenters.differing(kept, gone))
    if form.is_bound and form.is_valid():
        choices = operations.Choices(**form.chosen)
        try:
            operations.merge(actor=request.actor, at=request.at, kept=kept, gone=gone, choices=choices, is_sure=True)
        except operations.UnableToMerge as error:
            refused(form, error)
        else:
            messages.success(request, "The two records are one now. Both addresses have been told")
            return redirect("people:person", request.programme.slug, kept.pk)
    sides = [queries.held(actor=request.actor, person=each) for each in (kept, gone)]
    context = {"form": form, "kept": kept, "gone": gone, "rows": presenters.side_by_side(*sides)}
    return render(request, "people/merge.html", context, status=422 if form.errors else 200)


@page(policy.KEEP_APART, methods=("POST",))
def keep_apart(request: PageRequest, person_id: UUID, other_id: UUID) -> HttpResponseBase:
    """Say that they are two people."""
    one = queries.person(actor=request.actor, person_id=person_id)
    other = queries.person(actor=request.actor, person_id=other_id)
    operations.keep_apart(actor=request.actor, at=request.at, one=one, other=other)
    messages.success(request, "They are two people. We do not suggest them again")
    return redirect("people:duplicates", request.programme.slug)
