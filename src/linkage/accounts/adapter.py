"""Where allauth asks the house: the words of its mails, the addresses it may lead to, its errors."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from linkage.access.actor import Actor
from linkage.messaging import operations as messaging
from linkage.messaging.presenters import Button, Mail, Recipient

CODE_MINUTES = 10

_WHY = "You have this message because somebody, we think you, asked to sign in to Linkage with this address."


def code_mail(code: str) -> Mail:
    """The mail with the code."""
    return Mail(
        subject="Your sign-in code",
        heading="Your sign-in code",
        code=code,
        closing=(
            f"Type it on the page where you asked for it. It works once, for {CODE_MINUTES} minutes.",
            "If you did not ask for it, you need do nothing: nobody can sign in without it.",
        ),
        why=_WHY,
    )


def unknown_mail() -> Mail:
    """The mail to an address nobody here has."""
    return Mail(
        subject="Signing in to Linkage",
        heading="Nobody here has this address",
        paragraphs=("So there is no code, and nothing to sign in to.",),
        closing=(
            (
                "If it was you: sign in with the address at which your school or programme writes to you, "
                "or ask your coordinator."
            ),
            (
                "If you are new and work in a school that takes part, open the page of your programme and choose "
                "\u201cJoin for your school\u201d."
            ),
            "If it was not you, you need do nothing.",
        ),
        why=_WHY,
        links=(Button("Open Linkage", "/"),),
    )


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is untyped
    """Sign-in by code, for accounts that already stand."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": "That is not the code we sent. Check it and type it again",
        "too_many_login_attempts": "That was not the code we sent, three times. Ask for a new one",
        "rate_limited": "You have asked for several codes. Wait five minutes, then ask again",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        """Nobody makes an account here: one stands for everybody a programme knows."""
        return False

    def is_safe_url(self, url: str | None) -> bool:
        """Only our own pages: an address with a host is never followed, whatever Host the request claims."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send one of the two mails of signing in: the code, or that nobody here has this address.

        Both are sent, so that known and unknown addresses get the same answer in the same time.
        """
        mail = code_mail(context["code"]) if template_prefix == "account/email/login_code" else unknown_mail()
        messaging.send_code(actor=Actor.nobody(), at=timezone.now(), mail=mail, to=[Recipient("", email)])

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Send none of allauth's other mails."""

    def add_message(self, request: HttpRequest, level: int, *_args: Any, **kwargs: Any) -> None:
        """Show errors only: the pages themselves say what has been done."""
        if level == messages.ERROR and kwargs.get("message"):
            messages.error(request, f"{kwargs['message']}.")
