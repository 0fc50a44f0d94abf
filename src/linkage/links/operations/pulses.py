"""The one-click questions after two and six weeks."""

from datetime import datetime

from django.urls import reverse

from linkage.access import links as action_links
from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.directory import operations as directory
from linkage.kernel.days import day_of
from linkage.kernel.errors import Refused
from linkage.links import policy, presenters, queries, rules
from linkage.links.enums import LinkStatus, PulseAnswer
from linkage.links.models import Link, Pulse
from linkage.links.operations.introducing import recipient
from linkage.messaging import operations as messaging
from linkage.programmes import queries as programmes
from linkage.programmes.operations import have_done_in_each

# What an answer makes of a link that was only introduced; "not yet" leaves it as it is.
FOLLOWS = {PulseAnswer.YES: LinkStatus.IN_TOUCH, PulseAnswer.NO: LinkStatus.DID_NOT_HAPPEN}


class UnableToAnswer(Refused):
    """Questions that have been answered, or that nobody asks any more."""


@operation(policy.ASK_DUE)
def have_asked(*, actor: Actor, at: datetime) -> None:
    """Have each programme ask what is due."""
    have_done_in_each(actor=actor, at=at, job="links.pulses-in-programme")


@operation(policy.ASK_DUE)
def ask_due(*, actor: Actor, at: datetime) -> int:
    """Ask the questions that are due in the actor's programme; return how many.

    Only on a working school day of the programme's, and never while it is paused: they wait.
    """
    today = day_of(at)
    if not programmes.is_at_work(actor=actor, on=today):
        return 0
    due = queries.due_pulses(actor=actor, on=today)
    for pulse in due:
        ask(actor=actor, at=at, pulse=pulse)
    return len(due)


@operation(policy.ASK, target="pulse")
def ask(*, actor: Actor, at: datetime, pulse: Pulse) -> Pulse:
    """Ask one side by one mail whether they met and whether it helped. Asking twice sends nothing the second time."""
    pulse.hold()
    if pulse.asked_at is not None or pulse.state != "asked":
        return pulse
    pulse.asked_at = at
    pulse.save()
    link = Link.objects.whole().get(programme_id=pulse.programme_id, pk=pulse.link_id)
    told = queries.introduced(actor=actor, link=link)
    side = told.asker if pulse.person_id == link.asker_id else told.helper
    messaging.send(
        actor=actor,
        at=at,
        mail=presenters.pulse(told, side=side, week=pulse.week, path=_path(pulse, link)),
        to=[recipient(actor=actor, at=at, person=pulse.person)],
        kind="links.pulse",
        names=presenters.values_of(told, side=side),
    )
    return pulse


@operation(policy.ANSWER, target="pulse")
def answer(
    *,
    actor: Actor,
    at: datetime,
    pulse: Pulse,
    has_met: str,
    has_helped: str = "",
    has_taken_home: str = "",
) -> Pulse:
    """Answer the questions, once; who has met brings the link in touch, and who never will ends it.

    Raises UnableToAnswer when they were answered meanwhile, the link came to nothing, or an answer is missing.
    """
    pulse.hold()
    if pulse.state != "asked":
        raise UnableToAnswer("These questions have been answered, or there is nothing left to ask")
    UnableToAnswer.unless_none(rules.answers_are_whole(has_met, has_helped, has_taken_home))
    is_met = has_met == PulseAnswer.YES
    pulse.has_met = has_met
    pulse.has_helped = has_helped if is_met else ""
    pulse.has_taken_home = has_taken_home if is_met else ""
    pulse.answered_at = at
    pulse.save()
    _follow(actor, pulse, at)
    return pulse


def _follow(actor: Actor, pulse: Pulse, at: datetime) -> None:
    link = Link.objects.select_for_update().get(programme_id=pulse.programme_id, pk=pulse.link_id)
    if link.state != LinkStatus.INTRODUCED or pulse.has_met not in FOLLOWS:
        return
    link.move_to(FOLLOWS[PulseAnswer(pulse.has_met)], at)
    link.save()
    if pulse.has_met == PulseAnswer.NO:
        directory.release_place(actor=actor, at=at, source_id=link.pk)


def _path(pulse: Pulse, link: Link) -> str:
    token = action_links.make(
        policy.PULSE_LINK,
        programme_id=pulse.programme_id,
        record_id=pulse.pk,
        person_id=pulse.person_id,
        state=pulse.state,
    )
    return reverse("links:pulse-by-link", kwargs={"programme": link.programme.slug, "token": token})
