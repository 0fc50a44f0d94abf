"""The jobs of the outbox and of the mailbox."""

import time
import uuid

from django.conf import settings
from django.db import OperationalError, close_old_connections, connection
from django.utils import timezone

from linkage.access.actor import Actor
from linkage.database import jobs, tenancy
from linkage.messaging import gateway, operations, queries
from linkage.messaging.gateway import Outcome

SWEEP_SECONDS = max(1, round(15 * settings.MAIL_PACE))
COLLECT_SECONDS = 30
FORGET = "messaging.forget-inbound"
# A database that restarts is back within seconds; what the relay answered is worth waiting for it.
SETTLE_TRIES, SETTLE_PAUSE_SECONDS = 8, 0.5


@jobs.task(name="messaging.deliver", queue="mail", own_transactions=True)
def deliver(*, programme_id: uuid.UUID | None, message_id: uuid.UUID) -> None:
    """Hand one mail to the relay: safe to repeat, as only a waiting mail is ever begun."""
    actor = Actor.system("outbox", programme_id)

    def begin() -> bool:
        with tenancy.acting_in(programme_id):
            return operations.begin(actor=actor, at=timezone.now(), message_id=message_id) is not None

    with tenancy.acting_in(programme_id):
        message = queries.due(actor=actor, at=timezone.now(), message_id=message_id)
    if message is not None and (outcome := gateway.hand_over(message, at=timezone.now(), begin=begin)):
        _settle(actor, message_id, outcome)


def _settle(actor: Actor, message_id: uuid.UUID, outcome: Outcome) -> None:
    for left in reversed(range(SETTLE_TRIES)):
        try:
            with tenancy.acting_in(actor.programme_id):
                operations.settle(
                    actor=actor,
                    at=timezone.now(),
                    message_id=message_id,
                    answer=outcome.answer,
                    problem=outcome.problem,
                )
        except OperationalError:
            if not left or connection.in_atomic_block:
                raise
            close_old_connections()
            time.sleep(SETTLE_PAUSE_SECONDS)
        else:
            return


@jobs.periodic(name="messaging.sweep", cron=f"* * * * * */{SWEEP_SECONDS}", queue="mail")
def sweep() -> None:
    """Find the mails whose worker died, whose answer was lost or whose job is gone, and bring each one on."""
    at = timezone.now()
    with tenancy.across_programmes("outbox.sweep"):
        cases = queries.open_cases(actor=Actor.system("outbox"), at=at)
    known = gateway.accepted(case.header for case in cases.unanswered)
    for case in cases.unanswered:
        actor = Actor.system("outbox", case.programme_id)
        is_accepted = None if known is None else case.header in known
        with tenancy.acting_in(case.programme_id):
            operations.reconcile(actor=actor, at=at, message_id=case.message_id, is_accepted=is_accepted)
    for case in cases.jobless:
        actor = Actor.system("outbox", case.programme_id)
        with tenancy.acting_in(case.programme_id):
            operations.recover(actor=actor, at=at, message_id=case.message_id)


@jobs.periodic(name="messaging.collect", cron=f"* * * * * */{COLLECT_SECONDS}")
def collect() -> None:
    """Ask the mailbox for what came in, and keep each mail before it is put away there."""

    def take(raw: bytes) -> bool:
        with tenancy.acting_in(None):
            return operations.take_in(actor=Actor.system("mailbox"), at=timezone.now(), raw=raw)

    gateway.collect(take)


@jobs.periodic(name=FORGET, cron="20 3 * * *")
def forget_inbound() -> None:
    """Each night, have each programme forget what came in long ago."""
    operations.have_inbound_forgotten(actor=Actor.system(FORGET), at=timezone.now())


@jobs.task(name="messaging.forget-inbound-in-programme")
def forget_inbound_in_programme(*, programme_id: uuid.UUID) -> None:
    """Forget it in one programme; repeated, it finds nothing more to do."""
    operations.forget_inbound(actor=Actor.system(FORGET, programme_id), at=timezone.now())
