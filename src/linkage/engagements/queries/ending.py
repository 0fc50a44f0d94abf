"""What stands at the end: who gave which days, how it was for each side, and the letter of thanks."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from linkage.access.actor import Actor
from linkage.engagements import policy, rules
from linkage.engagements.enums import OVER, VisitStatus
from linkage.engagements.models import Engagement, Feedback, ThanksLetter, Visit
from linkage.kernel.errors import NotFound
from linkage.people.models import Person

HAPPENED = (VisitStatus.WRITTEN, VisitStatus.AGREED)


@dataclass(frozen=True)
class DaysGiven:
    """The days that somebody gave to the other school, by visits whose notes both schools agreed."""

    engagement: Engagement
    person: Person
    half_days: int
    days: tuple[date, ...]

    @property
    def first_on(self) -> date:
        """The first of these days."""
        return self.days[0]

    @property
    def last_on(self) -> date:
        """The last of these days."""
        return self.days[-1]


def visits_that_happened(*, actor: Actor, engagement: Engagement) -> int:
    """Return on how many visits somebody has been there: their note was sent."""
    rows = Visit.objects.filter(programme_id=actor.tenant_id, engagement=engagement)
    return rows.filter(status__in=HAPPENED).count()


def days_given(*, actor: Actor, engagement: Engagement) -> list[DaysGiven]:
    """Return who gave which days, by name: from visits whose note is agreed, and from nothing else."""
    rows = Visit.objects.filter(programme_id=actor.tenant_id, engagement=engagement, status=VisitStatus.AGREED)
    by_person: dict[Person, list[Visit]] = {}
    for visit in rows.select_related("visitor").order_by("visitor__name", "visitor_id", "visits_on", "pk"):
        by_person.setdefault(visit.visitor, []).append(visit)
    return [
        DaysGiven(engagement, person, sum(each.half_days for each in found), tuple(each.visits_on for each in found))
        for person, found in by_person.items()
    ]


def certificates(*, actor: Actor, engagement: Engagement) -> list[DaysGiven]:
    """Return the days for which the actor may take a certificate home: their own, or as head those of all."""
    if engagement.state not in OVER:
        return []
    of_engagement = Visit(engagement=engagement)
    found = []
    for each in days_given(actor=actor, engagement=engagement):
        of_engagement.visitor_id = each.person.pk
        if policy.has_certificate(actor, of_engagement):
            found.append(each)
    return found


def certificate(*, actor: Actor, engagement_id: UUID, person_id: UUID) -> DaysGiven:
    """Return the days of somebody's certificate; raises NotFound for who is neither they nor their head, and before
    the end.
    """
    whole = Engagement.objects.whole().filter(programme_id=actor.tenant_id, pk=engagement_id).first()
    mine = certificates(actor=actor, engagement=whole) if whole else []
    found = next((each for each in mine if each.person.pk == person_id), None)
    if found is None or not rules.has_certificate(found.engagement.status, found.half_days):
        raise NotFound("certificate")
    return found


def feedback_read_by(*, actor: Actor, engagement: Engagement) -> list[Feedback]:
    """Return what the actor may read of how it was: their own side's, and what the other side has shown."""
    rows = Feedback.objects.filter(programme_id=actor.tenant_id, engagement=engagement).select_related("written_by")
    found = list(rows.order_by("side", "written_at", "pk"))
    for each in found:
        each.engagement = engagement
    return [each for each in found if policy.reads_feedback(actor, each)]


def own_feedback(*, actor: Actor, engagement: Engagement) -> Feedback | None:
    """Return what the actor wrote of how it was."""
    rows = Feedback.objects.filter(programme_id=actor.tenant_id, engagement=engagement, written_by=actor.person_id)
    found = rows.order_by("-written_at").first()
    if found is not None:
        found.engagement = engagement
    return found


def thanks_letter(*, actor: Actor, engagement: Engagement) -> ThanksLetter | None:
    """Return the letter of thanks that was sent, for one of the two schools."""
    if not policy.is_party(actor, engagement):
        return None
    return ThanksLetter.objects.filter(programme_id=actor.tenant_id, engagement=engagement).first()


def thanks_sent(*, actor: Actor, engagement: Engagement) -> ThanksLetter:
    """Return the letter of thanks of the actor's own engagement; raises NotFound where none was sent."""
    found = thanks_letter(actor=actor, engagement=engagement)
    if found is None:
        raise NotFound("letter of thanks")
    return found


def has_thanked(*, actor: Actor, engagement: Engagement) -> bool:
    """Whether a letter of thanks was sent."""
    return ThanksLetter.objects.filter(programme_id=actor.tenant_id, engagement=engagement).exists()


def people_to_thank(*, actor: Actor, engagement: Engagement) -> list[Person]:
    """Return who gave days, by name; where no visit was kept here, everybody who takes part for the home school."""
    rows = Visit.objects.filter(programme_id=actor.tenant_id, engagement=engagement, status__in=HAPPENED)
    came = {each.visitor_id: each.visitor for each in rows.select_related("visitor").order_by("visitor__name")}
    return list(came.values()) or [each.person for each in engagement.of_side("home")]
