"""What can be done with a sign-in."""

from typing import Any

from linkage.access.action import Action, anybody, signed_in, system
from linkage.access.actor import Actor


def _own(actor: Actor, account: Any) -> bool:
    return account is not None and actor.account_id == account.pk


SIGN_IN = Action("accounts.sign_in", "signed in", "anybody", anybody, public=True)
SIGN_OUT = Action("accounts.sign_out", "signed out", "anybody signed in", signed_in)
SEE = Action("accounts.see", "looked at their sign-in", "anybody signed in", signed_in)
END_SESSIONS = Action("accounts.end_sessions", "signed out everywhere", "whose account it is", signed_in, on=_own)
PREPARE_SET_UP = Action("accounts.prepare_set_up", "made the set-up address", "the command line", system)
