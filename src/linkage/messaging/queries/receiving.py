"""What has to be known of a mail that comes in, before anything becomes of it."""

import uuid
from datetime import datetime

from django.db.models import QuerySet

from linkage.access.actor import Actor
from linkage.database import tenancy
from linkage.messaging import presenters, rules
from linkage.messaging.enums import InboundStatus
from linkage.messaging.models import InboundMail, Message
from linkage.programmes.models import Programme


def programme_for(*, actor: Actor, incoming: rules.Incoming) -> uuid.UUID | None:
    """Return the programme a mail came to; None when it is nobody's. For the mailbox only.

    That of the mail it answers or sends back; else the one its address names, else the one whose own address it was
    sent to, else the only one there is.
    """
    if not actor.is_system:
        return None
    everywhere = {each.pk: each for each in Programme.objects.order_by("slug")}
    if _answers_something(incoming):
        for programme_id in everywhere:
            with tenancy.acting_in(programme_id):
                if _answered(programme_id, incoming):
                    return programme_id
    slugs = presenters.slugs_in(incoming.recipients)
    named = [each.pk for each in everywhere.values() if each.slug.lower() in slugs]
    written_to = [each.pk for each in everywhere.values() if each.contact_email.lower() in incoming.recipients]
    only = list(everywhere) if len(everywhere) == 1 else []
    return next(iter([*named, *written_to, *only]), None)


def answered(*, actor: Actor, incoming: rules.Incoming) -> Message | None:
    """Return the mail of the actor's programme that a mail answers or sends back; None when there is none."""
    return _answered(actor.tenant_id, incoming) if actor.is_system else None


def is_known(*, actor: Actor, incoming: rules.Incoming) -> bool:
    """Return whether this very mail was kept before."""
    return InboundMail.objects.filter(programme_id=actor.tenant_id, fingerprint=incoming.fingerprint).exists()


def was_answered_before(*, actor: Actor, message: Message, email: str) -> bool:
    """Return whether this address has answered this mail of ours already."""
    return _filed(actor).filter(answers_id=message.pk, from_email=email).exists()


def lately(*, actor: Actor, message: Message, email: str, at: datetime) -> int:
    """Return how many answers of this address about the same record were filed by themselves within a day."""
    return (
        _filed(actor)
        .filter(
            about_id=message.about_id, from_email=email, received_at__gt=at - rules.IN_A_ROW, answers_id__isnull=False
        )
        .count()
    )


def _filed(actor: Actor) -> QuerySet[InboundMail]:
    return InboundMail.objects.filter(programme_id=actor.tenant_id, status=InboundStatus.FILED)


def _answers_something(incoming: rules.Incoming) -> bool:
    return bool(incoming.answers or incoming.report or presenters.answered_by(incoming.recipients))


def _answered(programme_id: uuid.UUID, incoming: rules.Incoming) -> Message | None:
    ours = Message.objects.filter(programme_id=programme_id)
    sealed = presenters.answered_by(incoming.recipients)
    found = ours.filter(pk=sealed).first() if sealed else None
    ids = [*(incoming.report.message_ids if incoming.report else ()), *incoming.answers]
    if found is not None or not ids:
        return found
    by_id = {message.message_id: message for message in ours.filter(message_id__in=ids)}
    return next((by_id[each] for each in ids if each in by_id), None)
