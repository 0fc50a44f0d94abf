"""The nightly job that forgets people who never answered, the morning's lists, and designations that end."""

import uuid
from contextlib import suppress

from django.utils import timezone

from linkage.access.actor import Actor
from linkage.database.jobs import periodic, task
from linkage.kernel.errors import NotFound
from linkage.people import operations, queries


@periodic(name="people.forget-unanswered", cron="20 3 * * *")
def forget_unanswered() -> None:
    """Have each programme forget whose name was typed and who never answered."""
    operations.have_forgotten(actor=Actor.system("forget-unanswered"), at=timezone.now())


@task(name="people.forget-in-programme")
def forget_in_programme(*, programme_id: uuid.UUID) -> None:
    """Forget them in one programme; repeated, it finds nothing more to do."""
    operations.forget_unanswered(actor=Actor.system("forget-unanswered", programme_id), at=timezone.now())


@periodic(name="people.digests", cron="5 6-16 * * 1-5")
def digests() -> None:
    """Once an hour of the day, have each programme send the lists that are due."""
    operations.have_sent_digests(actor=Actor.system("digests"), at=timezone.now())


@task(name="people.digests-in-programme")
def digests_in_programme(*, programme_id: uuid.UUID) -> None:
    """Give each person whose list is due a job; repeated, it passes over those whose list was looked at."""
    operations.begin_digests(actor=Actor.system("digests", programme_id), at=timezone.now())


@task(name="people.digest-of-person")
def digest_of_person(*, programme_id: uuid.UUID, person_id: uuid.UUID) -> None:
    """Send one person's list; repeated, it sends nothing more, and nothing to who was erased meanwhile."""
    actor = Actor.system("digests", programme_id)
    with suppress(NotFound):
        person = queries.person(actor=actor, person_id=person_id)
        operations.send_digest(actor=actor, at=timezone.now(), person=person)


@periodic(name="people.designations", cron="35 6 * * *")
def designations() -> None:
    """Each morning, have each programme do what is due of its designations."""
    operations.have_ticked_designations(actor=Actor.system("designations"), at=timezone.now())


@task(name="people.designations-in-programme")
def designations_in_programme(*, programme_id: uuid.UUID) -> None:
    """Ask about designations that end and let others run out; repeated, it finds nothing more to do."""
    operations.tick_designations(actor=Actor.system("designations", programme_id), at=timezone.now())
