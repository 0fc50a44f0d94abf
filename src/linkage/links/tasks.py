"""The jobs of links."""

import uuid

from django.utils import timezone

from linkage.access.actor import Actor
from linkage.database.jobs import periodic, task
from linkage.links import operations


@periodic(name="links.pulses", cron="10 8-15 * * 1-5")
def pulses() -> None:
    """Once an hour of the school day, have each programme ask the questions that are due."""
    operations.have_asked(actor=Actor.system("pulses"), at=timezone.now())


@task(name="links.pulses-in-programme")
def pulses_in_programme(*, programme_id: uuid.UUID) -> None:
    """Ask the questions that are due in one programme; repeated, it finds nothing more to do."""
    operations.ask_due(actor=Actor.system("pulses", programme_id), at=timezone.now())


@periodic(name="links.signposts", cron="20 8-15 * * 1-5")
def signposts() -> None:
    """Once an hour of the school day, have each programme ask whether what schools were pointed to helped."""
    operations.have_asked_helped(actor=Actor.system("signposts"), at=timezone.now())


@task(name="links.signposts-in-programme")
def signposts_in_programme(*, programme_id: uuid.UUID) -> None:
    """Ask whether it helped in one programme; repeated, it finds nothing more to do."""
    operations.ask_helped_due(actor=Actor.system("signposts", programme_id), at=timezone.now())


@periodic(name="links.approvals", cron="20 8-15 * * 1-5")
def approvals() -> None:
    """Once an hour of the school day, have each programme remind who approves money."""
    operations.have_reminded(actor=Actor.system("approvals"), at=timezone.now())


@task(name="links.approvals-in-programme")
def approvals_in_programme(*, programme_id: uuid.UUID) -> None:
    """Remind who approves money in one programme; repeated on a day, it finds nothing more to do."""
    operations.remind_due(actor=Actor.system("approvals", programme_id), at=timezone.now())
