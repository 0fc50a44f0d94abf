"""What it changed: who is asked and when, what both sides said, and what that adds up to for a programme."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from linkage.access.actor import Actor
from linkage.engagements import policy, rules
from linkage.engagements.enums import Again, EngagementStatus
from linkage.engagements.models import (
    AimReading,
    CarryOnCheck,
    Engagement,
    Feedback,
    ImpactPulse,
    LevelAnswer,
    Objective,
)
from linkage.kernel.days import day_of
from linkage.kernel.errors import NotFound
from linkage.links.enums import Side
from linkage.people import queries as people
from linkage.people.models import Person
from linkage.programmes.models import Programme

# Of fewer answers one can guess who gave which.
FEWEST_SHOWN = 5


@dataclass(frozen=True)
class Occasion:
    """One time both sides are asked, with each side's question and what it said; a side without an answer has none."""

    days: int
    due_on: date
    lapses_on: date
    pulses: dict[str, ImpactPulse]
    levels: dict[tuple[str, str], LevelAnswer]
    readings: dict[tuple[UUID, str], AimReading]

    @property
    def answered(self) -> int:
        """How many sides have answered."""
        return sum(each.answered_at is not None for each in self.pulses.values())


@dataclass(frozen=True)
class SaidCounts:
    """How many sides said what, over the whole programme; it never says which."""

    asked: int
    answered: int
    feedbacks: int
    would_again: int

    @property
    def is_shown(self) -> bool:
        """Whether there are enough of either that nobody can tell whose they are."""
        return self.shows_answers or self.shows_feedback

    @property
    def shows_answers(self) -> bool:
        """Whether enough sides were asked what lasted."""
        return self.asked >= FEWEST_SHOWN

    @property
    def shows_feedback(self) -> bool:
        """Whether enough people said how it was."""
        return self.feedbacks >= FEWEST_SHOWN


def occasions(*, actor: Actor, engagement: Engagement) -> list[Occasion]:
    """Return each time both sides are asked, in order, for one of the two schools; none before it has ended."""
    if not policy.is_party(actor, engagement):
        return []
    rows = ImpactPulse.objects.filter(programme_id=actor.tenant_id, engagement=engagement)
    found = list(rows.prefetch_related("levels", "readings").order_by("days", "side"))
    return [_occasion([each for each in found if each.days == days]) for days in sorted({each.days for each in found})]


def _occasion(pulses: Iterable[ImpactPulse]) -> Occasion:
    of = {each.side: each for each in pulses}
    first = next(iter(of.values()))
    return Occasion(
        days=first.days,
        due_on=first.due_on,
        lapses_on=first.lapses_on,
        pulses=of,
        levels={(one.level, side): one for side, each in of.items() for one in each.levels.all()},
        readings={(one.objective_id, side): one for side, each in of.items() for one in each.readings.all()},
    )


def impact_pulse(*, actor: Actor, pulse_id: UUID, engagement_id: UUID | None = None) -> ImpactPulse:
    """Return a question the actor answers for their side, whole; raises NotFound for everybody else, and where it is
    not of this engagement.
    """
    rows = ImpactPulse.objects.whole().filter(programme_id=actor.tenant_id, pk=pulse_id)
    found = (rows.filter(engagement=engagement_id) if engagement_id else rows).first()
    if found is None or not policy.answers_impact(actor, found):
        raise NotFound("pulse")
    return found


def open_impact(*, actor: Actor, engagement: Engagement, at: datetime) -> ImpactPulse | None:
    """Return the question about what it changed that waits for the actor's side, where they lead for it."""
    if engagement.ended_at is None:
        return None
    today, side = day_of(at), policy.side_of(actor, engagement)
    rows = ImpactPulse.objects.filter(programme_id=actor.tenant_id, engagement=engagement, side=side)
    found = rows.filter(answered_at=None, due_on__lte=today, lapses_on__gt=today).first()
    if found is None:
        return None
    found.engagement = engagement
    return found if policy.answers_impact(actor, found) else None


def impact_due(*, actor: Actor, at: datetime) -> list[ImpactPulse]:
    """Return the questions that are to be asked, and those nobody answered since and was not reminded of."""
    today = day_of(at)
    never_asked, long_ago = Q(asked_at=None), Q(reminded_at=None, asked_at__lte=at - rules.REMIND_AFTER)
    rows = ImpactPulse.objects.whole().filter(
        never_asked | long_ago,
        programme_id=actor.tenant_id,
        answered_at=None,
        due_on__lte=today,
        lapses_on__gt=today,
    )
    return list(rows.order_by("due_on", "pk"))


def years_over(*, actor: Actor, at: datetime) -> list[Engagement]:
    """Return what ended so long ago that nobody is asked about it any more, and waits for nothing else."""
    asked = ImpactPulse.objects.filter(engagement=OuterRef("pk"))
    waiting = asked.filter(answered_at=None, lapses_on__gt=day_of(at))
    rows = Engagement.objects.whole().filter(programme_id=actor.tenant_id, status=EngagementStatus.CLOSED)
    return list(rows.filter(Exists(asked), ~Exists(waiting)).order_by("ended_at", "pk"))


def year_is_over(*, actor: Actor, engagement: Engagement, at: datetime) -> bool:
    """Whether it has ended so long ago that nobody is asked what it changed any more."""
    rows = ImpactPulse.objects.filter(programme_id=actor.tenant_id, engagement=engagement)
    return rows.exists() and not rows.filter(answered_at=None, lapses_on__gt=day_of(at)).exists()


def has_said_what_lasted(*, actor: Actor, engagement: Engagement) -> bool:
    """Whether a side has said a term after the end, or later, what has lasted."""
    if engagement.ended_at is None:
        return False
    rows = ImpactPulse.objects.filter(programme_id=actor.tenant_id, engagement=engagement, days__gte=rules.A_TERM)
    return rows.filter(answered_at__isnull=False).exists()


def asked_for(*, actor: Actor, pulse: ImpactPulse) -> Person | None:
    """Return who is asked for a side: whoever leads for it, else its head."""
    engagement = pulse.engagement
    lead = next((each.person for each in engagement.of_side(pulse.side) if each.is_lead), None)
    is_client = pulse.side == Side.CLIENT
    school_id = engagement.client_organisation_id if is_client else engagement.home_organisation_id
    return lead or people.head_of(actor=actor, organisation_id=school_id)


def last_readings(*, actor: Actor, pulse: ImpactPulse) -> dict[UUID, AimReading]:
    """Return the reading of each aim that the same side gave last."""
    rows = AimReading.objects.filter(programme_id=actor.tenant_id, pulse__engagement=pulse.engagement_id)
    mine = rows.filter(pulse__side=pulse.side, pulse__days__lt=pulse.days).select_related("pulse")
    return {each.objective_id: each for each in mine.order_by("pulse__days")}


def aims_of(*, actor: Actor, pulse: ImpactPulse) -> list[Objective]:
    """Return the aims of what a side is asked about; who answers by a link from a mail has found the question."""
    rows = Objective.objects.filter(programme_id=actor.tenant_id, engagement=pulse.engagement_id, dropped_at=None)
    return list(rows.order_by("place"))


def carry_on_checks(*, actor: Actor, engagement: Engagement) -> list[CarryOnCheck]:
    """Return what both sides said of the plan for afterwards, the newest first, for one of the two schools."""
    if not policy.is_party(actor, engagement):
        return []
    rows = CarryOnCheck.objects.filter(programme_id=actor.tenant_id, engagement=engagement)
    return list(rows.select_related("review", "pulse", "said_by").order_by("-said_at", "side"))


def said_counts(*, actor: Actor) -> SaidCounts | None:
    """Return what schools said as counts for whoever runs the programme; None for everybody else."""
    if not policy.counts_words(actor):
        return None
    asked = ImpactPulse.objects.filter(programme=OuterRef("pk"), days=rules.A_TERM, asked_at__isnull=False)
    said = Feedback.objects.filter(programme=OuterRef("pk"))
    counts = Programme.objects.filter(pk=actor.tenant_id).values(
        asked=_count(asked),
        answered=_count(asked.filter(answered_at__isnull=False)),
        feedbacks=_count(said),
        would_again=_count(said.filter(again=Again.YES)),
    )
    return SaidCounts(**counts.get())


def _count(rows: QuerySet[Any]) -> Coalesce:
    counted = rows.order_by().values("programme").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)
