"""Asking both sides what it changed: at the end, and four times afterwards; one mail each, one answer each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from linkage.access import links as action_links
from linkage.access.actor import Actor
from linkage.access.operation import operation, part_of_operation
from linkage.engagements import policy, presenters, queries, rules
from linkage.engagements.models import AimReading, CarryOnCheck, Engagement, ImpactPulse, LevelAnswer
from linkage.engagements.operations.settling import settle
from linkage.kernel.days import day_of
from linkage.kernel.errors import Refused
from linkage.links.enums import Side
from linkage.messaging import operations as messaging
from linkage.messaging.presenters import Recipient
from linkage.people import queries as people
from linkage.people.models import Person
from linkage.programmes import queries as programmes
from linkage.programmes.operations import have_done_in_each


class UnableToAnswerImpact(Refused):
    """A question that has been answered, that nobody asks any more, or an answer with a hole in it."""


@dataclass(frozen=True)
class Said:
    """What a side says: {level: (what, where it can be seen)}, {aim: where it stands}, and of who carries on."""

    levels: Mapping[str, tuple[str, str]]
    readings: Mapping[UUID, str] = field(default_factory=dict)
    holds: str = ""
    holds_note: str = ""


@part_of_operation
def open_pulses(*, actor: Actor, at: datetime, engagement: Engagement) -> None:  # noqa: ARG001 (a part of ending it)
    """Note on which days each side is asked what it changed."""
    ImpactPulse.objects.bulk_create(
        ImpactPulse(
            programme_id=engagement.programme_id,
            engagement=engagement,
            side=side,
            days=due.days,
            due_on=due.due_on,
            lapses_on=due.lapses_on,
        )
        for side in Side
        for due in rules.pulse_days(day_of(at))
    )


@operation(policy.REMIND_DUE)
def have_impact_asked(*, actor: Actor, at: datetime) -> None:
    """Have each programme ask what is due."""
    have_done_in_each(actor=actor, at=at, job="engagements.impact-in-programme")


@operation(policy.REMIND_DUE)
def ask_impact_due(*, actor: Actor, at: datetime) -> int:
    """Ask what is due in the actor's programme, and remind once; return how many were asked or reminded.

    Only on a working school day, and never while the programme is paused. What nobody is asked about any more has been
    looked back on, answered or not.
    """
    if not programmes.is_at_work(actor=actor, on=day_of(at)):
        return 0
    due = queries.impact_due(actor=actor, at=at)
    for pulse in due:
        ask_impact(actor=actor, at=at, pulse=pulse)
    for engagement in queries.years_over(actor=actor, at=at):
        engagement.hold()
        settle(actor=actor, at=at, engagement=engagement)
    return len(due)


@operation(policy.ASK_IMPACT, target="pulse")
def ask_impact(*, actor: Actor, at: datetime, pulse: ImpactPulse) -> ImpactPulse:
    """Ask whoever leads for a side, or its head, by one mail; some days later remind them, once. Else nothing is sent.

    Where somebody else leads by then, the reminder goes to them.
    """
    pulse.hold()
    to = queries.asked_for(actor=actor, pulse=pulse)
    if to is None or pulse.state_on(day_of(at)) != "asked":
        return pulse
    if pulse.asked_at is None:
        pulse.asked_at = at
        is_reminder = False
    elif pulse.reminded_at is None and pulse.asked_at <= at - rules.REMIND_AFTER:
        pulse.reminded_at = at
        is_reminder = True
    else:
        return pulse
    pulse.person = to
    pulse.save()
    _send(actor, at, pulse, to, is_reminder=is_reminder)
    return pulse


@operation(policy.ANSWER_IMPACT, target="pulse")
def answer_impact(*, actor: Actor, at: datetime, pulse: ImpactPulse, said: Said) -> ImpactPulse:
    """Answer for a side, once. A term after the end or later it says what has lasted, and the last step is done.

    Raises UnableToAnswerImpact when it was answered meanwhile or the next question is due, and for a hole in it.
    """
    pulse.hold()
    engagement, today = pulse.engagement, day_of(at)
    if pulse.state_on(today) != "asked":
        raise UnableToAnswerImpact("This has been answered for your school, or the next question has taken its place")
    UnableToAnswerImpact.unless_none(
        rules.the_answer_is_whole(pulse.days, said.levels, engagement.carries_on, said.holds)
    )
    person = people.person(actor=actor, person_id=actor.person_id)
    pulse.answered_at, pulse.answered_by = at, person
    pulse.save()
    _keep(actor, pulse, said)
    if said.holds and rules.asks_who_carries_on(pulse.days, engagement.carries_on):
        CarryOnCheck.objects.create(
            programme_id=pulse.programme_id,
            engagement=engagement,
            pulse=pulse,
            side=pulse.side,
            plan=engagement.carries_on,
            holds=said.holds,
            note=said.holds_note,
            said_by=person,
            said_at=at,
        )
    settle(actor=actor, at=at, engagement=engagement)
    return pulse


def _keep(actor: Actor, pulse: ImpactPulse, said: Said) -> None:
    LevelAnswer.objects.bulk_create(
        LevelAnswer(programme_id=pulse.programme_id, pulse=pulse, level=level, answer=answer, evidence=evidence)
        for level, (answer, evidence) in said.levels.items()
    )
    aims = {each.pk: each for each in queries.aims_of(actor=actor, pulse=pulse)}
    AimReading.objects.bulk_create(
        AimReading(programme_id=pulse.programme_id, pulse=pulse, objective=aims[key], standing=standing)
        for key, standing in said.readings.items()
        if standing and key in aims
    )


def _send(actor: Actor, at: datetime, pulse: ImpactPulse, to: Person, *, is_reminder: bool) -> None:
    token = action_links.make(
        policy.IMPACT_LINK,
        programme_id=pulse.programme_id,
        record_id=pulse.pk,
        person_id=to.pk,
        state="asked",
    )
    path = reverse("engagements:impact-by-link", kwargs={"programme": pulse.engagement.programme.slug, "token": token})
    write = presenters.impact_reminder if is_reminder else presenters.impact_asked
    messaging.send(
        actor=actor,
        at=at,
        mail=write(pulse.engagement, side=pulse.side, days=pulse.days, until=pulse.lapses_on, path=path),
        to=[Recipient(to.name, to.email, to.pk)],
        kind="engagements.impact_reminder" if is_reminder else "engagements.impact_asked",
        names=presenters.impact_values(pulse.engagement, side=pulse.side),
    )
