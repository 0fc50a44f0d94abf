"""The one address at which a mail server hands in a mail."""

from django.http import HttpResponse, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

from linkage.access.actor import Actor
from linkage.access.page import PageRequest, page
from linkage.messaging import gateway, operations, policy, rules

KEPT, UNSIGNED, TOO_LARGE, NOBODYS = 202, 403, 413, 422


@csrf_exempt
@page(policy.HAND_IN, methods=("POST",))
def hand_in(request: PageRequest) -> HttpResponseBase:
    """Keep a mail as it came over the wire; the signature alone says that it comes from our mail server.

    There is no cookie and no form: nobody else can sign, and a call is of no use five minutes later.
    """
    raw = request.read(rules.MOST_BYTES + 1)
    written = request.headers.get("Linkage-Signature", "")
    # Of what is larger only the beginning was read, and no signature is true of that.
    if len(raw) > rules.MOST_BYTES:
        return _said(TOO_LARGE, f"A mail may be as large as {rules.MOST_BYTES:,} bytes.")
    if not gateway.is_signed(raw, written, at=request.at, secret=gateway.key()):
        return _said(UNSIGNED, "This call is not signed, or not just now.")
    if not operations.take_in(actor=Actor.system("mailbox"), at=request.at, raw=raw):
        return _said(NOBODYS, "This mail came to no programme.")
    return _said(KEPT, "Kept.")


def _said(status: int, words: str) -> HttpResponse:
    return HttpResponse(f"{words}\n", status=status, content_type="text/plain; charset=utf-8")
