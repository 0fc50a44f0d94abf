"""Visits, as far as the actor may see them, and the days they take; a note that is not sent is its writer's alone."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet, Sum
from django.db.models.functions import Coalesce

from linkage.access.actor import Actor
from linkage.engagements import policy, rules
from linkage.engagements.enums import VisitStatus
from linkage.engagements.models import Engagement, Participant, Visit, VisitQuerySet
from linkage.engagements.queries.agreement_texts import clause_holds
from linkage.engagements.queries.engagements import engagement
from linkage.kernel.days import day_of
from linkage.kernel.errors import NotFound
from linkage.kernel.working_days import SchoolCalendar
from linkage.links.enums import Side
from linkage.programmes import queries as programmes

V = VisitStatus
SECTION = "engagements"


@dataclass(frozen=True)
class Seen:
    """One visit as the actor sees it: without the words of a note that is not theirs to read."""

    visit: Visit
    done: str
    so_far: str
    next_step: str
    due_on: date
    days_left: int
    has_come: bool

    @property
    def is_note_wanted(self) -> bool:
        """Whether its day has come and its note was not sent."""
        return self.visit.state == V.PLANNED and self.has_come


def visits_of(*, actor: Actor, engagement: Engagement, at: datetime) -> list[Seen]:
    """Return the visits of the actor's own engagement that use time, the day furthest ahead first."""
    if not policy.is_party(actor, engagement):
        return []
    rows = Visit.objects.that_count().filter(programme_id=actor.tenant_id, engagement=engagement)
    clock = _Clock(actor, at, engagement)
    return [clock.seen(each) for each in _with(engagement, rows.select_related("visitor").order_by("-visits_on", "pk"))]


def visit(*, actor: Actor, engagement_id: UUID, visit_id: UUID) -> Visit:
    """Return a visit of the actor's own engagement; raises NotFound. Its note is read by `seen`."""
    whole = engagement(actor=actor, engagement_id=engagement_id)
    rows = Visit.objects.whole().filter(programme_id=actor.tenant_id, engagement=whole, pk=visit_id)
    found = rows.first()
    if found is None:
        raise NotFound("visit")
    return found


def seen(*, actor: Actor, visit: Visit, at: datetime) -> Seen:
    """Return a visit as the actor sees it: nothing of a draft that is another's."""
    return _Clock(actor, at, visit.engagement).seen(visit)


def days_among(*, actor: Actor, engagement: Engagement, visits: Iterable[Seen]) -> rules.Days:  # noqa: ARG001
    """Return the same as `days_of`, of visits that were read already."""
    used = [each.visit for each in visits if each.visit.state != V.PLANNED]
    booked = [each.visit for each in visits if each.visit.state == V.PLANNED]
    return rules.Days(
        agreed=engagement.half_days,
        used=sum(each.half_days for each in used),
        booked=sum(each.half_days for each in booked),
    )


def days_of(*, actor: Actor, engagement: Engagement, but: Visit | None = None) -> rules.Days:
    """Return the days of an engagement in halves: agreed, used (their note was sent), booked; the rest is left.

    What was cancelled too late is used. Without the visit `but`, where it is being moved.
    """
    rows = _without(but).that_count().filter(programme_id=actor.tenant_id, engagement=engagement)
    counted = rows.values_list("status").annotate(halves=Coalesce(Sum("half_days"), 0))
    by_status: dict[str, int] = dict(counted.values_list("status", "halves"))
    return rules.Days(
        agreed=engagement.half_days,
        used=sum(by_status.get(each, 0) for each in (V.WRITTEN, V.AGREED, V.CANCELLED)),
        booked=by_status.get(V.PLANNED, 0),
    )


def visitors_of(*, actor: Actor, engagement: Engagement) -> list[Participant]:
    """Return who can visit: everybody who takes part for the home school, whoever leads first."""
    return engagement.of_side(Side.HOME) if policy.is_party(actor, engagement) else []


def is_taken(*, actor: Actor, visitor_id: UUID, on: date, but: Visit | None = None) -> bool:
    """Whether somebody visits on that day already, wherever that is."""
    rows = _without(but).filter(programme_id=actor.tenant_id, visitor_id=visitor_id, visits_on=on)
    return rows.exclude(status=V.CANCELLED).exists()


def promised_days(*, actor: Actor, engagement: Engagement, visitor_id: UUID) -> dict[date, int]:
    """Return {half-term: days} of the visits of one visitor here, as the ledger should have them."""
    rows = Visit.objects.filter(programme_id=actor.tenant_id, engagement=engagement, visitor_id=visitor_id)
    return rules.promised_by_half_term(rows.exclude(status=V.CANCELLED).values_list("visits_on", "half_days"))


def calendar_of(*, actor: Actor, engagement: Engagement) -> SchoolCalendar:
    """Return the working school days of the school that is visited."""
    host = engagement.client_organisation
    return programmes.calendar(actor=actor, authority_code=host.authority_code, organisation_id=host.pk)


def would_count_as_given(*, actor: Actor, visit: Visit, today: date) -> bool:
    """Whether its time counts as given if the actor cancels it today, as the two schools agreed.

    That is so where days were agreed, the clause about it holds, and who is helped cancels with too little notice. The
    visitor's own school never loses time for anybody.
    """
    engagement = visit.engagement
    side = "" if policy.visits(actor, visit) else policy.side_of(actor, engagement)
    if side != Side.CLIENT or not engagement.half_days:
        return False
    calendar = calendar_of(actor=actor, engagement=engagement)
    is_late = rules.the_time_counts_as_given(
        cancelled_by=side, cancelled_on=today, visits_on=visit.visits_on, calendar=calendar
    )
    return is_late and clause_holds(actor=actor, engagement=engagement, code=rules.CANCELLING)


def _without(but: Visit | None) -> VisitQuerySet:
    return Visit.objects.exclude(pk=but.pk) if but else Visit.objects.all()


def _whole(rows: QuerySet[Visit]) -> VisitQuerySet:
    return Visit.objects.whole().filter(pk__in=rows.values("pk")).order_by("visits_on", "pk")


def _with(engagement: Engagement, rows: Iterable[Visit]) -> Iterator[Visit]:
    """The visits with the engagement that was read already."""
    for each in rows:
        each.engagement = engagement
        yield each


class _Clock:
    """By when notes are due, and what of them the actor reads; the calendar is read once."""

    def __init__(self, actor: Actor, at: datetime, engagement: Engagement) -> None:
        self._actor, self._today = actor, day_of(at)
        self._calendar = calendar_of(actor=actor, engagement=engagement)

    def seen(self, visit: Visit) -> Seen:
        """The visit as the actor sees it."""
        due_on = rules.note_due_on(visit.visits_on, self._calendar)
        reads = policy.reads_note(self._actor, visit)
        return Seen(
            visit=visit,
            done=visit.done if reads else "",
            so_far=visit.so_far if reads else "",
            next_step=visit.next_step if reads else "",
            due_on=due_on,
            days_left=self._calendar.between(self._today, due_on),
            has_come=visit.visits_on <= self._today,
        )
