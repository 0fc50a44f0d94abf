"""The jobs of requests and of referrals."""

import uuid

from django.utils import timezone

from linkage.access.actor import Actor
from linkage.database.jobs import periodic, task
from linkage.support_requests import operations

CHASE, FORGET = "support_requests.referrals", "support_requests.forget-referrals"


@periodic(name=CHASE, cron="40 8-15 * * 1-5")
def referrals() -> None:
    """Once an hour of the school day, have each programme remind schools, and tell whoever referred them."""
    operations.have_referrals_chased(actor=Actor.system(CHASE), at=timezone.now())


@task(name="support_requests.referrals-in-programme")
def referrals_in_programme(*, programme_id: uuid.UUID) -> None:
    """Look after the referrals of one programme; repeated, it finds nothing more to do."""
    operations.chase_referrals(actor=Actor.system(CHASE, programme_id), at=timezone.now())


@periodic(name=FORGET, cron="55 3 * * *")
def forget_referrals() -> None:
    """Each night, have each programme forget referrals that are over."""
    operations.have_referrals_forgotten(actor=Actor.system(FORGET), at=timezone.now())


@task(name="support_requests.forget-referrals-in-programme")
def forget_referrals_in_programme(*, programme_id: uuid.UUID) -> None:
    """Forget them in one programme; repeated, it finds nothing more to do."""
    operations.forget_referrals(actor=Actor.system(FORGET, programme_id), at=timezone.now())


@periodic(name="support_requests.tick", cron="25 8-15 * * 1-5")
def tick() -> None:
    """Once an hour of the school day, have each programme remind schools and tell of what is long late."""
    operations.have_ticked(actor=Actor.system("support_requests.tick"), at=timezone.now())


@task(name="support_requests.tick-in-programme")
def tick_in_programme(*, programme_id: uuid.UUID) -> None:
    """Remind and tell in one programme; repeated, it finds nothing more to do."""
    operations.tick(actor=Actor.system("support_requests.tick", programme_id), at=timezone.now())
