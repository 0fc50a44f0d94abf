"""A form sent twice is done once: the key in the form finds the first answer."""

import hashlib
import uuid
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone

from linkage.access.models import FormAnswer

FIELD = "form_key"
# A form is sent twice within minutes: by an impatient hand, or by a browser that comes back to life.
KEPT_FOR = timedelta(days=1)


def new() -> str:
    """Return a key for a form about to be shown."""
    return str(uuid.uuid4())


def claim(request: HttpRequest) -> HttpResponseRedirect | None:
    """Take the key of this sending; return the first sending's answer when it was taken before.

    A sending that comes while the first still runs waits for it in the database.
    """
    key = _key(request)
    if key is None:
        return None
    row, is_first = FormAnswer.objects.get_or_create(
        key=key, defaults={"owner": _owner(request), "created_at": timezone.now()}
    )
    if is_first or row.owner != _owner(request) or not row.answered_with:
        return None
    return redirect(row.answered_with)


def keep(request: HttpRequest, response: HttpResponseBase) -> None:
    """Remember where this sending led; an answer that leads nowhere gives the key back."""
    key = _key(request)
    if key is None:
        return
    mine = FormAnswer.objects.filter(key=key, owner=_owner(request))
    if isinstance(response, HttpResponseRedirect):
        mine.update(answered_with=response.url)
    else:
        mine.delete()


def forget_old(*, at: datetime) -> int:
    """Delete the keys taken more than a day before `at`; returns how many."""
    return FormAnswer.objects.filter(created_at__lt=at - KEPT_FOR).delete()[0]


def _key(request: HttpRequest) -> uuid.UUID | None:
    try:
        return uuid.UUID(request.POST.get(FIELD, ""))
    except ValueError:
        return None


def _owner(request: HttpRequest) -> str:
    """Return who may be led to the answer: the account, else this browser's CSRF cookie; never readable back."""
    user = getattr(request, "user", None)
    who = str(user.pk) if user is not None and user.is_authenticated else request.META.get("CSRF_COOKIE", "")
    return hashlib.sha256(f"{who}".encode()).hexdigest()
