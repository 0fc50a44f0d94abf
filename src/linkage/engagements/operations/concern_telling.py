"""The mails about what was said in confidence, without a word of it and without the record they tell of."""

from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import part_of_operation
from linkage.engagements import queries
from linkage.engagements.models import Concern
from linkage.engagements.presenters import concern_mails
from linkage.messaging import operations as messaging
from linkage.messaging.presenters import TO_US, Answers, Mail, Recipient
from linkage.people.models import Person


@part_of_operation
def tell_handler(*, actor: Actor, at: datetime, concern: Concern) -> None:
    """Tell who handles it that there is something; without anybody, the coordinators of neither school."""
    if concern.handler is None:
        tell_takers(actor=actor, at=at, concern=concern)
    else:
        _send(actor, at, concern_mails.for_you(concern.path), concern.handler, "for_you", concern.raised_by.email)


@part_of_operation
def tell_raiser(*, actor: Actor, at: datetime, concern: Concern) -> None:
    """Tell who raised it that there is something."""
    answers = concern.handler.email if concern.handler else ""
    _send(actor, at, concern_mails.for_you(concern.path), concern.raised_by, "for_you", answers)


@part_of_operation
def tell_takers(*, actor: Actor, at: datetime, concern: Concern) -> None:
    """Tell the coordinators of neither school that something waits for one of them, once each time it waits anew."""
    concern.late_told_at = at
    concern.save()
    mail = concern_mails.waits(concern_mails.take_path(concern))
    for person in queries.takers_of(actor=actor, concern=concern):
        _send(actor, at, mail, person, "to_take_up", "")


def _send(actor: Actor, at: datetime, mail: Mail, to: Person, kind: str, answers_to: str) -> None:
    """Send it; an answer to it goes straight to the other of the two, past us."""
    if not actor.is_person(to.pk):
        messaging.send(
            actor=actor,
            at=at,
            mail=mail,
            to=[Recipient(to.name, to.email, to.pk)],
            kind=f"engagements.{kind}",
            answers=Answers(to=answers_to) if answers_to else TO_US,
        )
