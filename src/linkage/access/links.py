"""Action links: a signed address by which a person answers one question without an account.

A link holds no secret of the database: it is void as soon as the record leaves the state it was made for, and the
view that takes it always shows a page to confirm, since mail scanners open links.
"""

import base64
import binascii
import uuid
from dataclasses import dataclass

from django.core.signing import BadSignature, Signer

from linkage.kernel.errors import NotFound

ID_BYTES = 16


@dataclass(frozen=True)
class Answer:
    """What a link says: this person may answer this question about this record, while it is in `state`."""

    kind: str
    programme_id: uuid.UUID
    record_id: uuid.UUID
    person_id: uuid.UUID
    state: str


def make(kind: str, *, programme_id: uuid.UUID, record_id: uuid.UUID, person_id: uuid.UUID, state: str) -> str:
    """Return the token to put into an address; `kind` names the question ("nomination")."""
    body = programme_id.bytes + record_id.bytes + person_id.bytes + state.encode()
    return _signer(kind).sign(base64.urlsafe_b64encode(body).decode().rstrip("="))


def read(token: str, kind: str) -> Answer:
    """Return what a token says; raises NotFound when it was not made by us for this kind of question."""
    try:
        text = _signer(kind).unsign(token)
        body = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (BadSignature, binascii.Error, ValueError) as error:
        raise NotFound("action link") from error
    programme_id, record_id, person_id = (uuid.UUID(bytes=body[n * ID_BYTES : (n + 1) * ID_BYTES]) for n in range(3))
    return Answer(kind, programme_id, record_id, person_id, state=body[3 * ID_BYTES :].decode())


def _signer(kind: str) -> Signer:
    return Signer(sep="~", salt=f"linkage.action-link.{kind}")
