"""Mails to a record of somebody who was known twice."""

import uuid
from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import part_of_operation
from linkage.messaging.models import InboundMail, Message


@part_of_operation
def readdress(*, actor: Actor, at: datetime, from_person_id: uuid.UUID, to_person_id: uuid.UUID) -> int:  # noqa: ARG001
    """Have the mails to one record count as mails to another, of the same human; return how many.

    The address a mail went to stays as it was: only whose it is changes, so that it is found when they ask for their
    data or are erased.
    """
    mails = Message.objects.filter(person_ids__contains=[from_person_id])
    for mail in mails.select_for_update():
        mail.person_ids = [to_person_id if each == from_person_id else each for each in mail.person_ids]
        for one in mail.recipients:
            if one["person_id"] == str(from_person_id):
                one["person_id"] = str(to_person_id)
        mail.save(update_fields=["person_ids", "recipients"])
    InboundMail.objects.filter(person_id=from_person_id).update(person_id=to_person_id)
    return len(mails)
