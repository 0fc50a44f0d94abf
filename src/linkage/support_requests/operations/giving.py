"""Giving several requests to one person at once."""

from collections.abc import Sequence
from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.kernel.errors import Refused
from linkage.kernel.violations import Violation
from linkage.messaging import operations as messaging
from linkage.messaging.presenters import Recipient
from linkage.people.models import Person
from linkage.programmes import queries as programmes
from linkage.support_requests import policy, queries, rules
from linkage.support_requests.enums import ENDED
from linkage.support_requests.models import SupportRequest
from linkage.support_requests.operations.progress import UnableToReassign, reassign
from linkage.support_requests.presenters import desk_mails


class UnableToGive(Refused):
    """Nothing ticked, or a person who could not look after one of them."""


@operation(policy.GIVE)
def give(*, actor: Actor, at: datetime, support_requests: Sequence[SupportRequest], owner: Person) -> None:
    """Give requests to one person: each has its own entry, and the person gets one mail about all of them.

    All or none: raises UnableToGive with what speaks against any of them.
    """
    UnableToGive.unless_none(rules.few_are_given(len(support_requests)))
    problems: list[Violation] = []
    # Always in the same order, so that two people who give at once wait for each other and not in a ring.
    for each in sorted(support_requests, key=lambda one: one.pk):
        each.hold()
        if each.state in ENDED:
            problems.append(Violation("give", f"{each.reference} is {each.state.label.lower()}: take it off"))
            continue
        try:
            reassign(actor=actor, at=at, support_request=each, owner=owner)
        except UnableToReassign:
            sentence = f"{owner.name} does not work with the school of {each.reference}: take it off"
            problems.append(Violation("give", sentence, "owner"))
    UnableToGive.unless_none(problems)
    if not actor.is_person(owner.pk):
        _tell(actor, at, support_requests, owner)


def _tell(actor: Actor, at: datetime, given: Sequence[SupportRequest], owner: Person) -> None:
    clocks = queries.Clocks(actor, at)
    shown = tuple(desk_mails.line(each, clocks.of(each)) for each in given)
    mail = desk_mails.given(shown, programmes.programme(actor=actor).slug, by=actor.name)
    messaging.send(
        actor=actor,
        at=at,
        mail=mail,
        to=[Recipient(owner.name, owner.email, owner.pk)],
        kind="support_requests.given",
        names={"by": actor.name, "things": desk_mails.things(len(given))},
    )
