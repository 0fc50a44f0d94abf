"""What a coordinator does with a mail that came in, and what becomes of it elsewhere."""

import uuid
from datetime import datetime, timedelta

from django.db.models import Model, Q, QuerySet

from linkage.access.actor import Actor
from linkage.access.operation import operation, part_of_operation
from linkage.messaging import policy
from linkage.messaging.enums import InboundStatus
from linkage.messaging.models import InboundFile, InboundMail
from linkage.programmes import queries as programmes
from linkage.programmes.operations import have_done_in_each

KEPT_DAYS = 365
NOTHING_LEFT = dict.fromkeys(("from_email", "writer_name", "writer_email", "place", "subject", "text"), "")
S = InboundStatus


@operation(policy.FILE_INBOUND, target="mail")
def file_to(*, actor: Actor, at: datetime, mail: InboundMail, about_type: str, about_id: uuid.UUID) -> None:  # noqa: ARG001
    """File a mail to a record by hand; raises UnableToMoveMail for one that is filed already."""
    mail.hold()
    mail.move_to(S.FILED)
    mail.about_type, mail.about_id = about_type, about_id
    mail.seen_at = mail.handled_at = at
    mail.save()


@operation(policy.MARK_READ, target="mail")
def mark_read(*, actor: Actor, at: datetime, mail: InboundMail) -> None:  # noqa: ARG001 - of each operation
    """Note that an answer was read, so that it leaves the list."""
    mail.hold()
    mail.seen_at = mail.seen_at or at
    mail.save(update_fields=["seen_at"])


@operation(policy.THROW_AWAY, target="mail")
def throw_away(*, actor: Actor, at: datetime, mail: InboundMail) -> None:  # noqa: ARG001 - of each operation
    """Erase a mail with its words and files; that something came in and was thrown away stays."""
    mail.hold()
    mail.move_to(S.THROWN_AWAY)
    mail.handled_at = at
    mail.save()
    _erase(InboundMail.objects.filter(pk=mail.pk), at)
    mail.refresh_from_db()


@part_of_operation
def became_request(*, actor: Actor, at: datetime, mail: InboundMail, draft: Model) -> None:  # noqa: ARG001
    """Note that a request was begun from a mail; raises UnableToMoveMail when somebody was quicker."""
    mail.hold()
    mail.move_to(S.REQUEST)
    mail.about_type, mail.about_id = draft._meta.label_lower, draft.pk
    mail.handled_at = at
    mail.save()


@part_of_operation
def give_back(*, actor: Actor, at: datetime, draft: Model) -> None:  # noqa: ARG001 (a part of deleting the draft)
    """Have the mail that a draft was begun from wait again, as the draft is deleted; never one erased meanwhile."""
    for mail in InboundMail.objects.filter(programme_id=actor.tenant_id, about_id=draft.pk, status=S.REQUEST):
        mail.hold()
        if mail.erased_at:
            continue
        mail.move_to(S.NEW)
        mail.about_type, mail.about_id, mail.handled_at = "", None, None
        mail.save()


@operation(policy.FORGET_INBOUND)
def have_inbound_forgotten(*, actor: Actor, at: datetime) -> None:
    """Have each programme forget what came in long ago."""
    have_done_in_each(actor=actor, at=at, job="messaging.forget-inbound-in-programme")


@operation(policy.FORGET_INBOUND)
def forget_inbound(*, actor: Actor, at: datetime) -> int:
    """Erase the words of mails nobody needs after the programme's days, and all that is left after a year.

    What waits to be looked at is not forgotten, and what was filed stays with its record for the year.
    """
    ours = InboundMail.objects.filter(programme_id=actor.tenant_id)
    days = programmes.settings(actor=actor).unanswered_erase_days
    over = Q(received_at__lte=at - timedelta(days=days), erased_at=None)
    passed = ours.filter(over, status__in=(S.HELD, S.AUTOMATIC, S.REQUEST))
    erased = _erase(passed, at)
    old = ours.filter(received_at__lte=at - timedelta(days=KEPT_DAYS)).exclude(status=S.NEW)
    deleted = len(old)
    old.delete()
    return erased + deleted


def _erase(mails: QuerySet[InboundMail], at: datetime) -> int:
    keys = list(mails.values_list("pk", flat=True))
    InboundFile.objects.filter(mail_id__in=keys).delete()
    InboundMail.objects.filter(pk__in=keys, status__in=(S.HELD, S.AUTOMATIC)).update(status=S.THROWN_AWAY)
    return InboundMail.objects.filter(pk__in=keys).update(**NOTHING_LEFT, person_id=None, erased_at=at)
