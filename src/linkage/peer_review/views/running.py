"""Running a round: whom to ask, who runs it too, planning, publishing, ending, handing over."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.kernel.errors import NotFound, Refused
from linkage.peer_review import operations, policy, queries
from linkage.peer_review.forms.rounds import InviteForm, OrganiserForm
from linkage.peer_review.models import RotaPlan, Round
from linkage.peer_review.presenters import handover as papers
from linkage.peer_review.presenters import proposals
from linkage.ui import lists
from linkage.ui.forms import refused
from linkage.ui.rendering import render


@page(policy.INVITE)
def invite(request: PageRequest, round_id: UUID) -> HttpResponseBase:
    """Choose the schools that are asked whether they take part."""
    found = queries.round_run(actor=request.actor, round_id=round_id)
    policy.INVITE.check(request.actor, found)
    there = {each.organisation_id for each in queries.answers(actor=request.actor, review_round=found)}
    schools = queries.to_be_asked(actor=request.actor, review_round=found)
    choices = [(str(each.pk), each.name) for each in schools if each.pk not in there]
    initial = {"schools": [key for key, _ in choices] if not there else []}
    form = InviteForm(request.POST if request.method == "POST" else None, schools=choices, initial=initial)
    if form.is_bound and form.is_valid():
        wanted = [UUID(key) for key in form.answers["schools"]]
        try:
            made = operations.invite(actor=request.actor, at=request.at, review_round=found, organisation_ids=wanted)
        except Refused as error:
            refused(form, error)
        else:
            messages.success(request, f"{words.count(len(made), 'school is', 'schools are')} asked")
            return redirect(found.path)
    context = {"form": form, "found": found, "has_schools": bool(choices)}
    return render(request, "peer_review/invite.html", context, status=422 if form.errors else 200)


@page(policy.ORGANISE)
def organisers(request: PageRequest, round_id: UUID) -> HttpResponseBase:
    """Who runs the round, and adding somebody."""
    found = queries.round_run(actor=request.actor, round_id=round_id)
    policy.ORGANISE.check(request.actor, found)
    runs = {each.person_id for each in found.organisers.all()}
    others = [each for each in queries.who_may_organise(actor=request.actor) if each.pk not in runs]
    form = OrganiserForm(request.POST if request.method == "POST" else None, people=others)
    if form.is_bound and form.is_valid():
        person = next(each for each in others if str(each.pk) == form.answers["person"])
        try:
            operations.add_organiser(actor=request.actor, at=request.at, review_round=found, person=person)
        except Refused as error:
            refused(form, error)
        else:
            messages.success(request, f"{person.name} runs it too now")
            return redirect("peer_review:organisers", request.programme.slug, found.pk)
    context = {"form": form, "found": found}
    return render(request, "peer_review/organisers.html", context, status=422 if form.errors else 200)


@page(policy.ORGANISE, methods=("POST",))
def remove_organiser(request: PageRequest, round_id: UUID) -> HttpResponseBase:
    """Let somebody run the round no more."""
    found = queries.round_run(actor=request.actor, round_id=round_id)
    key = request.POST.get("person", "")
    person = next((each.person for each in found.organisers.all() if str(each.person_id) == key), None)
    if person is None:
        messages.info(request, "They run it no more: somebody was quicker")
    else:
        operations.remove_organiser(actor=request.actor, at=request.at, review_round=found, person=person)
        messages.success(request, f"{person.name} does not run it any more")
    if policy.ORGANISE.allows(request.actor, found):
        return redirect("peer_review:organisers", request.programme.slug, found.pk)
    return redirect("peer_review:rounds", request.programme.slug)


@page(policy.PLAN, methods=("POST",))
def plan(request: PageRequest, round_id: UUID) -> HttpResponseBase:
    """Close the answers and have the round planned."""
    found = queries.round_run(actor=request.actor, round_id=round_id)
    try:
        operations.plan(actor=request.actor, at=request.at, review_round=found)
    except Refused as error:
        messages.error(request, str(error))
    return redirect(found.path)


@page(policy.PUBLISH)
def publish(request: PageRequest, round_id: UUID) -> HttpResponseBase:
    """What publishing does, and whether to do it."""
    found = queries.round_run(actor=request.actor, round_id=round_id)
    policy.PUBLISH.check(request.actor, found)
    proposal = queries.proposal(actor=request.actor, review_round=found, today=day_of(request.at))
    if proposal.plan is None or not proposal.plan.is_possible:
        raise NotFound("plan")
    refusal = _publish(request, found, proposal.plan) if request.method == "POST" else None
    if request.method == "POST" and refusal is None:
        messages.success(request, "Published. Everybody it concerns has an e-mail and the dates")
        return redirect(found.path)
    rows = proposals.rows_of(proposal)
    context = {
        "found": found,
        "plan": proposal.plan,
        "people": proposals.people_in(rows),
        "breaks": [check for check in proposals.checks_of(proposal, rows) if not check.holds],
        "changed": [row for row in rows if row.is_changed],
        "is_first": found.published_at is None,
        "refusal": refusal,
    }
    return render(request, "peer_review/publish.html", context, status=422 if refusal else 200)


def _publish(request: PageRequest, found: Round, plan: RotaPlan) -> str | None:
    """Publish the plan that was looked at; return why not, where it cannot be."""
    if request.POST.get("plan") != str(plan.number):
        return "It was planned again since you looked. Look at the new plan first"
    try:
        operations.publish(actor=request.actor, at=request.at, review_round=found, plan=plan)
    except Refused as error:
        return str(error)
    return None


@page(policy.CLOSE)
def close(request: PageRequest, round_id: UUID) -> HttpResponseBase:
    """End a round."""
    found = queries.round_run(actor=request.actor, round_id=round_id)
    policy.CLOSE.check(request.actor, found)
    if request.method == "POST":
        operations.close(actor=request.actor, at=request.at, review_round=found)
        messages.success(request, "It is over")
        return redirect("peer_review:rounds", request.programme.slug)
    return render(request, "peer_review/close.html", {"found": found})


@page(policy.SEE, methods=("GET",))
def handover(request: PageRequest, round_id: UUID) -> HttpResponseBase:
    """Everything somebody needs who takes the round over, as a page and as a table."""
    found = queries.round_run(actor=request.actor, round_id=round_id)
    schools = queries.answers(actor=request.actor, review_round=found)
    rows = papers.rows(schools, queries.visits(actor=request.actor, review_round=found))
    wanted = request.GET.get("export")
    if wanted:
        return lists.response(papers.COLUMNS, rows, "round", wanted)
    context = {"found": found, "rows": rows, "facts": papers.facts(found), "next": papers.what_is_next(found)}
    return render(request, "peer_review/handover.html", context)
