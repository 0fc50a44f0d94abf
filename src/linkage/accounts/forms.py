"""The two questions of signing in, and how often they may be answered."""

from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from allauth.core import context
from allauth.core.internal import ratelimit
from django import forms
from django.core.exceptions import ValidationError

from linkage.messaging.rules import is_deliverable
from linkage.ui.forms import PlainForm

ASKED_TOO_OFTEN = "You have asked for several codes. Wait five minutes, then ask again"
GUESSED_TOO_OFTEN = "There were too many wrong codes. Wait five minutes, then ask for a new one"


def _use(action: str, key: str) -> ratelimit.RateLimitUsage | None:
    """Take one of what the limit leaves; None when nothing is left. Give it back with `.rollback()`."""
    return ratelimit.consume(
        context.request, app="allauth.account", action=action, config=app_settings.RATE_LIMITS, key=key
    )


def may_ask(action: str, key: str) -> bool:
    """Count one more `action`; return False when its limits, which stand in the settings, leave none.

    `key` is the address that is written to, or the account that asks.
    """
    return _use(f"{action}_from_here", _from_here(key)) is not None and _use(action, key.lower()) is not None


def _from_here(email: str) -> str:
    """A limit of one address from one place: whoever wears it out elsewhere does not shut out its holder."""
    return f"{email.lower()} from {ratelimit.get_ip(context.request)}"


class SignInForm(PlainForm, RequestLoginCodeForm):  # type: ignore[misc]  # allauth is untyped
    """Ask for a code."""

    email = forms.EmailField(
        label="Your e-mail address",
        help_text="The one at which your school or programme writes to you",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": "Enter your e-mail address",
            "invalid": "Enter an e-mail address, like name@example.sch.uk",
        },
    )

    def clean_email(self) -> str:
        """Return the address, whether somebody has it or not."""
        email = str(self.cleaned_data["email"]).strip().lower()
        self.cleaned_data["email"] = email
        if is_deliverable(email):
            raise ValidationError(self.fields["email"].error_messages["invalid"])
        if _use("ask_from_here", _from_here(email)) is None:
            raise ValidationError(ASKED_TOO_OFTEN)
        try:
            return str(super().clean_email())
        except ValidationError:
            raise ValidationError(ASKED_TOO_OFTEN) from None


class CodeForm(PlainForm, ConfirmLoginCodeForm):  # type: ignore[misc]
    """Type the code."""

    code = forms.CharField(
        label="The code from the e-mail",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "characters"}),
        error_messages={"required": "Type the code from the e-mail"},
    )

    def __init__(self, *args: Any, email: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean_code(self) -> str:
        """Return the code when it is right. Only wrong ones count against the limits."""
        uses = []
        for action, key in (("guess_from_here", _from_here(self.email)), ("guess", self.email)):
            used = _use(action, key)
            if used is None:
                raise ValidationError(GUESSED_TOO_OFTEN)
            uses.append(used)
        try:
            code = str(super().clean_code())
        except ValidationError:
            raise ValidationError(get_adapter().error_messages["incorrect_code"]) from None
        for used in uses:
            used.rollback()
        return code
