"""The end of the looking: whatever came of a request, nobody is asked for it any more."""

from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import part_of_operation
from linkage.support_requests.models import SupportRequest
from linkage.support_requests.signals import looking_ended


@part_of_operation
def end_looking(*, actor: Actor, at: datetime, support_request: SupportRequest) -> None:
    """Tell whoever is still being asked whether they can help that they need not answer."""
    looking_ended.send(sender=SupportRequest, support_request=support_request, actor=actor, at=at)
