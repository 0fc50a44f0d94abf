"""Bases for tables that carry a programme; apps above `programmes` use `programmes.models.OwnedByProgramme`."""

import uuid

from django.db import models


class Keyed(models.Model):
    """A random uuid key: a duplicate key must never tell anybody that a row exists elsewhere."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True


class MarkedByProgramme(Keyed):
    """A tenant row of an app that lies below `programmes`: a plain id, walled by row-level security all the same."""

    programme_id = models.UUIDField(null=True, blank=True, db_index=True)

    class Meta:
        abstract = True
