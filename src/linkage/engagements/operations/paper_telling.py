"""Telling whoever added a file that a scanner has found something in it since."""

from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.documents.enums import FileState
from linkage.engagements import policy
from linkage.engagements.models import PaperVersion
from linkage.engagements.presenters import paper_mails
from linkage.messaging import operations as messaging
from linkage.messaging.presenters import Recipient
from linkage.programmes.operations import have_done_in_each


@operation(policy.TELL_REFUSED)
def have_refused_told(*, actor: Actor, at: datetime) -> None:
    """Have each programme tell who added a file in which something was found."""
    have_done_in_each(actor=actor, at=at, job="engagements.papers-in-programme")


@operation(policy.TELL_REFUSED)
def tell_refused(*, actor: Actor, at: datetime) -> int:
    """Tell each who added a file in which something was found since, once; return of how many files."""
    found = PaperVersion.objects.filter(
        programme_id=actor.tenant_id, file__state=FileState.REFUSED, refused_told_at=None
    ).select_for_update(of=("self",))
    told = list(found.select_related("added_by", "paper__engagement__programme").order_by("added_at", "pk"))
    for each in told:
        engagement, person = each.paper.engagement, each.added_by
        each.refused_told_at = at
        each.save()
        messaging.send(
            actor=actor,
            at=at,
            mail=paper_mails.refused(engagement),
            to=[Recipient(person.name, person.email, person.pk)],
            kind="engagements.paper_refused",
            about=engagement,
            names=paper_mails.values_of(engagement),
        )
    return len(told)
