"""The mails about support over time: to both schools, never to the one who acts."""

from collections.abc import Sequence
from datetime import date, datetime

from linkage.access.actor import Actor
from linkage.access.operation import part_of_operation
from linkage.engagements import presenters, queries
from linkage.engagements.enums import EngagementStatus
from linkage.engagements.models import Engagement, Review
from linkage.links.enums import Side
from linkage.messaging import operations as messaging
from linkage.messaging.presenters import Mail, Recipient
from linkage.people import queries as people
from linkage.people.models import Person


@part_of_operation
def tell_begun(*, actor: Actor, at: datetime, engagement: Engagement) -> None:
    """Tell who leads for both schools and both heads that it can be planned."""
    _send(actor, at, engagement, presenters.begun(engagement), _leaders(actor, engagement), "begun")


@part_of_operation
def tell_added(*, actor: Actor, at: datetime, engagement: Engagement, person: Person) -> None:
    """Tell somebody that they take part."""
    _send(actor, at, engagement, presenters.added(engagement), [person], "added")


@part_of_operation
def tell_started(*, actor: Actor, at: datetime, engagement: Engagement, half_way_on: date) -> None:
    """Tell everybody who takes part that it has started, and the day half-way."""
    mail = presenters.started(engagement, half_way_on)
    _send(actor, at, engagement, mail, _everybody(actor, engagement), "started")


@part_of_operation
def tell_halted(*, actor: Actor, at: datetime, engagement: Engagement) -> None:
    """Tell everybody that it is paused or stopped, and why; where it was bought, also who looks after the request."""
    to = _everybody(actor, engagement)
    if engagement.state == EngagementStatus.STOPPED:
        owner = engagement.support_request.owner
        to = [*to, *([owner] if engagement.commission_id and owner else [])]
        _send(actor, at, engagement, presenters.stopped(engagement), to, "stopped")
    else:
        _send(actor, at, engagement, presenters.paused(engagement), to, "paused")


@part_of_operation
def tell_resumed(*, actor: Actor, at: datetime, engagement: Engagement) -> None:
    """Tell everybody that it goes on."""
    _send(actor, at, engagement, presenters.resumed(engagement), _everybody(actor, engagement), "resumed")


@part_of_operation
def tell_rated(*, actor: Actor, at: datetime, engagement: Engagement, review: Review) -> None:
    """Tell the side that has said nothing yet that it is asked; once both have, those who lead that all is there."""
    silent = queries.silent_sides(actor=actor, engagement=engagement, review=review)
    if silent:
        is_client = silent == [engagement.client_organisation.name]
        to = [engagement.lead(Side.CLIENT if is_client else Side.HOME)]
        _send(actor, at, engagement, presenters.asked_to_rate(engagement, review), to, "asked_to_rate")
    else:
        to = [engagement.lead(side) for side in (Side.CLIENT, Side.HOME)]
        _send(actor, at, engagement, presenters.both_rated(engagement), to, "both_rated")


def _leaders(actor: Actor, engagement: Engagement) -> list[Person]:
    homes = (engagement.client_organisation_id, engagement.home_organisation_id)
    heads = people.heads_of(actor=actor, organisation_ids=homes)
    return [engagement.lead(Side.CLIENT), engagement.lead(Side.HOME), *heads.values()]


def _everybody(actor: Actor, engagement: Engagement) -> list[Person]:
    return [*(each.person for each in engagement.participants.all()), *_leaders(actor, engagement)]


def _send(actor: Actor, at: datetime, engagement: Engagement, mail: Mail, to: Sequence[Person], kind: str) -> None:
    for person in dict.fromkeys(to):
        if not actor.is_person(person.pk):
            messaging.send(
                actor=actor,
                at=at,
                mail=mail,
                to=[Recipient(person.name, person.email, person.pk)],
                kind=f"engagements.{kind}",
                about=engagement,
                names=presenters.values_of(engagement),
            )
