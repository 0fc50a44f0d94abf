"""The worker and the post office: jobs run when a story says so and by its clock; mails are read where they lie.

The worker itself, its processes and its crashes are tested in tests/trust/test_outbox.py.
"""

import json

from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app

from linkage.brokering import tasks as brokering
from linkage.database.tenancy import across_programmes
from linkage.directory import tasks as directory
from linkage.engagements import tasks as engagements
from linkage.links import tasks as links
from linkage.messaging.models import Message
from linkage.people import tasks as people
from linkage.support_requests import tasks as support_requests

NEXT_JOB = """
    SELECT id, task_name, args::text FROM procrastinate_jobs
    WHERE status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= %s)
    ORDER BY priority DESC, id LIMIT 1"""


def deliver_everything() -> None:
    """Run every job that is due, and those that come of it."""
    while job := _next_job():
        number, name, arguments = job
        app.tasks[name].func(**json.loads(arguments))
        with connection.cursor() as cursor:
            cursor.execute("UPDATE procrastinate_jobs SET status = 'succeeded' WHERE id = %s", [number])


def the_hour_strikes() -> None:
    """Do what is done by the clock, then everything that comes of it."""
    directory.tick()
    links.pulses()
    brokering.tick()
    links.signposts()
    support_requests.referrals()
    people.digests()
    each = (
        engagements.agreements,
        engagements.impact,
        engagements.concerns,
        engagements.schools,
        engagements.readiness,
    )
    for tick in each:
        tick()
    deliver_everything()


def mails_to(email: str) -> list[Message]:
    """Return the mails to this address in any programme, the oldest first."""
    with across_programmes("outbox.sweep"):
        return [
            message
            for message in Message.objects.order_by("created_at")
            if any(one["email"] == email for one in message.recipients)
        ]


def _next_job() -> tuple | None:
    with connection.cursor() as cursor:
        cursor.execute(NEXT_JOB, [timezone.now()])
        return cursor.fetchone()
