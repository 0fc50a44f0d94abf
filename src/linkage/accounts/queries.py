"""Reads of accounts."""

import hashlib
from datetime import datetime, timedelta

from linkage.access.actor import Actor
from linkage.accounts.models import Account, SetUpKey
from linkage.kernel.errors import NotFound

SET_UP_MINUTES = 60


def own(*, actor: Actor) -> Account:
    """Return the actor's own account; raises NotFound for who is not signed in."""
    found = Account.objects.filter(pk=actor.account_id).first() if actor.account_id else None
    if found is None:
        raise NotFound("account")
    return found


def has_operator(*, actor: Actor) -> bool:  # noqa: ARG001 - every query takes who asks
    """Return whether the installation has been set up."""
    return Account.objects.filter(is_operator=True).exists()


def set_up_key(*, actor: Actor, token: str, at: datetime) -> SetUpKey | None:
    """Return the key this set-up address was made for, while it can be used: once, within an hour."""
    return SetUpKey.objects.filter(
        key_hash=hashed(actor=actor, token=token), used_at=None, made_at__gt=at - timedelta(minutes=SET_UP_MINUTES)
    ).first()


def hashed(*, actor: Actor, token: str) -> str:  # noqa: ARG001 - see above
    """Return what is kept of a set-up token; it is long and random, so a quick hash hides it well."""
    return hashlib.sha256(token.encode()).hexdigest()
