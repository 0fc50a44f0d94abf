"""What became of the mails: almost all are in the mailbox; a few came back, were refused, or nobody knows."""

from datetime import timedelta

from linkage.access.actor import Actor
from linkage.demo.stage import Stage
from linkage.demo.stories.programmes import Plan
from linkage.messaging import operations
from linkage.messaging.enums import Answer, MessageStatus
from linkage.messaging.models import Message

REFUSED = "550 5.1.1 No such mailbox here"
LOST = "The connection was lost: timed out"


def tell(stage: Stage, plan: Plan) -> None:
    """Lay the past's mails into the mailbox; of the newest to large programmes some went wrong."""
    outbox = stage.job("outbox")
    newest = list(Message.objects.filter(status=MessageStatus.QUEUED).order_by("-created_at")[:60])
    if plan.check and len(newest) == 60:  # noqa: PLR2004 - a programme with a past
        _go_wrong(outbox, newest[25], Answer.REFUSED, REFUSED)
        _go_wrong(outbox, newest[40], Answer.UNKNOWN, LOST)
    operations.keep_in_mailbox(actor=outbox, at=stage.now)
    if len(newest) == 60:  # noqa: PLR2004
        came_back = Message.objects.get(pk=newest[33].pk)
        operations.mark_returned(actor=stage.coordinator, at=stage.now, message=came_back)


def _go_wrong(outbox: Actor, message: Message, answer: Answer, problem: str) -> None:
    at = message.created_at + timedelta(minutes=1)
    if operations.begin(actor=outbox, at=at, message_id=message.pk):
        operations.settle(actor=outbox, at=at, message_id=message.pk, answer=answer, problem=problem)
