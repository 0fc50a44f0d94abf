"""What can be done with accounts."""

import secrets
import uuid
from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation, part_of_operation
from linkage.accounts import policy, queries
from linkage.accounts.models import Account, SetUpKey
from linkage.kernel.errors import Refused

TOKEN_BYTES = 24


class UnableToSetUp(Refused):
    """The set-up address has been used, or is too old."""


@part_of_operation
def find_or_add(*, actor: Actor, at: datetime, email: str) -> Account:  # noqa: ARG001 - the house's signature
    """Return the account of an e-mail address, made when there is none.

    It opens nothing by itself: whoever reads the mail of that address can sign in to it, and nobody else.
    """
    email = email.strip().lower()
    found = Account.objects.filter(email=email).first()
    return found or Account.objects.create_user(email, created_at=at)


@operation(policy.END_SESSIONS, target="account")
def end_all_sessions(*, actor: Actor, at: datetime, account: Account) -> None:  # noqa: ARG001 - the house's signature
    """Sign the account out everywhere: each of its sessions ends at its next request."""
    account.session_mark = uuid.uuid4()
    account.save(update_fields=["session_mark"])


@operation(policy.PREPARE_SET_UP)
def make_set_up_key(*, actor: Actor, at: datetime) -> str:
    """Return a new set-up token; the one before it stops working. Only its hash is kept."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    SetUpKey.objects.filter(used_at=None).delete()
    SetUpKey.objects.create(key_hash=queries.hashed(actor=actor, token=token), made_at=at)
    return token


@part_of_operation
def use_set_up_key(*, actor: Actor, at: datetime, token: str) -> None:
    """Use up a set-up token; raises UnableToSetUp when it cannot be used, or somebody has set up already."""
    found = queries.set_up_key(actor=actor, token=token, at=at)
    used = SetUpKey.objects.filter(pk=found.pk, used_at=None).update(used_at=at) if found else 0
    if not used or queries.has_operator(actor=actor):
        raise UnableToSetUp(
            "This set-up address has been used, or is more than an hour old. Start Linkage again for a new one."
        )


@part_of_operation
def make_operator(*, actor: Actor, at: datetime, email: str) -> Account:
    """Return the account of this address, which from now on runs the installation."""
    account = find_or_add(actor=actor, at=at, email=email)
    account.is_operator = True
    account.save(update_fields=["is_operator"])
    return account
