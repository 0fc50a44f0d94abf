"""The job that delivers a mail."""

from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import part_of_operation
from linkage.database import jobs
from linkage.messaging.models import Message


@part_of_operation
def deliver_later(*, actor: Actor, at: datetime, message: Message) -> bool:  # noqa: ARG001 - of every consequence
    """Have a mail delivered when it is due; False when a job for it is waiting already."""
    return jobs.defer(
        "messaging.deliver",
        programme_id=message.programme_id,
        at=message.due_at if message.due_at > at else None,
        queueing_lock=message.queueing_lock,
        priority=jobs.URGENT if message.is_urgent else jobs.ORDINARY,
        message_id=message.id,
    )
