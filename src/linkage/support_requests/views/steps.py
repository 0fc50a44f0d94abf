"""What every question of the ask does alike: where it stands, where it leads, how it is kept."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse

from linkage.access.page import PageRequest
from linkage.kernel.days import day_of
from linkage.organisations import queries as organisations
from linkage.programmes import queries as programmes
from linkage.support_requests import forms, operations, policy, queries, rules
from linkage.support_requests.enums import Window
from linkage.support_requests.forms.pupils import WithoutPupils
from linkage.support_requests.models import SupportRequest
from linkage.support_requests.presenters import asking, more
from linkage.support_requests.views import stops
from linkage.ui.forms import PlainForm
from linkage.ui.frame import address_or_none
from linkage.ui.rendering import render

LATER = "later"


def uuid_or_none(text: str) -> UUID | None:
    """Return the id an address carries, or None for anything else."""
    try:
        return UUID(text)
    except ValueError:
        return None


def places(request: PageRequest) -> dict[str, str]:
    """The pages of other apps that the ask leads to, each empty where the installation has none."""
    slug = request.programme.slug
    return {
        "home": address_or_none("programmes:home", slug) or reverse("support_requests:requests", args=[slug]),
        "join": address_or_none("people:join", slug),
        "safeguarding": address_or_none("programmes:safeguarding", slug),
    }


def address(request: PageRequest, name: str, draft: SupportRequest) -> str:
    """Where a question of this draft stands."""
    slug = request.programme.slug
    if name == "start":
        return reverse("support_requests:start", args=[slug])
    return reverse(f"support_requests:{name}", args=[slug, draft.pk])


def asks_school(request: PageRequest) -> bool:
    """Whether this asker has a choice of schools at all."""
    return policy.asks_on_behalf(request.actor) or len(queries.own_schools(actor=request.actor)) > 1


def rules_unanswered(request: PageRequest, draft: SupportRequest) -> list[str]:
    """The names of the questions that have no answer yet."""
    return [name for name, _ in rules.unanswered(queries.answers_of(actor=request.actor, draft=draft))]


def is_leaving(request: PageRequest) -> bool:
    """Whether the asker saves and finishes another day."""
    return request.method == "POST" and request.POST.get("then") == LATER


def wants_onwards(request: PageRequest) -> bool:
    """Whether the asker goes to another page, rather than adding to this one or taking something off it."""
    stays = "remove" in request.POST or "leave_out" in request.POST
    return not stays and request.POST.get("then", "") in ("", LATER)


def step_of(request: PageRequest, draft: SupportRequest, name: str) -> asking.Step:
    """The question with what comes before and after it."""
    from_check = request.GET.get("back") == "check"
    return asking.step(name, draft, from_check=from_check, asks_school=asks_school(request))


def onwards(request: PageRequest, draft: SupportRequest, name: str) -> HttpResponseBase:
    """Lead to the next question, back to the answers, or home."""
    if is_leaving(request):
        return redirect(places(request)["home"])
    after = step_of(request, draft, name).after
    back = "?back=check" if request.GET.get("back") == "check" and after != "check" else ""
    return redirect(f"{address(request, after, draft)}{back}")


def show(
    request: PageRequest, draft: SupportRequest, name: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponseBase:
    """Draw a question."""
    step = step_of(request, draft, name)
    around = {
        "draft": draft,
        "step": step,
        "back_url": address(request, step.before, draft),
        "saved": asking.saved_at(draft),
        "places": places(request),
    }
    template = f"support_requests/{name.replace('-', '_')}.html"
    return render(request, template, {**around, **context}, status=status)


def plain_question(
    request: PageRequest, request_id: UUID, name: str, form_class: Callable[..., WithoutPupils], fields: tuple[str, ...]
) -> HttpResponseBase:
    """A question whose answers are kept as they are; who leaves keeps what can be kept."""
    draft = queries.draft(actor=request.actor, request_id=request_id)
    initial = {field: getattr(draft, field) for field in fields}
    form = form_class(request.POST if request.method == "POST" else None, initial=initial)
    if stops.is_worry(request, form.texts):
        return stops.stop(request)
    if form.is_bound and (form.is_valid() or (is_leaving(request) and not form.signs)):
        operations.save_answers(actor=request.actor, at=request.at, draft=draft, **form.answers)
        return onwards(request, draft, name)
    return show(request, draft, name, {"form": form}, status=422 if form.errors else 200)


def windows(request: PageRequest) -> list[tuple[str, str]]:
    """When help may be wanted, with the months of the two half-terms."""
    today = day_of(request.at)
    months = {
        Window.THIS_HALF_TERM: programmes.half_term(actor=request.actor, on=today).name,
        Window.NEXT_HALF_TERM: programmes.next_half_term(actor=request.actor, on=today).name,
    }
    return [(each.value, f"{each.label}: {months[each]}" if each in months else each.label) for each in Window]


def school_choices(request: PageRequest, draft: SupportRequest, text: str) -> list[tuple[str, str]]:
    """The schools to choose from: those found, for an officer; else that of the draft, or the asker's own.

    Of a draft that came by e-mail, those whose web domain the sender's address is at.
    """
    if text and policy.asks_on_behalf(request.actor):
        found = organisations.find_schools(actor=request.actor, text=text, members_only=True)
        return [(str(each.id), asking.choice_in_words(each)) for each in found]
    own = list(queries.own_schools(actor=request.actor))
    guessed = queries.schools_at(actor=request.actor, email=draft.contact_email) if draft.contact_email else []
    known = [draft.organisation] if draft.organisation and policy.asks_on_behalf(request.actor) else []
    return [(str(each.pk), asking.school_in_words(each)) for each in dict.fromkeys([*known, *guessed, *own])]


def change_left_out(request: PageRequest, draft: SupportRequest, form: PlainForm) -> list[Any]:
    """Keep the answer about the name and do what the pressed button says; return the schools to choose among."""
    actor, at = request.actor, request.at
    hidden = form.cleaned_data["name_shown"] == forms.HIDE
    operations.save_answers(actor=actor, at=at, draft=draft, is_name_hidden=hidden)
    removed, added = (uuid_or_none(request.POST.get(name, "")) for name in ("remove", "leave_out"))
    if removed:
        operations.let_in(actor=actor, at=at, draft=draft, organisation_id=removed)
        return []
    text = form.cleaned_data["school"].strip()
    named = organisations.find_schools(actor=actor, text=text, members_only=True) if text else []
    found = [each for each in named if each.id != draft.organisation_id]
    chosen = added or (found[0].id if len(found) == 1 else None)
    if chosen:
        school = organisations.organisation(actor=actor, organisation_id=chosen)
        operations.leave_out(actor=actor, at=at, draft=draft, organisation=school)
        return []
    if text and not found:
        form.add_error("school", "We know no school of that name here. Check the spelling, or leave this empty")
    elif text:
        form.add_error(
            "school", "Choose which of these schools you mean. If it is not among them, add its town or use its URN"
        )
    return [{"id": each.id, "words": asking.choice_in_words(each)} for each in found]


def answers_to_check(request: PageRequest, draft: SupportRequest) -> dict[str, Any]:
    """The cards, the promises and where the back link leads."""
    actor = request.actor
    change = {name: f"{address(request, name, draft)}?back=check" for name in (*asking.ORDER[:-1], "more")}
    calendar = queries.calendar(actor=actor, organisation=draft.organisation)
    avoided = queries.avoided_schools_of(actor=actor, support_request=draft)
    return {
        "draft": draft,
        "back_url": address(request, "leave-out", draft),
        "need": asking.need_rows(draft, queries.areas_of(actor=actor, support_request=draft), change),
        "school": asking.school_rows(draft, avoided, change, asks_school=asks_school(request)),
        "more": more.summary(draft, change["more"]),
        "more_url": change["more"],
        "names_school": draft.is_name_hidden
        and rules.names_the_school((draft.words, draft.who_for), draft.organisation.name if draft.organisation else ""),
        "promises": asking.promises(calendar, queries.service_levels(actor=actor), request.at),
    }


def choose_url(request: PageRequest, support_request: SupportRequest) -> str:
    """Where somebody is chosen; the app that does so stands above this one, and may not be there."""
    try:
        return reverse("brokering:choose", args=[request.programme.slug, support_request.pk])
    except NoReverseMatch:
        return ""
