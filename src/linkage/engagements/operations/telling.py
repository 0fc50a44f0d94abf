"""The mails about support over time: to both schools, never to the one who acts."""

from collections.abc import Sequence
from datetime import date, datetime

from linkage.access.actor import Actor
from linkage.access.operation import part_of_operation
from linkage.engagements import policy, presenters, queries
from linkage.engagements.enums import EngagementStatus
from linkage.engagements.models import Engagement, Participant, Review, SchoolChange
from linkage.engagements.presenters import readiness_mails
from linkage.links.enums import Side
from linkage.messaging import operations as messaging
from linkage.messaging.presenters import Mail, Recipient
from linkage.organisations.models import Organisation
from linkage.people import queries as people
from linkage.people.models import Person
from linkage.support_requests import queries as support_requests


@part_of_operation
def tell_begun(*, actor: Actor, at: datetime, engagement: Engagement) -> None:
    """Tell who leads for both schools and both heads that it can be planned."""
    _send(actor, at, engagement, presenters.begun(engagement), _leaders(actor, engagement), "begun")


@part_of_operation
def tell_added(*, actor: Actor, at: datetime, engagement: Engagement, person: Person) -> None:
    """Tell somebody that they take part."""
    _send(actor, at, engagement, presenters.added(engagement), [person], "added")


@part_of_operation
def tell_taken_over(*, actor: Actor, at: datetime, engagement: Engagement, left: Participant, is_renewed: bool) -> None:
    """Tell who leads on a side what has fallen to them, as somebody takes part no more."""
    to = [each.person for each in engagement.of_side(left.side)[:1]]
    mail = presenters.taken_over(engagement, left.person.name, is_renewed=is_renewed)
    _send(actor, at, engagement, mail, to, "taken_over")


@part_of_operation
def tell_started(*, actor: Actor, at: datetime, engagement: Engagement, half_way_on: date) -> None:
    """Tell everybody who takes part that it has started, and the day half-way."""
    mail = presenters.started(engagement, half_way_on)
    _send(actor, at, engagement, mail, _everybody(actor, engagement), "started")


@part_of_operation
def tell_kind_changed(*, actor: Actor, at: datetime, engagement: Engagement) -> None:
    """Tell everybody who takes part that something else was made of it."""
    _send(actor, at, engagement, presenters.kind_changed(engagement), _everybody(actor, engagement), "kind_changed")


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


@part_of_operation
def tell_asked(*, actor: Actor, at: datetime, engagement: Engagement, is_again: bool) -> None:
    """Ask who leads on both sides, and both heads, how ready they are."""
    to = _leaders(actor, engagement)
    if is_again:
        _send(actor, at, engagement, readiness_mails.asked_again(engagement), to, "readiness_again")
    else:
        _send(actor, at, engagement, readiness_mails.asked(engagement), to, "readiness_asked")


@part_of_operation
def tell_shown(*, actor: Actor, at: datetime, engagement: Engagement, is_both: bool, wants_talk: bool) -> None:
    """Tell the side that has not shown yet; once both have, who leads on both sides, and whether to talk first."""
    if not is_both:
        side = Side.HOME if policy.side_of(actor, engagement) == Side.CLIENT else Side.CLIENT
        mail, to = readiness_mails.other_has_shown(engagement), _leaders_of(actor, engagement, side)
        _send(actor, at, engagement, mail, to, "readiness_other_shown")
    elif wants_talk:
        mail, to = readiness_mails.talk_wanted(engagement), _leaders(actor, engagement)
        _send(actor, at, engagement, mail, to, "readiness_talk")
    else:
        mail, to = readiness_mails.both_have_shown(engagement), _leaders(actor, engagement)
        _send(actor, at, engagement, mail, to, "readiness_both_shown")


def _leaders_of(actor: Actor, engagement: Engagement, side: str) -> list[Person]:
    home = engagement.client_organisation_id if side == Side.CLIENT else engagement.home_organisation_id
    head = people.head_of(actor=actor, organisation_id=home)
    return [engagement.lead(side), *([head] if head else [])]


@part_of_operation
def tell_closed(*, actor: Actor, at: datetime, engagement: Engagement, school: Organisation) -> None:
    """Tell whoever looks after it that one of its schools has closed: they say how it goes on."""
    to = support_requests.desk(actor=actor, support_request=engagement.support_request, at=at)
    _send(actor, at, engagement, presenters.school_closed(engagement, school.name), to, "school_closed")


@part_of_operation
def tell_moved_school(*, actor: Actor, at: datetime, engagement: Engagement, change: SchoolChange) -> None:
    """Tell everybody which school took the place of the closed one."""
    now = change.now.name if change.now else ""
    mail = presenters.school_moved(engagement, change.was.name, now)
    _send(actor, at, engagement, mail, _everybody(actor, engagement), "school_moved")


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
