"""The mail about an invoice sheet: to who leads for the school that is helped, and to whoever pays."""

from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import part_of_operation
from linkage.engagements.models import Invoice
from linkage.engagements.presenters import money_mails
from linkage.links.enums import Side
from linkage.messaging import operations as messaging
from linkage.messaging.presenters import Answers, Recipient
from linkage.people import queries as people


@part_of_operation
def tell_invoice_made(*, actor: Actor, at: datetime, invoice: Invoice) -> None:
    """Tell who leads at the school that is helped, its head, and where it was bought who looks after the request."""
    engagement = invoice.engagement
    head = people.head_of(actor=actor, organisation_id=engagement.client_organisation_id)
    owner = engagement.support_request.owner if engagement.commission_id else None
    to = [each for each in (engagement.lead(Side.CLIENT), head, owner) if each is not None]
    me = people.person(actor=actor, person_id=actor.person_id)
    for person in dict.fromkeys(to):
        if person.pk != me.pk:
            messaging.send(
                actor=actor,
                at=at,
                mail=money_mails.invoice_made(invoice),
                to=[Recipient(person.name, person.email, person.pk)],
                kind="engagements.invoice_made",
                about=engagement,
                # An answer is between the two schools, and nobody here reads it.
                answers=Answers(to=me.email),
                names=money_mails.values_of(invoice),
            )
