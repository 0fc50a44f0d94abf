"""The signed call by which a mail server hands a mail to us. No database here.

The signature is an HMAC over the time and the mail, so that a call that was overheard is of no use later on.
"""

import hmac
import re
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from django.conf import settings

LEAST_KEY_BYTES = 32
PATIENCE_SECONDS = 300
_SIGNATURE = re.compile(r"t=(\d{1,12}),v1=([0-9a-f]{64})")


def key() -> bytes:
    """Return the key both sides know, from LINKAGE_MAIL_HOOK_KEY_FILE; empty where no mail is taken in this way."""
    if not settings.MAIL_HOOK_KEY_FILE:
        return b""
    found = Path(settings.MAIL_HOOK_KEY_FILE).read_bytes().strip()
    if len(found) < LEAST_KEY_BYTES:
        raise ValueError(f"The key in LINKAGE_MAIL_HOOK_KEY_FILE is shorter than {LEAST_KEY_BYTES} characters")
    return found


def signature(raw: bytes, *, at: datetime, secret: bytes) -> str:
    """Return what a mail server puts into the header Linkage-Signature: "t=1793700000,v1=9f86d0…"."""
    moment = int(at.timestamp())
    return f"t={moment},v1={hmac.new(secret, b'%d.' % moment + raw, sha256).hexdigest()}"


def is_signed(raw: bytes, written: str, *, at: datetime, secret: bytes) -> bool:
    """Whether a call is signed with our key, and just now."""
    found = _SIGNATURE.fullmatch(written)
    if not found or not secret:
        return False
    moment = int(found[1])
    wanted = hmac.new(secret, b"%d." % moment + raw, sha256).hexdigest()
    return hmac.compare_digest(wanted, found[2]) and abs(at.timestamp() - moment) <= PATIENCE_SECONDS
