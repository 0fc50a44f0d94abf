"""The outbox."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from linkage.database.constraints import tenant_constraints
from linkage.database.models import MarkedByProgramme
from linkage.messaging import enums


class Message(MarkedByProgramme):
    """One mail, written in the transaction of what it tells of. No programme: a mail of the installation (sign-in).

    `recipients` is [{"name", "email", "person_id"}]; all of them get the one mail. `message_id` is the fixed
    Message-ID by which the relay's own log settles what became of it. `attachments` is [{"name", "content_type", "base64"}].
    """

    status = models.CharField(
        max_length=10, choices=enums.MessageStatus, default=enums.MessageStatus.QUEUED, db_index=True
    )
    template = models.CharField(max_length=80)
    recipients = models.JSONField()
    person_ids = ArrayField(models.UUIDField(), default=list, blank=True)
    from_name = models.CharField(max_length=80)
    reply_to = models.EmailField(blank=True)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField()
    attachments = models.JSONField(default=list)
    message_id = models.CharField(max_length=120, unique=True)
    # The record this mail tells of, for its page: plain, as records stand above messaging.
    about_type = models.CharField(max_length=100, blank=True)
    about_id = models.UUIDField(null=True, blank=True)
    is_urgent = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    attempted_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    settled_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = tenant_constraints("messaging_message", rule="own_or_unset")
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=models.Q(status__in=["queued", "sending", "uncertain"]),
                name="messaging_message_open",
            ),
            models.Index(fields=["programme_id", "about_id"], name="messaging_message_about"),
        ]
