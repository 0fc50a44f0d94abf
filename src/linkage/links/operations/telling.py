"""The mails about support that is bought."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.urls import reverse

from linkage.access import links as action_links
from linkage.access.actor import Actor
from linkage.access.operation import part_of_operation
from linkage.links import policy, presenters, queries
from linkage.links.models import Commission
from linkage.links.operations.introducing import recipient
from linkage.messaging import operations as messaging
from linkage.messaging.presenters import Mail
from linkage.people import queries as people
from linkage.people.models import Person
from linkage.support_requests import queries as support_requests
from linkage.support_requests.presenters import names


@part_of_operation
def tell_approvers(
    *, actor: Actor, at: datetime, commission: Commission, to: Sequence[Person], is_reminder: bool = False
) -> None:
    """Ask each who may approve, by a link of their own that answers this sending alone."""
    told = queries.told_of_commission(actor=actor, commission=commission)
    kind = "links.approval_reminder" if is_reminder else "links.approval"
    as_actors = people.of_people(actor=actor, people=to)
    for person in to:
        token = action_links.make(
            policy.DECIDE_LINK,
            programme_id=commission.programme_id,
            record_id=commission.pk,
            person_id=person.pk,
            state=commission.link_state,
        )
        # A school that does not want to be named is not named to whoever approves, in the mail as on the page.
        school = names.shown_name(as_actors[person.pk], commission.support_request)
        shown = replace(told, school=school)
        path = reverse("commissions:decide-by-link", kwargs={"programme": commission.programme.slug, "token": token})
        _tell(actor, at, shown, presenters.approval(shown, path=path, is_reminder=is_reminder), [person], kind)


@part_of_operation
def tell_decided(*, actor: Actor, at: datetime, commission: Commission) -> None:
    """Tell who sent it, and whoever looks after the request now, what was decided and why."""
    told = queries.told_of_commission(actor=actor, commission=commission)
    desk = support_requests.desk(actor=actor, support_request=commission.support_request, at=at)
    to = list(dict.fromkeys([*([commission.sent_by] if commission.sent_by else []), *desk]))
    if told.decision and told.decision.is_approved:
        _tell(actor, at, told, presenters.approved(told), to, "links.approved")
    else:
        _tell(actor, at, told, presenters.refused(told), to, "links.refused")


@part_of_operation
def tell_ordered(*, actor: Actor, at: datetime, commission: Commission) -> None:
    """Tell the school what comes and when."""
    told = queries.told_of_commission(actor=actor, commission=commission)
    _tell(actor, at, told, presenters.ordered(told), _school(commission), "links.ordered")


@part_of_operation
def tell_cancelled(*, actor: Actor, at: datetime, commission: Commission) -> None:
    """Tell the school that what was ordered does not come."""
    told = queries.told_of_commission(actor=actor, commission=commission)
    _tell(actor, at, told, presenters.cancelled(told), _school(commission), "links.buying_cancelled")


def _school(commission: Commission) -> list[Person]:
    """Who hears of it at the school: who asked, and the person it is for."""
    asked = commission.support_request
    return [asked.asked_by, *([asked.contact] if asked.contact else [])]


def _tell(actor: Actor, at: datetime, told: queries.Told, mail: Mail, to: Sequence[Person], kind: str) -> None:
    """Send one mail to each of these people; never to the one who acts."""
    for person in to:
        if not actor.is_person(person.pk):
            messaging.send(
                actor=actor,
                at=at,
                mail=mail,
                to=[recipient(actor=actor, at=at, person=person)],
                kind=kind,
                about=told.commission,
                names=presenters.buying_values(told),
            )
