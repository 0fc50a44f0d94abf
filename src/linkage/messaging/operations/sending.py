"""Looking up whether our mails are believed."""

from datetime import datetime

from django.conf import settings

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.messaging import gateway, policy
from linkage.messaging.gateway import Domain


@operation(policy.SEE_SENDING)
def look_up(*, actor: Actor, at: datetime) -> Domain:  # noqa: ARG001 - of each operation
    """Ask the domain name system about the address our mails come from; what nobody answers is told as not known."""
    return gateway.look_up(settings.MAIL_FROM.rpartition("@")[2], selector=settings.DKIM_SELECTOR)
