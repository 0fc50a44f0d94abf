"""Jobs of the directory."""

import uuid

from django.utils import timezone

from linkage.access.actor import Actor
from linkage.database.jobs import periodic, task
from linkage.directory import operations


@periodic(name="directory.tick", cron="10 8-16 * * 1-5")
def tick() -> None:
    """Once an hour of the school day, have each programme do what is due in its directory."""
    operations.have_ticked(actor=Actor.system("directory.tick"), at=timezone.now())


@task(name="directory.tick-in-programme")
def tick_in_programme(*, programme_id: uuid.UUID) -> None:
    """Remind who has not answered and end breaks that are over; repeated, it finds nothing more to do."""
    operations.tick(actor=Actor.system("directory.tick", programme_id), at=timezone.now())


@task(name="directory.learn-words")
def learn_words(*, programme_id: uuid.UUID) -> None:
    """Learn the words by which misspelt ones are put right; repeated, it learns the same."""
    operations.learn_words(actor=Actor.system("directory.learn-words", programme_id), at=timezone.now())
