"""The schools of a programme: the list, one school, the rule, adding and taking out."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase, JsonResponse
from django.shortcuts import redirect

from linkage.access.page import page
from linkage.kernel import words
from linkage.organisations import forms, operations, policy, queries, rules
from linkage.organisations.presenters import members as presenters
from linkage.ui import lists
from linkage.ui.forms import refused
from linkage.ui.rendering import fragment, render

MOST_SUGGESTED = 8


@page(policy.SEE_MEMBERS, methods=("GET",))
def schools(request: Any) -> HttpResponseBase:
    """Every school that takes part, with filters and a spreadsheet."""
    chosen = lists.chosen(presenters.MEMBERS, request.GET)
    rows = presenters.searched(queries.member_rows(actor=request.actor), rules.folded(chosen.query).split())
    rows, answers = lists.narrow(presenters.MEMBERS, rows, chosen)
    if chosen.wants_export:
        return lists.response(presenters.MEMBERS.columns, rows, "schools", chosen.export)
    context = {
        "page": lists.page(presenters.MEMBERS, chosen, rows, answers),
        "waiting": queries.proposals(actor=request.actor).count(),
        "may_change": policy.CHANGE_RULE.allows(request.actor),
        "notice": queries.register_notice(actor=request.actor),
    }
    return render(request, "organisations/schools.html", context, block="list")


@page(policy.SEE_MEMBERS, methods=("GET",))
def school(request: Any, organisation_id: UUID) -> HttpResponseBase:
    """One school as the register and the programme know it."""
    row = queries.member_of(actor=request.actor, organisation_id=organisation_id)
    policy.SEE_SCHOOL.check(request.actor, row.member)
    context = {
        "row": row,
        "facts": presenters.facts(row.school),
        "website": presenters.web_address(row.school),
        "tag": presenters.status_tag(row.school),
        "standing": presenters.standing_words(row),
        "successors": queries.successors(actor=request.actor, organisation=row.school),
        "may_change": policy.MARK_LEFT.allows(request.actor, row.member),
        "notice": queries.register_notice(actor=request.actor),
    }
    return render(request, "organisations/school.html", context)


@page(policy.FIND_SCHOOL, methods=("GET",))
def find(request: Any) -> HttpResponseBase:
    """Schools that fit what is being typed: lines for an input that suggests, or (as=choices) radios for a page."""
    text, members_only = request.GET.get("q", ""), request.GET.get("members") == "1"
    found = queries.find_schools(actor=request.actor, text=text, members_only=members_only, limit=MOST_SUGGESTED)
    if request.GET.get("as") == "choices":
        return fragment(request, "organisations/find.html", "choices", {"found": found, "text": text, "name": "school"})
    return JsonResponse([presenters.suggestion(one) for one in found], safe=False)


@page(policy.ADD_MEMBER)
def add(request: Any) -> HttpResponseBase:
    """Find a school and add it."""
    text = request.GET.get("q", "").strip()[: forms.LONGEST_SEARCH]
    form = forms.AddForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            member = operations.add_member(
                actor=request.actor, at=request.at, organisation_id=form.cleaned_data["school"]
            )
        except operations.UnableToAddMember as error:
            refused(form, error)
        else:
            messages.success(request, f"{member.organisation.name} takes part")
            return redirect("organisations:school", request.programme.slug, member.organisation_id)
    context = {"text": text, "found": queries.find_schools(actor=request.actor, text=text), "form": form}
    return render(request, "organisations/add.html", context, status=422 if form.errors else 200, block="choices")


@page(policy.CHANGE_RULE)
def rule(request: Any) -> HttpResponseBase:
    """Say which schools belong; how many that would be is shown on the way, and nobody is added by it."""
    found = queries.rule(actor=request.actor)
    trusts = queries.trust_names(actor=request.actor, uids=found.trust_uids)
    form = forms.RuleForm(
        request.POST if request.method == "POST" else None,
        choices=queries.rule_choices(actor=request.actor),
        trusts_named=lambda names: queries.trusts_named(actor=request.actor, names=names),
        initial=presenters.rule_answers(found, trusts),
    )
    told = ""
    if form.is_bound and form.is_valid() and "count" in request.POST:
        told = presenters.fitting_words(queries.fitting(actor=request.actor, wanted=form.rule))
    elif form.is_bound and form.is_valid():
        try:
            operations.change_rule(actor=request.actor, at=request.at, **form.rule)
        except operations.UnableToChangeRule as error:
            refused(form, error)
        else:
            return redirect("organisations:confirm", request.programme.slug)
    context = {"form": form, "told": told, "chosen_words": presenters.chosen_words}
    return render(request, "organisations/rule.html", context, status=422 if form.errors else 200)


@page(policy.CONFIRM_MEMBERS)
def confirm(request: Any) -> HttpResponseBase:
    """The schools that fit the rule, and the button that adds them."""
    if request.method == "POST":
        try:
            added = operations.confirm_members(actor=request.actor, at=request.at)
        except operations.UnableToConfirmMembers as error:
            messages.info(request, str(error))
        else:
            takes = "takes" if len(added) == 1 else "take"
            messages.success(request, f"{words.count(len(added), 'school')} now {takes} part")
        return redirect("organisations:schools", request.programme.slug)
    chosen = lists.chosen(presenters.PROPOSALS, request.GET)
    found = queries.proposals(actor=request.actor)
    if chosen.wants_export:
        return lists.response(presenters.PROPOSALS.columns, found, "proposed-schools", chosen.export)
    context = {"page": lists.page(presenters.PROPOSALS, chosen, found), "rule": _rule_words(request)}
    return render(request, "organisations/confirm.html", context, block="list")


def _rule_words(request: Any) -> list[tuple[str, str]]:
    found = queries.rule(actor=request.actor)
    trusts = queries.trust_names(actor=request.actor, uids=found.trust_uids)
    return presenters.rule_words(found, queries.rule_choices(actor=request.actor), trusts)


@page(policy.MARK_LEFT)
def left(request: Any, organisation_id: UUID) -> HttpResponseBase:
    """Ask once more, then take the school out."""
    row = queries.member_of(actor=request.actor, organisation_id=organisation_id)
    if request.method == "POST":
        operations.mark_left(actor=request.actor, at=request.at, member=row.member)
        messages.success(request, f"{row.school.name} no longer takes part")
        return redirect("organisations:schools", request.programme.slug)
    return render(request, "organisations/left.html", {"row": row})
