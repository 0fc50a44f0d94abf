"""Give several requests to one person: those ticked in the list, or all of somebody's."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.people.models import Person
from linkage.support_requests import forms, operations, policy, queries
from linkage.support_requests.models import SupportRequest
from linkage.support_requests.presenters import desk
from linkage.ui.forms import refused
from linkage.ui.rendering import render


@page(policy.GIVE)
def give(request: PageRequest) -> HttpResponseBase:
    """Which requests, and who looks after them: ticked in the list or, by `owner_of`, all that somebody has."""
    found = {str(each.pk): each for each in queries.to_give(actor=request.actor)}
    people = {str(each.pk): each for each in queries.possible_owners(actor=request.actor, at=request.at)}
    form = _form(request, found, people)
    if form.is_bound and form.is_valid():
        chosen = [found[key] for key in form.cleaned_data["request"]]
        owner = people[form.cleaned_data["owner"]]
        try:
            operations.give(actor=request.actor, at=request.at, support_requests=chosen, owner=owner)
        except operations.UnableToGive as error:
            refused(form, error)
        else:
            messages.success(request, desk.given(len(chosen), owner.name))
            return redirect("support_requests:requests", programme=request.programme.slug)
    context = {"form": form, "owners": desk.by_owner(found.values())}
    return render(request, "support_requests/give.html", context, status=422 if form.errors else 200)


def _form(request: PageRequest, found: dict[str, SupportRequest], people: dict[str, Person]) -> forms.GiveForm:
    posted = request.POST if request.method == "POST" else None
    wanted = set(request.GET.getlist("request"))
    whose = request.GET.get("owner_of", "")
    ticked = [key for key, each in found.items() if key in wanted or (whose and str(each.owner_id) == whose)]
    # What was ticked in the list comes first, and stands alone: the rest is a page away.
    shown = {key: found[key] for key in ticked} if ticked and posted is None else found
    choices, hints = desk.owner_choices(queries.loads(actor=request.actor, among=people.values(), at=request.at))
    return forms.GiveForm(
        posted,
        requests=[(key, desk.in_one_line(each)) for key, each in shown.items()],
        choices=choices,
        hints=hints,
        initial={"request": ticked},
    )
