"""The one-click questions: which are due, whose they are, and what the answers add up to."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from linkage.access.actor import Actor
from linkage.kernel.errors import NotFound
from linkage.links import policy
from linkage.links.enums import ASKED_AFTER, PulseAnswer
from linkage.links.models import Link, Pulse

# Of fewer answers one can guess who gave which.
FEWEST_SHOWN = 5


@dataclass(frozen=True)
class PulseCounts:
    """What all answers of a programme add up to; it never says whose they are."""

    asked: int
    answered: int
    have_met: int
    have_been_helped: int
    took_home: int

    @property
    def is_shown(self) -> bool:
        """Whether there are enough answers that nobody can tell whose they are."""
        return self.answered >= FEWEST_SHOWN


def due_pulses(*, actor: Actor, on: date) -> list[Pulse]:
    """Return the questions that should be asked by that day and have not been, the oldest first."""
    found = Pulse.objects.filter(
        programme_id=actor.tenant_id, due_on__lte=on, asked_at=None, link__status__in=ASKED_AFTER
    )
    return list(found.select_related("link", "person").order_by("due_on", "pk"))


def pulse(*, actor: Actor, pulse_id: UUID) -> Pulse:
    """Return a question that was put to the actor, with its link; raises NotFound."""
    found = (
        Pulse.objects.filter(programme_id=actor.tenant_id, pk=pulse_id)
        .exclude(asked_at=None)
        .select_related("link__asker", "link__helper")
        .first()
    )
    if found is None or not policy.answers(actor, found):
        raise NotFound("pulse")
    return found


def open_pulse(*, actor: Actor, link: Link) -> Pulse | None:
    """Return the question about this link that waits for the actor's answer, or None."""
    if actor.person_id is None or link.state not in ASKED_AFTER:
        return None
    waiting = link.pulses.filter(programme_id=actor.tenant_id, person_id=actor.person_id, answered_at=None)
    return waiting.exclude(asked_at=None).order_by("-week").first()


def pulse_counts(*, actor: Actor) -> PulseCounts:
    """Return what the answers of the whole programme add up to."""
    yes = PulseAnswer.YES
    counted = Pulse.objects.filter(programme_id=actor.tenant_id).aggregate(
        asked=Count("pk", filter=Q(asked_at__isnull=False)),
        answered=Count("pk", filter=Q(answered_at__isnull=False)),
        have_met=Count("pk", filter=Q(has_met=yes)),
        have_been_helped=Count("pk", filter=Q(has_helped=yes)),
        took_home=Count("pk", filter=Q(has_taken_home=yes)),
    )
    return PulseCounts(**counted)
