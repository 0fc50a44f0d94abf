"""From whom our mails come, and how they go."""

from django.conf import settings

from linkage.access.actor import Actor
from linkage.messaging import gateway
from linkage.messaging.models import Message
from linkage.messaging.presenters import Sender, has_mailbox
from linkage.messaging.presenters.sending import Sending
from linkage.programmes import queries as programmes

TEST = "messaging.test"


def sender(*, actor: Actor) -> Sender:
    """Return in whose name the mails of the actor's programme go out."""
    programme = programmes.programme(actor=actor)
    return Sender(programme.name, programme.tagline, programme.colour, programme.contact_email)


def sending(*, actor: Actor) -> Sending:
    """Return what decides how the mails of the actor's programme go, and what became of the last test."""
    relay = gateway.relay()
    tests = Message.objects.filter(programme_id=actor.tenant_id, template=TEST)
    return Sending(
        address=settings.MAIL_FROM,
        relay=relay.host if relay else "",
        selector=settings.DKIM_SELECTOR,
        reply_to=programmes.programme(actor=actor).contact_email,
        last_test=tests.order_by("-created_at").first(),
        comes_in=has_mailbox(),
    )
