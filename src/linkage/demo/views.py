"""The people of the demo, and one button to be one of them."""

from django.contrib.auth import login, logout
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.demo import policy, queries
from linkage.ui.rendering import render

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@page(policy.SEE, methods=("GET",))
def personas(request: PageRequest) -> HttpResponseBase:
    """Show whose part may be taken, programme by programme."""
    return render(request, "demo/personas.html", {"scenes": queries.scenes(actor=request.actor)})


@page(policy.BECOME, methods=("POST",))
def become(request: PageRequest, key: str) -> HttpResponseBase:
    """Sign in as one of them and open what they open first; a visitor is signed out and reads the public page."""
    persona, account = queries.account_of(actor=request.actor, key=key)
    if account is None:
        logout(request)
        return redirect("programmes:public", programme=persona.programme)
    login(request, account, backend=BACKEND)
    return redirect("programmes:home", programme=persona.programme)
