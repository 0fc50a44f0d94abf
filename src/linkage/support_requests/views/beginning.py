"""Where asking begins: what it is, what was begun before, and what somebody came from."""

from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.directory.models import Entry
from linkage.organisations.models import Organisation
from linkage.practice.models import Practice
from linkage.support_requests import forms, operations, policy, queries
from linkage.support_requests.views import steps, stops
from linkage.ui.rendering import render


@page(policy.ASK)
def start(request: PageRequest) -> HttpResponseBase:
    """What asking is, the drafts there are, and the button that begins.

    `?words=` is what somebody looked for: it stands in the form, and is kept by whoever presses the button. A worry
    about a person stops here, also one that was put into the address.
    """
    actor = request.actor
    schools = list(queries.own_schools(actor=actor)) if policy.may_ask(actor) else []
    if not schools and not policy.asks_on_behalf(actor):
        return render(request, "support_requests/join.html", {"places": steps.places(request)})
    form = _form(request)
    if queries.is_worry(actor=actor, texts=[_said(form)]):
        return stops.stop(request, field="words", text=form.texts.get("words", ""))
    practice, entries = _came_from(request)
    if form.is_bound and form.is_valid():
        return _begun(request, form, schools, entries, practice)
    context: dict[str, Any] = {
        "form": form,
        "drafts": queries.drafts(actor=actor),
        "entries": entries,
        "practice": practice,
        "last": queries.last_asked(actor=actor),
    }
    context |= {"places": steps.places(request), "reads_emails": policy.asks_on_behalf(actor)}
    return render(request, "support_requests/start.html", context, status=422 if form.errors else 200)


def _form(request: PageRequest) -> forms.BeginForm:
    """What was posted, where the page asked for words; else what the address carries, which nobody agreed to keep."""
    carried = request.GET.get("words", "").strip()[: forms.MOST_WORDS]
    if request.method == "POST":
        return forms.BeginForm(request.POST if carried else {})
    return forms.BeginForm(initial={"words": carried})


def _came_from(request: PageRequest) -> tuple[Practice | None, list[Entry]]:
    """What the asker would like to see and who shows it; else the entries they came from."""
    practice = _practice(request)
    if practice is None:
        return None, _wanted(request)
    return practice, queries.entries_of_owner(actor=request.actor, practice=practice)


def _wanted(request: PageRequest) -> list[Entry]:
    """The entries the asker came from: one, or those of a shortlist."""
    keys = (steps.uuid_or_none(given) for given in request.GET.getlist("entry"))
    return queries.entries_to_ask(actor=request.actor, entry_ids=[key for key in keys if key])


def _practice(request: PageRequest) -> Practice | None:
    """What a school does well that the asker came from, to see it."""
    wanted = steps.uuid_or_none(request.GET.get("practice", ""))
    return queries.practice_to_ask(actor=request.actor, practice_id=wanted)


def _said(form: forms.BeginForm) -> str:
    return str(form["words"].value() or "")


def _begun(
    request: PageRequest,
    form: forms.BeginForm,
    schools: list[Organisation],
    entries: list[Entry],
    practice: Practice | None,
) -> HttpResponseBase:
    """Begin the draft, and lead to the first question that is open."""
    actor = request.actor
    own = schools[0] if len(schools) == 1 and not policy.asks_on_behalf(actor) else None
    copied = queries.last_asked(actor=actor) if request.POST.get("from") == "last" else None
    words = form.cleaned_data["words"]
    draft = operations.start(
        actor=actor,
        at=request.at,
        organisation=own,
        entries=entries,
        practice=practice,
        last=copied,
        words=words,
    )
    return redirect(steps.address(request, "need" if draft.organisation_id else "school", draft))
