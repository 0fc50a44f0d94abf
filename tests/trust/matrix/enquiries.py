"""What strangers wrote."""

from typing import TYPE_CHECKING

from linkage.enquiries.models import Enquiry, Reply
from linkage.programmes.tests.factories import NOW

if TYPE_CHECKING:
    from tests.trust.matrix.world import Side


def add(side: "Side", schools: list) -> None:
    """One that its sender's head was asked about, and one that nobody has said is theirs."""
    who, own = side.people, {"programme": side.programme, "filed_at": NOW}
    enquiry = Enquiry.objects.create(
        **own,
        kind="interest",
        status="owned",
        sender=who["leaver"],
        organisation=schools[1],
        owner=who["coordinator"],
        passed_to=who["home head"],
        passed_at=NOW,
        confirmed_at=NOW,
        waiting_since=NOW,
    )
    unconfirmed = Enquiry.objects.create(**own, kind="question")
    reply = Reply.objects.create(
        programme=side.programme, enquiry=enquiry, written_by=who["coordinator"], written_at=NOW
    )
    side.records |= {"enquiry_id": enquiry.pk, "unconfirmed_id": unconfirmed.pk, "reply_id": reply.pk}
