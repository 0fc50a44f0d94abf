"""The clauses of the programme's agreements: read, changed and added by coordinators."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.text import slugify

from linkage.access.page import PageRequest, page
from linkage.engagements import forms, operations, policy, presenters, queries, rules
from linkage.engagements.views.asking import bound
from linkage.kernel.errors import Refused
from linkage.ui.forms import refused
from linkage.ui.rendering import render


@page(policy.EDIT_CLAUSES, methods=("GET",))
def clauses(request: PageRequest) -> HttpResponseBase:
    """What agreements are made of here."""
    rows = presenters.clause_rows(queries.clause_texts(actor=request.actor))
    library = queries.library_now(actor=request.actor)
    return render(request, "engagements/agreement_clauses.html", {"rows": rows, "library": library})


@page(policy.EDIT_CLAUSES)
def change_clause(request: PageRequest, code: str) -> HttpResponseBase:
    """Change one clause; what was begun before keeps its text."""
    found = queries.clause_text(actor=request.actor, code=code)
    return _written(request, found)


@page(policy.EDIT_CLAUSES)
def add_clause(request: PageRequest) -> HttpResponseBase:
    """Add a clause of one's own."""
    return _written(request, None)


def _written(request: PageRequest, found: rules.ClauseText | None) -> HttpResponseBase:
    form = forms.ClauseForm(bound(request), initial=found._asdict() if found else {"use": "required"})
    if form.is_bound and form.is_valid():
        code = found.code if found else slugify(form.answers["heading"])[:30] or "clause"
        clause = rules.ClauseText(code=code, **form.answers)
        try:
            operations.save_clause(actor=request.actor, at=request.at, clause=clause, is_new=found is None)
        except Refused as error:
            refused(form, error)
        else:
            messages.success(request, "Saved. New agreements have it; those begun before keep their text")
            return redirect("engagements:clauses", programme=request.programme.slug)
    context = {"form": form, "clause": found, "slots": [(f"{{{name}}}", said) for name, said in rules.SLOTS.items()]}
    return render(request, "engagements/agreement_clause.html", context, status=422 if form.errors else 200)
