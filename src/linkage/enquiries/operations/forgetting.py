"""Forgetting what nobody confirmed, and what ended long ago."""

from datetime import datetime, timedelta

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.enquiries import policy
from linkage.enquiries.enums import EnquiryStatus
from linkage.enquiries.models import Enquiry
from linkage.enquiries.rules import KEPT_DAYS
from linkage.people import operations as people
from linkage.programmes import queries as programmes
from linkage.programmes.operations import have_done_in_each


@operation(policy.FORGET)
def have_forgotten(*, actor: Actor, at: datetime) -> None:
    """Have each programme forget what is over."""
    have_done_in_each(actor=actor, at=at, job="enquiries.forget-in-programme")


@operation(policy.FORGET)
def forget(*, actor: Actor, at: datetime) -> int:
    """Erase the enquiries nobody confirmed in time and those that ended a year ago; return how many.

    Their senders go too where nothing else needs them.
    """
    ours = Enquiry.objects.filter(programme_id=actor.tenant_id)
    days = programmes.settings(actor=actor).unanswered_erase_days
    typed = ours.filter(status=EnquiryStatus.UNCONFIRMED, filed_at__lte=at - timedelta(days=days))
    typed_ids = list(typed.values_list("pk", flat=True))
    Enquiry.objects.filter(pk__in=typed_ids).delete()
    ended = list(ours.filter(ended_at__lte=at - timedelta(days=KEPT_DAYS)).select_related("sender"))
    Enquiry.objects.filter(pk__in=[each.pk for each in ended]).delete()
    for sender in {each.sender for each in ended if each.sender}:
        people.forget_if_unneeded(actor=actor, at=at, person=sender)
    return len(typed_ids) + len(ended)
