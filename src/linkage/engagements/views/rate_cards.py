"""What support costs in a programme: its card of prices, read and changed by coordinators."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.engagements import forms, operations, policy, queries
from linkage.engagements.presenters import rate_cards as presenters
from linkage.engagements.views.asking import bound
from linkage.kernel.errors import Refused
from linkage.ui.forms import refused
from linkage.ui.rendering import render


@page(policy.EDIT_RATE_CARD, methods=("GET",))
def prices(request: PageRequest) -> HttpResponseBase:
    """What support costs here, and who gets what of a day."""
    row = queries.newest_card(actor=request.actor)
    shown = presenters.card_page(queries.card_now(actor=request.actor), request.programme.name)
    return render(request, "engagements/rate_card.html", {"shown": shown, "row": row})


@page(policy.EDIT_RATE_CARD)
def change_prices(request: PageRequest) -> HttpResponseBase:
    """Change it; what was quoted before keeps its prices."""
    form = forms.RateCardForm(bound(request), initial=forms.card_initial(queries.card_now(actor=request.actor)))
    if form.is_bound and form.is_valid():
        try:
            operations.save_rate_card(actor=request.actor, at=request.at, card=form.card)
        except Refused as error:
            refused(form, error)
        else:
            messages.success(request, "Saved. What is quoted from now on has these prices")
            return redirect("engagements:prices", programme=request.programme.slug)
    return render(request, "engagements/rate_card_edit.html", {"form": form}, status=422 if form.errors else 200)
