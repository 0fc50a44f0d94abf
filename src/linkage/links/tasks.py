"""The jobs of links."""

from datetime import datetime

from django.utils import timezone

from linkage.access.actor import Actor
from linkage.database import jobs, tenancy
from linkage.kernel.days import day_of
from linkage.links import operations, queries
from linkage.programmes import queries as programmes


@jobs.periodic(name="links.pulses", cron="10 8-15 * * 1-5", queue="default")
def pulses() -> None:
    """Ask the questions that are due, in each programme on its own working school days; a paused one waits."""
    at = timezone.now()
    for programme in programmes.all_programmes(actor=Actor.system("pulses")):
        actor = Actor.system("pulses", programme.pk)
        with tenancy.acting_in(programme.pk):
            if not _asks_today(actor, at):
                continue
            for pulse in queries.due_pulses(actor=actor, on=day_of(at)):
                operations.ask(actor=actor, at=at, pulse=pulse)


def _asks_today(actor: Actor, at: datetime) -> bool:
    is_paused = programmes.settings(actor=actor).paused_at is not None
    return not is_paused and programmes.calendar(actor=actor).is_open(day_of(at))
