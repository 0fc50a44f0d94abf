"""School groups: the list, one group, its name and its schools."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import page
from linkage.kernel import words
from linkage.organisations import forms, operations, policy, queries
from linkage.organisations.presenters import groups as presenters
from linkage.ui.forms import refused
from linkage.ui.rendering import render


@page(policy.SEE_GROUPS)
def groups(request: Any) -> HttpResponseBase:
    """The groups with their sizes, and a field for a new one."""
    form = forms.GroupForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            made = operations.create_group(actor=request.actor, at=request.at, **form.answers)
        except operations.UnableToNameGroup as error:
            refused(form, error)
        else:
            return redirect("organisations:group", request.programme.slug, made.pk)
    context = {
        "form": form,
        "groups": queries.groups(actor=request.actor),
        "may_change": policy.CREATE_GROUP.allows(request.actor),
    }
    return render(request, "organisations/groups.html", context, status=422 if form.errors else 200)


@page(policy.SEE_GROUPS)
def group(request: Any, group_id: UUID) -> HttpResponseBase:
    """The schools of a group; choose more."""
    found, inside = queries.group(actor=request.actor, group_id=group_id)
    outside = presenters.outside(queries.members_outside(actor=request.actor, group_id=group_id), request.GET)
    form = forms.MembersForm(request.POST if request.method == "POST" else None, choices=outside.known)
    if form.is_bound and form.is_valid():
        try:
            added = operations.add_to_group(actor=request.actor, at=request.at, group=found, member_ids=form.chosen)
        except operations.UnableToChangeGroup as error:
            refused(form, error)
        else:
            messages.success(request, f"{words.count(len(added), 'school')} added to {found.name}")
            # Back to the same search: who puts a district into a group goes on there.
            return redirect(f"{request.path}{outside.address}#add" if outside.text else request.path)
    form.offer(outside.shown)
    may_change = policy.CHANGE_GROUP.allows(request.actor, found)
    context = {"group": found, "members": inside, "form": form, "outside": outside, "may_change": may_change}
    return render(request, "organisations/group.html", context, status=422 if form.errors else 200)


@page(policy.RENAME_GROUP)
def rename(request: Any, group_id: UUID) -> HttpResponseBase:
    """Another name for a group."""
    found, _ = queries.group(actor=request.actor, group_id=group_id)
    form = forms.GroupForm(request.POST if request.method == "POST" else None, initial={"name": found.name})
    if form.is_bound and form.is_valid():
        try:
            operations.rename_group(actor=request.actor, at=request.at, group=found, **form.answers)
        except operations.UnableToNameGroup as error:
            refused(form, error)
        else:
            return redirect("organisations:group", request.programme.slug, found.pk)
    context = {"form": form, "group": found}
    return render(request, "organisations/group_rename.html", context, status=422 if form.errors else 200)


@page(policy.CHANGE_GROUP, methods=("POST",))
def remove(request: Any, group_id: UUID, member_id: UUID) -> HttpResponseBase:
    """Take a school out of a group."""
    found, _ = queries.group(actor=request.actor, group_id=group_id)
    try:
        operations.take_out_of_group(actor=request.actor, at=request.at, group=found, member_id=member_id)
    except operations.UnableToChangeGroup as error:
        messages.info(request, str(error))
    return redirect("organisations:group", request.programme.slug, found.pk)


@page(policy.DELETE_GROUP)
def delete(request: Any, group_id: UUID) -> HttpResponseBase:
    """Ask once more, then do away with a group."""
    found, inside = queries.group(actor=request.actor, group_id=group_id)
    if request.method == "POST":
        operations.delete_group(actor=request.actor, at=request.at, group=found)
        messages.success(request, f"The group {found.name} is deleted")
        return redirect("organisations:groups", request.programme.slug)
    return render(request, "organisations/group_delete.html", {"group": found, "members": inside})
