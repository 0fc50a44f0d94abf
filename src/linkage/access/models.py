"""Audit entries, and the answers that make a repeated form harmless."""

import uuid

from django.db import models

from linkage.database.constraints import tenant_constraints
from linkage.database.models import MarkedByProgramme


class AuditEntry(MarkedByProgramme):
    """What was done, by whom, to what. Append-only: the serving roles may insert and read, never change."""

    at = models.DateTimeField()
    action = models.CharField(max_length=100)
    actor_kind = models.CharField(max_length=10)
    actor_person_id = models.UUIDField(null=True, blank=True)
    actor_account_id = models.UUIDField(null=True, blank=True)
    actor_name = models.CharField(max_length=100, blank=True)
    target_type = models.CharField(max_length=100, blank=True)
    target_id = models.UUIDField(null=True, blank=True)
    target_ids = models.JSONField(default=list)
    changes = models.JSONField(default=dict)
    reference = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = tenant_constraints("access_auditentry", rule="own_or_unset")
        indexes = [
            models.Index(fields=["programme_id", "target_id", "at"], name="access_auditentry_about"),
            models.Index(fields=["programme_id", "at"], name="access_auditentry_when"),
        ]


class FormAnswer(models.Model):
    """Where the first sending of a form led; a second sending of the same key is led there too.

    No tenant: it holds a random key, whose session used it, and an address of our own.
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4)
    owner = models.CharField(max_length=64)
    answered_with = models.TextField(blank=True)
    created_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["created_at"], name="access_formanswer_age")]
