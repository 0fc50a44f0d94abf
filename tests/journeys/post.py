"""The worker and the post office, in this process: jobs run when a journey says so, mails are read where they lie."""

from django.db import connection
from procrastinate.contrib.django import app

from linkage.database.tenancy import across_programmes
from linkage.messaging.models import Message


def deliver_everything() -> None:
    """Run every job that waits, as the worker would."""
    app.run_worker(wait=False, install_signal_handlers=False, listen_notify=False, delete_jobs="never")
    connection.close()


def mails_to(email: str) -> list[Message]:
    """Return the mails to this address in any programme, the oldest first."""
    with across_programmes("outbox.sweep"):
        return [
            message
            for message in Message.objects.order_by("created_at")
            if any(one["email"] == email for one in message.recipients)
        ]
