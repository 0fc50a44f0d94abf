"""The jobs of engagements."""

import uuid

from django.conf import settings
from django.utils import timezone

from linkage.access.actor import Actor
from linkage.database.jobs import periodic, task
from linkage.engagements import operations


@periodic(name="engagements.agreements", cron="25 8-15 * * 1-5")
def agreements() -> None:
    """Once an hour of the school day, have each programme remind who has still to sign."""
    operations.have_unsigned_reminded(actor=Actor.system("agreements"), at=timezone.now())


@task(name="engagements.agreements-in-programme")
def agreements_in_programme(*, programme_id: uuid.UUID) -> None:
    """Remind who has still to sign in one programme; repeated on a day, it finds nothing more to do."""
    operations.remind_unsigned(actor=Actor.system("agreements", programme_id), at=timezone.now())


@periodic(name="engagements.concerns", cron="40 8-15 * * 1-5")
def concerns() -> None:
    """Once an hour of the school day, have each programme look what nobody has seen."""
    operations.have_concerns_chased(actor=Actor.system("concerns"), at=timezone.now())


@task(name="engagements.concerns-in-programme")
def concerns_in_programme(*, programme_id: uuid.UUID) -> None:
    """Tell the coordinators what nobody has seen in time; repeated on a day, it finds nothing more to do."""
    operations.chase_concerns(actor=Actor.system("concerns", programme_id), at=timezone.now())


@periodic(name="engagements.schools", cron="35 6 * * 1-5")
def schools() -> None:
    """Each weekday before school, have each programme look which of its engagements go on with a closed school."""
    operations.have_closed_found(actor=Actor.system("schools"), at=timezone.now())


@task(name="engagements.schools-in-programme")
def schools_in_programme(*, programme_id: uuid.UUID) -> None:
    """Find closed schools in one programme; repeated, it finds nothing new."""
    operations.find_closed(actor=Actor.system("schools", programme_id), at=timezone.now())


@periodic(name="engagements.impact", cron="35 8-15 * * 1-5")
def impact() -> None:
    """Once an hour of the school day, have each programme ask both sides what it changed, where that is due."""
    operations.have_impact_asked(actor=Actor.system("impact"), at=timezone.now())


@task(name="engagements.impact-in-programme")
def impact_in_programme(*, programme_id: uuid.UUID) -> None:
    """Ask what is due in one programme; repeated, it finds nothing more to do."""
    operations.ask_impact_due(actor=Actor.system("impact", programme_id), at=timezone.now())


@periodic(name="engagements.readiness", cron="45 8-15 * * 1-5")
def readiness() -> None:
    """Once an hour of the school day, have each programme ask both sides again, where they are half-way."""
    operations.have_half_way_asked(actor=Actor.system("readiness"), at=timezone.now())


@task(name="engagements.readiness-in-programme")
def readiness_in_programme(*, programme_id: uuid.UUID) -> None:
    """Ask again half-way in one programme; repeated, it finds nothing more to do."""
    operations.ask_half_way_due(actor=Actor.system("readiness", programme_id), at=timezone.now())


@periodic(name="engagements.papers", cron="3-59/5 * * * *")
def papers() -> None:
    """Every five minutes, after the scanner was asked, have whoever added a harmful file told; without one nothing."""
    if settings.CLAMD:
        operations.have_refused_told(actor=Actor.system("papers"), at=timezone.now())


@task(name="engagements.papers-in-programme")
def papers_in_programme(*, programme_id: uuid.UUID) -> None:
    """Tell who added a harmful file in one programme; repeated, it finds nothing more to do."""
    operations.tell_refused(actor=Actor.system("papers", programme_id), at=timezone.now())
