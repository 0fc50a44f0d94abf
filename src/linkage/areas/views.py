"""The areas as a coordinator keeps them."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.areas import operations, policy, presenters, queries
from linkage.areas.forms import AreaForm
from linkage.kernel.errors import Refused
from linkage.ui.forms import refused
from linkage.ui.rendering import render


@page(policy.MANAGE, methods=("GET",))
def areas(request: PageRequest) -> HttpResponse:
    """Every area in its group; with a word looked for, those that have it; with a text to try, what it is taken for."""
    found = list(queries.everything(actor=request.actor))
    text, sought = request.GET.get("try", "")[:500], request.GET.get("q", "")[:100]
    context = {
        "groups": presenters.groups(found),
        "priorities": presenters.priorities(found),
        "in_use": sum(area.is_in_use for area in found),
        "retired": [area for area in found if not area.is_in_use],
        "sought": sought,
        "fitting": presenters.fitting(found, sought),
        "text": text,
        "reading": queries.read(actor=request.actor, text=text) if text.strip() else None,
    }
    return render(request, "areas/areas.html", context)


@page(policy.ADD)
def add(request: PageRequest) -> HttpResponse:
    """Add an area."""
    form = _form(request, initial={"parent": request.GET.get("under", "")}, may_move=True)
    return _settle(request, form, operations.add, "Add an area", "{} can be asked for from now on")


@page(policy.CHANGE)
def change(request: PageRequest, area_id: UUID) -> HttpResponse:
    """Rename an area or change its words; below them a sentence can be tried."""
    area = queries.area(actor=request.actor, area_id=area_id)
    initial = {
        "name": area.name,
        "synonyms": "\n".join(area.synonyms),
        "parent": str(area.parent_id or ""),
        **{heading: getattr(area, heading) for heading in operations.HEADINGS},
    }
    form = _form(request, initial=initial, may_move=area.is_own)
    return _settle(request, form, partial(operations.change, area=area), area.name, "{} is saved", area=area)


@page(policy.RETIRE, methods=("POST",))
def retire(request: PageRequest, area_id: UUID) -> HttpResponse:
    """Take an area out of use."""
    area = queries.area(actor=request.actor, area_id=area_id)
    operations.retire(actor=request.actor, at=request.at, area=area)
    messages.success(request, f"{area.name} is out of use: nobody can choose it, and what was about it keeps it")
    return redirect("areas:areas", programme=request.programme.slug)


@page(policy.RESTORE, methods=("POST",))
def restore(request: PageRequest, area_id: UUID) -> HttpResponse:
    """Bring an area back."""
    area = queries.area(actor=request.actor, area_id=area_id)
    operations.restore(actor=request.actor, at=request.at, area=area)
    messages.success(request, f"{area.name} can be asked for again")
    return redirect("areas:areas", programme=request.programme.slug)


def _form(request: PageRequest, *, initial: dict[str, Any], may_move: bool) -> AreaForm:
    found = list(queries.everything(actor=request.actor))
    return AreaForm(
        request.POST if request.method == "POST" else None,
        initial=initial,
        parents=[area for area in found if area.parent_id is None and area.is_in_use],
        inspected=presenters.inspected(found),
        may_move=may_move,
    )


def _settle(
    request: PageRequest, form: AreaForm, operation: Callable[..., Any], title: str, message: str, **context: Any
) -> HttpResponse:
    if form.is_bound and form.is_valid():
        try:
            made = operation(actor=request.actor, at=request.at, **form.answers)
        except Refused as error:
            refused(form, error)
        else:
            messages.success(request, message.format(made.name))
            return redirect("areas:areas", programme=request.programme.slug)
    context |= {"form": form, "page_title": title}
    return render(request, "areas/area.html", context, status=422 if form.errors else 200)
