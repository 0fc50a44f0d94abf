"""Signing in as a browser does it."""

import re

from linkage.database.tenancy import acting_in
from linkage.messaging.models import Message


def ask(client, email="ruth@hope.example", query="", **extra):
    return client.post(f"/sign-in/{query}", {"email": email}, **extra)


def mails():
    """The mails of signing in, in the order in which they were written."""
    with acting_in(None):
        return list(Message.objects.order_by("created_at", "pk"))


def sent_code():
    return re.search(r"^    ([A-Z0-9-]{6,})$", mails()[-1].text, re.MULTILINE)[1]


def type_code(client, code, query="", **extra):
    return client.post(f"/sign-in/code/{query}", {"code": code}, **extra)


def is_signed_in(client):
    return client.get("/account/").status_code == 200


def sign_in(client, **extra):
    ask(client, **extra)
    return type_code(client, sent_code(), **extra)
