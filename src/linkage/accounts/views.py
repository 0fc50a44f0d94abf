"""Signing in and out. The steps of the code are allauth's; each of its views stands behind `@page` here."""

from collections.abc import Callable
from typing import Any, cast

from allauth.account.utils import get_next_redirect_url
from allauth.account.views import ConfirmLoginCodeView, RequestLoginCodeView
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import page
from linkage.accounts import forms, operations, policy, queries
from linkage.accounts.adapter import CODE_MINUTES
from linkage.ui.rendering import render

UNPROCESSABLE = 422


class _AskForCode(RequestLoginCodeView):  # type: ignore[misc]  # allauth is untyped
    template_name = "accounts/sign_in.html"
    form_class = forms.SignInForm

    def form_invalid(self, form: forms.SignInForm) -> HttpResponse:
        return cast(HttpResponse, self.render_to_response(self.get_context_data(form=form), status=UNPROCESSABLE))


class _TypeCode(ConfirmLoginCodeView):  # type: ignore[misc]
    template_name = "accounts/code.html"
    form_class = forms.CodeForm
    extra_context = {"minutes": CODE_MINUTES}

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "email": self._process.state.get("email", "")}

    def form_invalid(self, form: forms.CodeForm) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)
        if response.status_code == 200:  # noqa: PLR2004 - the page again, not the way back
            response.status_code = UNPROCESSABLE
        return response


_View = Callable[[HttpRequest], HttpResponseBase]
_ask_for_code: _View = _AskForCode.as_view()
_type_code: _View = _TypeCode.as_view()


@page(policy.SIGN_IN, own_transactions=True)
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """Ask for the e-mail address and send a code to it."""
    if request.user.is_authenticated:
        return redirect(get_next_redirect_url(request) or "/")
    return _ask_for_code(request)


@page(policy.SIGN_IN, own_transactions=True)
def code(request: HttpRequest) -> HttpResponseBase:
    """Ask for the code and sign in."""
    return _type_code(request)


@page(policy.SIGN_OUT)
def sign_out(request: HttpRequest) -> HttpResponseBase:
    """Ask, then sign out here: a link alone must not do it."""
    if request.method != "POST":
        return render(request, "accounts/sign_out.html")
    logout(request)
    return redirect("/")


@page(policy.SEE)
def account(request: Any) -> HttpResponseBase:
    """How one signs in, and a button to end it everywhere."""
    return render(request, "accounts/account.html", {"account": queries.own(actor=request.actor)})


@page(policy.END_SESSIONS, methods=("POST",))
def end_sessions(request: Any) -> HttpResponseBase:
    """Sign out everywhere, here too."""
    own = queries.own(actor=request.actor)
    operations.end_all_sessions(actor=request.actor, at=request.at, account=own)
    logout(request)
    messages.success(request, "You are signed out everywhere")
    return redirect("accounts:sign-in")
