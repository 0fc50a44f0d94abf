"""The agreement of an engagement: read, written, offered, signed, amended, and taken home as a paper."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control

from linkage.access.action import Action
from linkage.access.page import PageRequest, page
from linkage.documents.views import attached
from linkage.engagements import forms, operations, policy, presenters, queries, rules
from linkage.engagements.models import Agreement, Engagement
from linkage.engagements.views.asking import ask, bound, press
from linkage.kernel.errors import Refused
from linkage.programmes import queries as programmes
from linkage.ui.forms import PlainForm, refused
from linkage.ui.rendering import render

PAGE = "engagements:agreement"


@page(policy.SEE_AGREEMENT, methods=("GET",))
def agreement(request: PageRequest, engagement_id: UUID) -> HttpResponseBase:
    """The text and who has signed it; for whoever runs the programme that there is one, and when it was signed."""
    actor = request.actor
    found = queries.engagement_or_fact(actor=actor, engagement_id=engagement_id)
    if not policy.reads_agreement(actor, found):
        fact = presenters.fact_words(queries.agreement_fact(actor=actor, engagement=found))
        return render(request, "engagements/agreement_fact.html", {"found": found, "fact": fact})
    return render(request, "engagements/agreement.html", _page(request, found))


@page(policy.DRAFT_AGREEMENT)
def change(request: PageRequest, engagement_id: UUID) -> HttpResponseBase:
    """Write it: the page shows at each moment how the text would read."""
    found = _found(request, engagement_id, policy.DRAFT_AGREEMENT)
    all_versions = queries.versions(actor=request.actor, engagement=found)
    clauses = queries.clauses_for(actor=request.actor, agreement=all_versions.opened)
    kept = queries.wording_of(actor=request.actor, agreement=all_versions.opened, clauses=clauses)
    made = forms.wording_form(clauses, is_bought=found.commission_id is not None)
    form = made(bound(request), initial=presenters.initial_wording(kept))
    wording = queries.Wording(**form.answers) if form.is_bound and form.is_valid() else kept
    if form.is_bound and form.is_valid() and "preview" not in request.POST:
        try:
            operations.draft_agreement(actor=request.actor, at=request.at, engagement=found, wording=wording)
        except Refused as error:
            refused(form, error)
        else:
            messages.success(request, "Kept. Nobody is asked to sign it before you offer it")
            return _to(request, found)
    document = queries.document(
        actor=request.actor, engagement=found, clauses=clauses, wording=wording, note=all_versions.note
    )
    return _written(request, found, form, document)


@page(policy.OFFER)
def offer(request: PageRequest, engagement_id: UUID) -> HttpResponseBase:
    """Read it once more, and ask everybody to sign exactly that."""
    found = _found(request, engagement_id, policy.OFFER)
    do = partial(operations.offer, actor=request.actor, at=request.at, engagement=found)
    said = {"done": "Offered. Everybody who signs has an e-mail"}
    template, context = "engagements/agreement_offer.html", _page(request, found)
    return ask(request, found, PlainForm(bound(request)), do, said, to=PAGE, template=template, context=context)


@page(policy.SIGN)
def sign(request: PageRequest, engagement_id: UUID) -> HttpResponseBase:
    """Sign the text that stands on the page, by typing one's own name."""
    found = _readable(request, engagement_id)
    all_versions = queries.versions(actor=request.actor, engagement=found)
    opened = all_versions.opened
    if opened is None or not queries.unsigned_parties(actor=request.actor, agreement=opened):
        return _to(request, found)
    policy.SIGN.check(request.actor, opened)
    form = forms.SignForm(bound(request), initial={"seen_hash": opened.text_hash})
    do = partial(operations.sign, actor=request.actor, at=request.at, agreement=opened)
    said = {"done": "You have signed. Whoever has still to sign has an e-mail"}
    template = "engagements/agreement_sign.html"
    return ask(request, found, form, do, said, to=PAGE, template=template, context=_page(request, found, all_versions))


@page(policy.TAKE_OFFER_BACK, methods=("POST",))
def take_back(request: PageRequest, engagement_id: UUID) -> HttpResponseBase:
    """Take it back before anybody has signed."""
    found = _found(request, engagement_id, policy.TAKE_OFFER_BACK)
    do = partial(operations.take_offer_back, actor=request.actor, at=request.at, engagement=found)
    return press(request, found, do, "Taken back. You can change it and offer it again", to=PAGE)


@page(policy.AMEND)
def amend(request: PageRequest, engagement_id: UUID) -> HttpResponseBase:
    """Begin a new version of what is signed."""
    found = _found(request, engagement_id, policy.AMEND)
    do = partial(operations.amend, actor=request.actor, at=request.at, engagement=found)
    said = {
        "title": "Change the agreement",
        "lead": "A new version begins as a draft. What is signed by all holds until all have signed the new one.",
        "button": "Begin a new version",
        "done": "Begun. Change what it says, then offer it",
    }
    return ask(request, found, forms.AmendForm(bound(request)), do, said, to="engagements:agreement-change")


@page(policy.DROP_AMENDMENT, methods=("POST",))
def drop(request: PageRequest, engagement_id: UUID) -> HttpResponseBase:
    """Leave it as it is."""
    found = _found(request, engagement_id, policy.DROP_AMENDMENT)
    do = partial(operations.drop_amendment, actor=request.actor, at=request.at, engagement=found)
    return press(request, found, do, "The new version is deleted. What is signed holds", to=PAGE)


@page(policy.READ_AGREEMENT, methods=("GET",))
def version(request: PageRequest, engagement_id: UUID, number: int) -> HttpResponseBase:
    """A text that was offered, as it was."""
    found = _readable(request, engagement_id)
    old = queries.version(actor=request.actor, engagement=found, number=number)
    context = {"found": found, "old": presenters.old_text(old)}
    return render(request, "engagements/agreement_version.html", context)


@page(policy.READ_AGREEMENT, methods=("GET",))
def paper(request: PageRequest, engagement_id: UUID) -> HttpResponseBase:
    """What stands on the page, as a PDF: with its signatures, or marked as a draft."""
    found = _readable(request, engagement_id)
    all_versions = queries.versions(actor=request.actor, engagement=found)
    shown = all_versions.shown
    if shown is not None and shown.text:
        return _file(request, shown)
    document = queries.document_now(actor=request.actor, engagement=found, agreement=shown, note=all_versions.note)
    return _download(presenters.draft_paper(document, programmes.sender(actor=request.actor)), None)


@page(policy.READ_AGREEMENT, methods=("GET",))
def version_paper(request: PageRequest, engagement_id: UUID, number: int) -> HttpResponseBase:
    """A text that was offered, as a PDF."""
    found = _readable(request, engagement_id)
    return _file(request, queries.version(actor=request.actor, engagement=found, number=number))


def _found(request: PageRequest, engagement_id: UUID, action: Action) -> Engagement:
    found = queries.engagement(actor=request.actor, engagement_id=engagement_id)
    action.check(request.actor, found)
    return found


def _readable(request: PageRequest, engagement_id: UUID) -> Engagement:
    """One whose text the actor may read; who may only know of it is refused, and everybody else finds nothing."""
    found = queries.engagement_or_fact(actor=request.actor, engagement_id=engagement_id)
    policy.READ_AGREEMENT.check(request.actor, found)
    return found


def _page(request: PageRequest, found: Engagement, all_versions: queries.Versions | None = None) -> dict[str, object]:
    actor = request.actor
    all_versions = all_versions or queries.versions(actor=actor, engagement=found)
    shown = all_versions.shown
    frozen = rules.read_back(shown.text) if shown and shown.text else None
    note = all_versions.note
    document = frozen or queries.document_now(actor=actor, engagement=found, agreement=shown, note=note)
    signings = queries.signings(actor=actor, agreement=shown) if shown else []
    made = presenters.agreement_page(
        actor=actor, engagement=found, found=all_versions, document=document, signings=signings
    )
    # Who signs for the programme reads the agreement, and nothing else of the two schools.
    tabs = presenters.tabs(found) if policy.is_party(actor, found) else []
    return {"found": found, "shown": made, "tabs": tabs}


def _written(
    request: PageRequest, found: Engagement, form: forms.WordingForm, document: rules.Document
) -> HttpResponseBase:
    context = {"found": found, "form": form, "document": document}
    status = 422 if form.errors else 200
    return render(request, "engagements/agreement_change.html", context, status=status, block="preview")


def _file(request: PageRequest, found: Agreement) -> HttpResponse:
    return _download(presenters.agreement_paper(found, programmes.sender(actor=request.actor)), found)


def _download(content: bytes, found: Agreement | None) -> HttpResponse:
    """A file to keep: never shown inside a page of ours, never guessed at by a browser."""
    response = attached(content, presenters.PDF, presenters.paper_name(found))
    patch_cache_control(response, private=True, no_store=True)
    return response


def _to(request: PageRequest, found: Engagement) -> HttpResponseBase:
    return redirect(PAGE, programme=request.programme.slug, engagement_id=found.pk)
