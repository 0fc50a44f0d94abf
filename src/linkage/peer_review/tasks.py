"""Jobs of rounds of visits."""

import uuid

from django.utils import timezone

from linkage.access.actor import Actor
from linkage.database.jobs import periodic, task
from linkage.peer_review import operations
from linkage.peer_review.models import Round


@task(name="peer_review.solve")
def solve(*, programme_id: uuid.UUID, round_id: uuid.UUID) -> None:
    """Plan a round; repeated, it finds nothing more to do."""
    found = Round.objects.whole().filter(programme_id=programme_id, pk=round_id).first()
    if found is not None:
        actor = Actor.system("peer_review.solve", programme_id)
        operations.solve(actor=actor, at=timezone.now(), review_round=found)


@periodic(name="peer_review.tick", cron="35 8-16 * * 1-5")
def tick() -> None:
    """Once an hour of the school day, have each programme look what is due."""
    operations.have_ticked(actor=Actor.system("peer_review.tick"), at=timezone.now())


@task(name="peer_review.tick-in-programme")
def tick_in_programme(*, programme_id: uuid.UUID) -> None:
    """Remind, note what has been, end what is over; repeated, it finds nothing more to do."""
    operations.tick(actor=Actor.system("peer_review.tick", programme_id), at=timezone.now())
