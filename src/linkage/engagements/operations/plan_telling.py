"""The mail to whoever was given something to do by somebody else."""

from datetime import date, datetime

from linkage.access.actor import Actor
from linkage.access.operation import part_of_operation
from linkage.engagements.models import Engagement
from linkage.engagements.presenters import plan_mails
from linkage.messaging import operations as messaging
from linkage.messaging.presenters import Recipient
from linkage.people.models import Person


@part_of_operation
def tell_given(*, actor: Actor, at: datetime, engagement: Engagement, owner: Person, due_on: date) -> None:
    """Tell somebody that they have something to do, and by when; nobody is told what they gave themselves."""
    if not actor.is_person(owner.pk):
        messaging.send(
            actor=actor,
            at=at,
            mail=plan_mails.given(engagement, due_on=due_on, who=actor.name),
            to=[Recipient(owner.name, owner.email, owner.pk)],
            kind="engagements.given",
            about=engagement,
            names=plan_mails.values_of(engagement, due_on=due_on, who=actor.name),
        )
