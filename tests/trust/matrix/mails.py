"""What the programme wrote by each state, and what came in to its mailbox."""

import uuid
from typing import TYPE_CHECKING

from linkage.messaging.models import InboundFile, InboundMail, Message, Wording
from linkage.programmes.tests.factories import NOW
from linkage.support_requests.models import SupportRequest

if TYPE_CHECKING:
    from tests.trust.matrix.world import Side


def add(side: "Side") -> None:
    """Keep them; the tenancy block is the caller's."""
    programme, who = side.programme, side.people
    own = {"programme": programme}
    mails = {
        status: Message.objects.create(
            programme_id=programme.id,
            template="test",
            recipients=[{"name": "N", "email": "n@example.org", "person_id": str(who["asker"].pk)}],
            from_name="From",
            subject="Subject",
            text="Text",
            html="<p>Html</p>",
            message_id=f"<{uuid.uuid4()}@linkage.test>",
            about_id=side.records["request_id"],
            status=status,
            created_at=NOW,
            due_at=NOW,
        )
        for status in ("uncertain", "sent", "failed")
    }
    Wording.objects.create(
        **own,
        template="people.declined",
        number=1,
        subject="Subject",
        opening="Opening",
        closing="Closing",
        written_at=NOW,
        written_by_id=who["coordinator"].pk,
    )
    side.records |= {
        "message_id": mails["uncertain"].pk,
        "kind": "people.declined",
        "sent_id": mails["sent"].pk,
        "failed_id": mails["failed"].pk,
    }
    _mailbox(side)


def _mailbox(side: "Side") -> None:
    """One mail that is likely a request, with a file, and one that was filed to a request and nobody has read."""
    own = {"programme": side.programme, "proof": "proven", "received_at": NOW}
    asker = side.people["asker"]
    came = {**own, "from_email": asker.email, "writer_email": asker.email, "writer_name": "Writer", "text": "Words"}
    new = InboundMail.objects.create(**came, status="new", fingerprint="new", subject="Subject", place="Place")
    file = InboundFile.objects.create(
        programme=side.programme,
        mail=new,
        name="plan.pdf",
        content_type="text/plain",
        size=4,
        content=b"Plan",
        is_kept=True,
    )
    filed = InboundMail.objects.create(
        **came,
        status="filed",
        fingerprint="filed",
        person_id=asker.pk,
        about_type=SupportRequest._meta.label_lower,
        about_id=side.records["request_id"],
    )
    held = InboundMail.objects.create(**{**came, "proof": "failed"}, status="held", reason="forged", fingerprint="held")
    side.records |= {"inbound_id": new.pk, "file_id": file.pk, "filed_mail_id": filed.pk, "held_mail_id": held.pk}


def write_to_sender(side: "Side") -> None:
    """Write about the request to whoever sent the likely request, once its address is marked."""
    sender = InboundMail.objects.get(pk=side.records["inbound_id"]).from_email
    Message.objects.filter(pk=side.records["sent_id"]).update(
        recipients=[{"name": side.canary, "email": sender, "person_id": str(side.people["asker"].pk)}],
        about_type=SupportRequest._meta.label_lower,
    )
