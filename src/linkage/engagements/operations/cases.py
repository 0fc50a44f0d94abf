"""What others could learn: written by one of the two schools, shared once the heads of both say yes."""

from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.engagements import policy
from linkage.engagements.enums import WITH_CASE
from linkage.engagements.models import Engagement
from linkage.links.enums import Side
from linkage.practice import operations as practice
from linkage.practice.models import Practice
from linkage.practice.operations import Written


@operation(policy.WRITE_CASE, target="engagement")
def write_case(*, actor: Actor, at: datetime, engagement: Engagement, written: Written, sends: bool) -> Practice:
    """Write what others could learn, for the actor's own school, which shows it; from then on it is a page of its own.

    Raises UnableToMove before it comes to its end, UnableToShare for what is missing or was begun by somebody else.
    """
    engagement.hold()
    engagement.refuse_unless(*WITH_CASE)
    client, home = engagement.client_organisation, engagement.home_organisation
    schools = (client, home) if policy.side_of(actor, engagement) == Side.CLIENT else (home, client)
    return practice.begin_case(
        actor=actor, at=at, source_id=engagement.pk, schools=schools, written=written, sends=sends
    )
