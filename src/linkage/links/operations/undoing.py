"""Taking a wrong introduction back, and the word of the head who releases."""

from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.directory import operations as directory
from linkage.kernel.errors import Refused
from linkage.links import policy, presenters, queries, rules
from linkage.links.enums import LinkStatus
from linkage.links.models import Link
from linkage.links.operations.introducing import recipient
from linkage.messaging import operations as messaging
from linkage.people import queries as people
from linkage.people.models import Person
from linkage.support_requests import operations as support_requests
from linkage.support_requests import queries as requests


class UnableToUndo(Refused):
    """An introduction that cannot be taken back any more."""


class UnableToStop(Refused):
    """An introduction that a head cannot ask to stop any more."""


@operation(policy.UNDO, target="link")
def undo(*, actor: Actor, at: datetime, link: Link) -> Link:
    """Take a wrong introduction back: the place is free, the request is open again, and both sides are told.

    Raises UnableToUndo after a working day, or when the two have spoken.
    """
    link.hold()
    UnableToUndo.unless_none(rules.can_be_undone(queries.undoing(actor=actor, link=link), at))
    link.move_to(LinkStatus.UNDONE, at)
    if link.is_stop_waiting:
        link.stop_settled_at = at
    link.save()
    directory.release_place(actor=actor, at=at, source_id=link.pk)
    has_another = queries.has_another(actor=actor, link=link)
    if not has_another:
        support_requests.return_to_choosing(actor=actor, at=at, support_request=link.support_request)
    after = presenters.after_undoing(link.support_request, has_another=has_another)
    _tell_both(actor, at, link, after)
    return link


@operation(policy.STOP, target="link")
def stop(*, actor: Actor, at: datetime, link: Link) -> Link:
    """Ask the programme to stop an introduction, as one of the two or as their head; it is the programme's next action.

    Raises UnableToStop after a working day, or when the two have spoken.
    """
    link.hold()
    UnableToStop.unless_none(rules.can_be_stopped(queries.undoing(actor=actor, link=link), at))
    link.stop_asked_by = people.person(actor=actor, person_id=actor.person_id)
    link.stop_asked_at = at
    link.stop_settled_at = None
    link.save()
    _tell_handlers(actor, at, link)
    return link


@operation(policy.LET_STAND, target="link")
def let_stand(*, actor: Actor, at: datetime, link: Link) -> Link:  # noqa: ARG001 (the audit entry tells who)
    """Note that the head has been spoken with and the introduction stands. Noting it twice changes nothing."""
    link.hold()
    if link.is_stop_waiting:
        link.stop_settled_at = at
        link.save()
    return link


def _tell_handlers(actor: Actor, at: datetime, link: Link) -> None:
    """Whoever looks after the request now, who need not be who introduced the two."""
    told = queries.introduced(actor=actor, link=link)
    handlers = requests.desk(actor=actor, support_request=link.support_request, at=at)
    if handlers:
        messaging.send(
            actor=actor,
            at=at,
            mail=presenters.stopping(told, who=actor.name, releases=policy.releases(actor, link)),
            to=[recipient(actor=actor, at=at, person=one) for one in handlers],
            kind="links.stopping",
            names={**presenters.values_of(told), "who": actor.name},
            is_urgent=True,
        )


def _tell_both(actor: Actor, at: datetime, link: Link, after: str) -> None:
    """One mail for each side: to the person, and to the head who was told of the introduction."""
    told = queries.introduced(actor=actor, link=link)
    sides = (
        (told.asker, link.asker, link.client_organisation_id),
        (told.helper, link.helper, link.home_organisation_id),
    )
    for side, person, organisation_id in sides:
        head = people.head_of(actor=actor, organisation_id=organisation_id)
        to: list[Person] = [person, *([head] if head and head != person else [])]
        messaging.send(
            actor=actor,
            at=at,
            mail=presenters.undone(told, side=side, reads="we had introduced the two of you", after=after),
            to=[recipient(actor=actor, at=at, person=one) for one in to],
            kind="links.undone",
            names=presenters.values_of(told, side=side),
            about=link,
            is_urgent=True,
        )
