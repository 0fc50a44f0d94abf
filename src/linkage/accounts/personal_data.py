"""What `accounts` holds about a person: how they sign in. It serves every programme that knows the address."""

from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db.models import ForeignObjectRel

from linkage.access.personal_data import Source, Subject
from linkage.accounts.models import Account
from linkage.database.tenancy import acting_in
from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.programmes.models import Programme


def collect(subject: Subject) -> dict[str, Any]:
    """Return how the person signs in."""
    account = _account(subject)
    if account is None:
        return {}
    return {
        "Address you sign in with": account.email,
        "Since": words.day(day_of(account.created_at)),
        "Last signed in": words.day(day_of(account.last_login)) if account.last_login else "Never",
    }


def erase(subject: Subject, at: datetime) -> None:  # noqa: ARG001 - the registry's signature
    """Delete the account and its sessions, unless another programme knows it or it runs the installation."""
    account = _account(subject)
    if account is None or account.is_operator or _is_known_elsewhere(account):
        return
    for session in Session.objects.iterator():
        held = session.get_decoded()
        if held.get(SESSION_KEY) == str(account.pk) or account.email in str(held):
            session.delete()
    EmailAddress.objects.filter(user=account).delete()
    account.delete()


def _account(subject: Subject) -> Account | None:
    by_id = Account.objects.filter(pk=subject.account_id).first() if subject.account_id else None
    return by_id or Account.objects.filter(email=subject.email).first()


def _is_known_elsewhere(account: Account) -> bool:
    """Ask each programme in turn, each behind its own wall, whether any of its records points at the account."""
    pointing = [
        relation
        for relation in Account._meta.get_fields(include_hidden=True)
        if isinstance(relation, ForeignObjectRel)
        and any(field.attname == "programme_id" for field in relation.related_model._meta.fields)
    ]
    for programme_id in Programme.objects.values_list("pk", flat=True):
        with acting_in(programme_id):
            for relation in pointing:
                if relation.related_model._base_manager.filter(**{relation.field.name: account}).exists():
                    return True
    return False


SOURCE = Source("Signing in", collect=collect, erase=erase)
